//! `strict`: strings are shown only if their fields are marked.

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(strict)]
enum Strict {
    #[error("no office {id} of {kind:?} at {rate}")]
    #[lms(code = "not_found")]
    Numbers { id: u64, kind: Option<bool>, rate: f32 },
    #[error("client {0} is closed")]
    #[lms(code = "aborted")]
    Shown(#[lms(shown)] String),
    #[error("never shown")]
    #[lms(code = "aborted", message = "client {id} is closed")]
    Verbatim {
        #[lms(verbatim)]
        id: String,
        host: String,
    },
    #[error("{0} is down")]
    #[lms(code = "unavailable")]
    NotShown(String),
}

#[test]
fn a_strict_type_shows_its_marked_strings() {
    let cases = [
        (
            Strict::Numbers { id: 7, kind: Some(true), rate: 0.5 },
            "lms: status=404: no office 7 of Some(true) at 0.5",
        ),
        (Strict::Shown("client".into()), "lms: status=409: customer customer is closed"),
        (
            Strict::Verbatim { id: "client-7".into(), host: String::new() },
            "lms: status=409: customer client-7 is closed",
        ),
        (Strict::NotShown("10.4.0.7".into()), "lms: status=503: Service is temporarily unavailable"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}
