//! `retry_after`, as seconds and as a field.

use std::time::Duration;

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("core at 10.4.0.7 is down")]
enum Down {
    #[lms(code = "unavailable", retry_after = 30)]
    Literal,
    #[lms(code = "unavailable")]
    Field {
        host: &'static str,
        #[lms(retry_after)]
        after: Duration,
    },
    #[lms(code = "unavailable", message = "busy: {0}")]
    Maybe(&'static str, #[lms(retry_after)] Option<Duration>),
    #[lms(code = "unavailable")]
    Unknown,
}

#[test]
fn the_header_says_whole_seconds_rounded_up() {
    let after = |nanos| Down::Field { host: "core", after: Duration::from_nanos(nanos) };
    let cases = [
        (Down::Literal, Some("30")),
        (after(0), Some("0")),
        (after(1), Some("1")),
        (after(2_000_000_000), Some("2")),
        (after(2_000_000_001), Some("3")),
        (Down::Field { host: "core", after: Duration::MAX }, Some("18446744073709551615")),
        (Down::Maybe("a", Some(Duration::from_millis(1_500))), Some("2")),
        (Down::Maybe("a", None), None),
        (Down::Unknown, None),
    ];
    for (error, expected) in cases {
        let response = error.to_response();
        assert_eq!(
            response.headers().get("retry-after").map(|value| value.to_str().expect("digits")),
            expected,
            "{error:?}"
        );
    }
}

#[test]
fn the_trait_says_the_exact_time() {
    assert_eq!(Down::Literal.retry_after(), Some(Duration::from_secs(30)));
    let exact = Duration::from_millis(1_500);
    assert_eq!(Down::Maybe("a", Some(exact)).retry_after(), Some(exact));
    assert_eq!(Down::Unknown.retry_after(), None);
    assert_eq!(message(&Down::Maybe("clients", None)), "lms: status=503: busy: customers");
}
