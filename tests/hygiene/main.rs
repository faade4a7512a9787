//! The derive names nothing that a user could have named otherwise: no prelude, and every name that generated
//! code might reach for is taken.

#![no_implicit_prelude]

use ::lms_error::{FieldErrors, LmsError as Derive};

mod bare;
mod shadowed;

/// Returns the message that a partner reads.
fn message(error: &dyn ::lms_error::LmsError) -> ::std::string::String {
    error.envelope().message.into_owned()
}
