//! The derive under `#![no_implicit_prelude]`, imported under another name than the trait.

use ::std::{assert_eq, convert::From, fmt, time::Duration};

use crate::{Derive, FieldErrors, message};

static BARE: ::lms_error::Policy = ::lms_error::Policy::LMS.service("bare");

#[derive(Debug, Derive)]
#[lms(axum, policy = BARE)]
enum Bare {
    #[lms(code = "not_found")]
    Unit,
    #[lms(code = "aborted", message("{} of {}", .0, .1.len()))]
    Text(u8, [u8; 2]),
    #[lms(code = "invalid_argument")]
    List(#[lms(fields, rename_all = "camelCase")] FieldErrors),
    #[lms(code = "invalid_argument", field = "{name}", message = "{name:?}")]
    Field {
        #[lms(verbatim)]
        name: &'static str,
    },
    #[lms(code = "unavailable", retry_after = 3)]
    Down,
    #[lms(code = "unavailable")]
    Later(#[lms(retry_after)] Duration),
    #[lms(transparent)]
    Inner(Inner),
}

#[derive(Debug, Derive)]
#[lms(code = "internal")]
struct Inner;

impl fmt::Display for Bare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bare")
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("inner")
    }
}

impl ::std::error::Error for Bare {}

impl ::std::error::Error for Inner {}

#[::core::prelude::v1::test]
fn it_works_without_a_prelude() {
    let list = FieldErrors::from(::lms_error::FieldError::new("zip_code", "required"));
    let cases = [
        (Bare::Unit, "bare: status=404: bare"),
        (Bare::Text(1, [2, 3]), "bare: status=409: 1 of 2"),
        (Bare::List(list), r#"[{"field":"zipCode","error":"required"}]"#),
        (Bare::Field { name: "a" }, r#"[{"field":"a","error":"\"a\""}]"#),
        (Bare::Down, "bare: status=503: Service is temporarily unavailable"),
        (Bare::Later(Duration::ZERO), "bare: status=503: Service is temporarily unavailable"),
        (Bare::Inner(Inner), "bare: status=500: Unexpected upstream failure"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}
