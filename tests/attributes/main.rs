//! What each attribute does; the files are named after them.

mod axum;
mod code;
mod crate_path;
mod field;
mod fields;
mod generics;
mod message;
mod rename_all;
mod retry_after;
mod service;
mod transparent;
mod verbatim;
mod vocabulary;

use lms_error::{Code, LmsError};

/// What a partner reads.
fn message(error: &dyn LmsError) -> String {
    error.envelope().message.into_owned()
}
