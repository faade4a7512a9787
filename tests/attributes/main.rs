//! The behavior of each attribute; the files have their names.

mod axum;
mod code;
mod crate_path;
mod field;
mod fields;
mod generics;
mod message;
mod policy;
mod rename_all;
mod retry_after;
mod shown;
mod strict;
mod transparent;
mod verbatim;

use lms_error::{Code, LmsError};

/// Returns the message that a partner reads.
fn message(error: &dyn LmsError) -> String {
    error.envelope().message.into_owned()
}
