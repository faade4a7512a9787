//! `crate`: where `lms_error` is.

use super::message;

mod vendored {
    pub(super) use lms_error as errors;
}

#[derive(Debug, thiserror::Error, vendored::errors::LmsError)]
#[error("no such office")]
#[lms(code = "not_found", crate = "vendored::errors", axum)]
struct Elsewhere;

#[test]
fn the_impl_names_everything_through_that_path() {
    assert_eq!(message(&Elsewhere), "lms: status=404: no such office");
}
