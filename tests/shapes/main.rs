//! Enums as people write them: the traits of shape that are found in the error types of well-known crates, each
//! in a type of our own.

mod sources;
mod snafu;
mod chains;
mod kinds;
mod formats;
mod generics;
mod bounds;
mod dozens;
mod macros;
mod placement;
mod names;
mod recursion;

use lms_error::{Code, LmsError};

/// Returns the message of the response.
fn message(error: &dyn LmsError) -> String {
    error.envelope().message.into_owned()
}
