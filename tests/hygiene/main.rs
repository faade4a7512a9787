//! Generated code compiles without a prelude, and with an item of the user's for every name that it might use.

#![no_implicit_prelude]

use ::lms_error::{FieldErrors, LmsError as Derive};

mod bare;
mod shadowed;

/// Returns the message that a partner reads.
fn message(error: &dyn ::lms_error::LmsError) -> ::std::string::String {
    error.envelope().message.into_owned()
}
