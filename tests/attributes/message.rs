//! `message`: what the partner reads, as a format string.

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("never shown: 10.4.0.7")]
enum Texts {
    #[lms(code = "not_found", message = "no client {id}")]
    Captured { id: u64 },
    #[lms(code = "not_found", message = "no {1} with {0:?}")]
    Positional(&'static str, &'static str),
    #[lms(code = "aborted", message("{} of {limit} seats, {taken:?}", .seats.len(), taken = .seats.first()),)]
    Arguments { seats: Vec<u8>, limit: usize },
    #[lms(message("{:.*}|{x:>width$.2}|{x:+08.1}|{{{x:e}}}", .places, .x), code = "aborted")]
    Specs { x: f64, width: usize, places: usize },
    #[lms(message("{type} {}", .r#type.len()), code = "aborted")]
    Raw { r#type: &'static str },
    #[lms(message("{}", .0.1), code = "aborted")]
    Nested((u8, u8)),
    #[lms(message = "{0:>1$}|{0:<1$}|{0:^+1$}", code = "aborted")]
    Widths(i32, usize),
    #[lms(message("{}, {id}", id), code = "aborted")]
    Bare { id: u64 },
    #[lms(message("{}", if *.late { "late" } else { "early" }), code = "aborted")]
    Expression { late: bool },
    #[lms(message("{}", .pairs.iter().map(|(a, _)| *a).collect::<Vec<u8>>().len()), code = "aborted")]
    Closure { pairs: Vec<(u8, u8)> },
    #[lms(code = "unavailable", message("back at {}", .at))]
    Down { at: &'static str },
    #[lms(code = "internal", message = "nothing that can be told")]
    Told(#[source] std::io::Error),
    #[lms(code = "permission_denied", message = "m_client is locked")]
    Withheld,
    #[lms(code = "aborted", message = "{f} {code} {message} {to}")]
    Shadowed { f: u8, code: u8, message: u8, to: u8 },
}

#[test]
fn a_message_is_what_the_partner_reads() {
    let (seats, pairs) = (vec![4, 5], vec![(1, 2), (3, 4)]);
    let cases = [
        (Texts::Captured { id: 7 }, "lms: status=404: no customer 7"),
        (Texts::Positional("7", "office"), "lms: status=404: no office with \"7\""),
        (Texts::Arguments { seats, limit: 3 }, "lms: status=409: 2 of 3 seats, Some(4)"),
        (
            Texts::Specs { x: 12.345, width: 8, places: 3 },
            "lms: status=409: 12.345|   12.35|+00012.3|{1.2345e1}",
        ),
        (Texts::Raw { r#type: "loan" }, "lms: status=409: loan 4"),
        (Texts::Nested((1, 2)), "lms: status=409: 2"),
        (Texts::Widths(7, 3), "lms: status=409:   7|7  |+7 "),
        (Texts::Bare { id: 7 }, "lms: status=409: 7, 7"),
        (Texts::Expression { late: true }, "lms: status=409: late"),
        (Texts::Closure { pairs }, "lms: status=409: 2"),
        (Texts::Down { at: "noon" }, "lms: status=503: back at noon"),
        (Texts::Told(std::io::Error::other("10.4.0.7")), "lms: status=500: nothing that can be told"),
        (Texts::Withheld, "lms: status=403: Caller lacks permission for this resource"),
        (Texts::Shadowed { f: 1, code: 2, message: 3, to: 4 }, "lms: status=409: 1 2 3 4"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text, "{error:?}");
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("locked")]
enum Literal {
    #[lms(code = "aborted", message = "The client is locked")]
    Word,
    #[lms(code = "aborted", message = "m_client is locked")]
    Table,
    #[lms(code = "internal", message = "org.apache.fineract.LockedException")]
    Class,
    #[lms(code = "invalid_argument", field = "clientId", message = "{{error.msg.client.locked}} locked")]
    Field,
}

/// Constant texts are rendered once, and sanitized like any other, in both forms.
#[test]
fn a_constant_text_is_sanitized_too() {
    let cases = [
        (Literal::Word, "lms: status=409: The customer is locked"),
        (Literal::Table, "lms: status=409: The resource's current state does not allow this action"),
        (Literal::Class, "lms: status=500: Unexpected upstream failure"),
        (Literal::Field, r#"[{"field":"customerId","error":"locked"}]"#),
    ];
    for (error, message) in cases {
        assert_eq!(error.envelope().message, message);
        let body: lms_error::Envelope<'_> =
            serde_json::from_slice(error.to_response().body()).expect("an envelope");
        assert_eq!(body.message, message);
    }
}
