//! `service`: the word before `: status=`.

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(service = "core-banking")]
enum Named {
    #[error("no such office")]
    #[lms(code = "not_found")]
    Shown,
    #[error("10.4.0.7")]
    #[lms(code = "internal")]
    Hidden,
}

#[test]
fn the_service_stands_before_the_status() {
    assert_eq!(message(&Named::Shown), "core-banking: status=404: no such office");
    assert_eq!(message(&Named::Hidden), "core-banking: status=500: Unexpected upstream failure");
}
