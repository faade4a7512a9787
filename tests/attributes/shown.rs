//! `shown`, and the fields that are shown without it.

use std::{
    borrow::Cow,
    fmt,
    num::{ParseIntError, TryFromIntError},
    sync::Arc,
};

use lms_error::{FieldError, FieldErrors};

use super::{LmsError, message};

#[derive(Debug, thiserror::Error)]
#[error("the limit of client {0} is reached")]
struct LimitError(u64);

#[derive(Debug, thiserror::Error, LmsError)]
enum Shown {
    #[error("refused: {0}")]
    #[lms(code = "aborted")]
    Display(
        #[from]
        #[lms(shown)]
        LimitError,
    ),
    #[error("never shown")]
    #[lms(code = "internal", message = "refused: {0}")]
    Message(#[lms(shown)] Box<dyn std::error::Error + Send + Sync>),
    #[error("never shown")]
    #[lms(code = "aborted", message("{} limits are reached", .limits.len()))]
    Count {
        #[lms(shown)]
        limits: Vec<LimitError>,
    },
    #[error(transparent)]
    #[lms(code = "invalid_argument", field = "amount")]
    Field(#[lms(shown)] LimitError),
}

#[test]
fn a_shown_error_reaches_the_partner_sanitized() {
    let boxed = Shown::Message("client 7 has none".into());
    let cases = [
        (Shown::from(LimitError(7)), "lms: status=409: refused: the limit of customer 7 is reached"),
        (boxed, "lms: status=500: refused: customer 7 has none"),
        (Shown::Count { limits: vec![LimitError(7)] }, "lms: status=409: 1 limits are reached"),
        (Shown::Field(LimitError(7)), r#"[{"field":"amount","error":"the limit of customer 7 is reached"}]"#),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

/// Values that are not errors, and errors that only describe a malformed value.
type Rejected = Option<TryFromIntError>;

#[derive(Debug, thiserror::Error, LmsError)]
enum Fair<'a, T: fmt::Display + fmt::Debug> {
    #[error("{id} of {name} is {flag}, {amount:.2}")]
    #[lms(code = "aborted")]
    Values { id: u64, name: String, flag: bool, amount: f64 },
    #[error("{0}, {1}, {2}")]
    #[lms(code = "aborted")]
    Strings(&'a str, Cow<'a, str>, Arc<str>),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Lists(Option<Vec<(u8, &'a [u16])>>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Parameter(T),
    #[error("not a number: {0}")]
    #[lms(code = "not_found")]
    Number(#[from] ParseIntError),
    #[error("not a number: {0}")]
    #[lms(code = "invalid_argument", field = "id")]
    NumberOfAField(#[source] ParseIntError),
    #[error("too large: {0}")]
    #[lms(code = "aborted")]
    Exempt(Arc<TryFromIntError>),
    #[error("is too large: {}", .0.is_some())]
    #[lms(code = "aborted")]
    ExemptInAlias(Rejected),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Entry(FieldError),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Entries(FieldErrors),
    #[error("{id} failed: {source}")]
    #[lms(code = "aborted", message = "{id} failed")]
    WithMessage { id: u64, source: std::io::Error },
    #[error("failed: {0}")]
    #[lms(code = "internal")]
    Standard(#[source] std::io::Error),
    #[error("no {0}")]
    #[lms(code = "not_found")]
    SourceIsNotShown(u64, #[source] std::io::Error),
}

#[test]
fn a_value_that_is_no_error_needs_no_attribute_to_be_shown() {
    type E = Fair<'static, u8>;
    let number = || "x".parse::<u8>().unwrap_err();
    let io = || std::io::Error::other("10.4.0.7");
    let cases = [
        (
            E::Values { id: 7, name: "a".into(), flag: true, amount: 1.5 },
            "lms: status=409: 7 of a is true, 1.50",
        ),
        (E::Strings("a", "b".into(), "c".into()), "lms: status=409: a, b, c"),
        (E::Lists(Some(vec![(1, &[2])])), "lms: status=409: Some([(1, [2])])"),
        (E::Parameter(1), "lms: status=409: 1"),
        (E::Number(number()), "lms: status=404: not a number: invalid digit found in string"),
        (
            E::NumberOfAField(number()),
            r#"[{"field":"id","error":"not a number: invalid digit found in string"}]"#,
        ),
        (
            E::Exempt(Arc::new(u8::try_from(256).unwrap_err())),
            "lms: status=409: too large: out of range integral type conversion attempted",
        ),
        (E::ExemptInAlias(Some(u8::try_from(256).unwrap_err())), "lms: status=409: is too large: true"),
        (E::WithMessage { id: 7, source: io() }, "lms: status=409: 7 failed"),
        (E::Standard(io()), "lms: status=500: Unexpected upstream failure"),
        (E::SourceIsNotShown(7, io()), "lms: status=404: no 7"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
    let entry = FieldError::new("zip", "required");
    assert_eq!(message(&E::Entry(entry.clone())), "lms: status=409: zip: required");
    assert_eq!(message(&E::Entries(entry.into())), "lms: status=409: zip: required");
}

/// Texts that seem to show an error, and do not.
mod of_other_derives {
    use derive_more::{Display, Error, From};

    use super::{LmsError, message};

    #[derive(Debug, Display, Error, From, LmsError)]
    enum WithDeriveMore {
        #[display("no card {id} of {}", holder.len())]
        #[lms(code = "not_found")]
        #[from(skip)]
        NoCard { id: u64, holder: String, source: std::io::Error },
        #[display("closed")]
        #[lms(code = "aborted")]
        Closed(std::io::Error),
    }

    #[derive(Debug, snafu::Snafu, LmsError)]
    enum WithSnafu {
        #[snafu(display("no card {id} of {}", holder.len()))]
        #[lms(code = "not_found")]
        NoCard { id: u64, holder: String, source: std::io::Error },
        /// Closed, of {id}
        #[lms(code = "aborted")]
        Documented { id: u64, source: std::io::Error },
    }

    fn io() -> std::io::Error {
        std::io::Error::other("10.4.0.7")
    }

    #[test]
    fn a_source_that_the_display_does_not_show_needs_no_mark() {
        let card = WithDeriveMore::NoCard { id: 7, holder: "ab".into(), source: io() };
        assert_eq!(message(&card), "lms: status=404: no card 7 of 2");
        assert_eq!(message(&WithDeriveMore::from(io())), "lms: status=409: closed");
        let card = WithSnafu::NoCard { id: 7, holder: "ab".into(), source: io() };
        assert_eq!(message(&card), "lms: status=404: no card 7 of 2");
        let documented = WithSnafu::Documented { id: 7, source: io() };
        assert_eq!(message(&documented), "lms: status=409: Closed, of 7");
    }
}
