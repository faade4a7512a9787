//! Enums and structs with parameters.

use std::{
    error::Error,
    fmt::{Debug, Display},
};

use lms_error::{AsFieldErrors, ErrorResponse, FieldError};

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
enum Generic<'a, T, E: Error + 'static = std::fmt::Error, const N: usize = 1>
where
    T: Debug,
{
    #[error("no {0:?}")]
    #[lms(code = "not_found")]
    Shown(T),
    #[error("array")]
    #[lms(code = "aborted", message("{name} of {}", .names.len()))]
    Borrowed { name: &'a str, names: [T; N] },
    #[error("source")]
    #[lms(code = "internal")]
    Source(#[source] E),
}

#[test]
fn the_implementation_has_parameters_of_every_kind() {
    let shown: Generic<'_, &str> = Generic::Shown("Client");
    assert_eq!(message(&shown), "lms: status=404: no \"Customer\"");
    let borrowed: Generic<'_, u8, std::fmt::Error, 2> = Generic::Borrowed { name: "a", names: [1, 2] };
    assert_eq!(message(&borrowed), "lms: status=409: a of 2");
    let source: Generic<'_, u8, std::io::Error> = Generic::Source(std::io::Error::other("10.4.0.7"));
    assert_eq!(ErrorResponse::from(source).status(), 500);
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Parts<T, L, I> {
    #[error("shown")]
    #[lms(code = "aborted", message = "{0:>4}")]
    Shown(T),
    #[error("invalid")]
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] L),
    #[error("inner")]
    #[lms(transparent)]
    Inner(I),
}

/// Its parameters have no bounds except those that the fields need.
fn rendered<T: Display + Debug, L: AsFieldErrors + Debug, I: LmsError>(error: &Parts<T, L, I>) -> String {
    message(error)
}

#[test]
fn a_parameter_needs_what_its_field_is_used_for() {
    let inner = || Generic::<'static, u8>::Shown(7);
    let shown: Parts<_, Vec<FieldError>, Generic<'_, u8>> = Parts::Shown(7);
    assert_eq!(rendered(&shown), "lms: status=409:    7");
    let invalid: Parts<u8, _, Generic<'_, u8>> = Parts::Invalid(vec![FieldError::new("a", "b")]);
    assert_eq!(rendered(&invalid), r#"[{"field":"a","error":"b"}]"#);
    let inner: Parts<u8, Vec<FieldError>, _> = Parts::Inner(inner());
    assert_eq!(rendered(&inner), "lms: status=404: no 7");
}
