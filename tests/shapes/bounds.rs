//! The derive has the same bounds as thiserror's `Error`: every type that is an error is an `LmsError`, too. The bounds of
//! each function here are those that thiserror needs.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::{Debug, Display, LowerHex},
    sync::Arc,
};

use lms_error::ErrorResponse;

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
enum Mixed<K, V, E> {
    #[error("{0}")]
    #[lms(code = "not_found")]
    Displayed(K),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Debugged(V),
    #[error("a source")]
    #[lms(code = "internal")]
    Source(#[source] E),
    #[error("a map")]
    #[lms(code = "aborted")]
    Held(BTreeMap<K, Vec<V>>),
    #[error("an optional source")]
    #[lms(code = "unavailable")]
    Maybe { source: Option<E> },
}

fn mixed<K: Display + Debug, V: Debug, E: Error + 'static>(error: &Mixed<K, V, E>) -> ErrorResponse {
    error.to_response()
}

#[test]
fn a_type_parameter_needs_only_the_traits_that_its_text_uses() {
    type Concrete = Mixed<u8, char, std::fmt::Error>;
    let cases: [(Concrete, u16); 5] = [
        (Mixed::Displayed(1), 404),
        (Mixed::Debugged('a'), 409),
        (Mixed::Source(std::fmt::Error), 500),
        (Mixed::Held(BTreeMap::new()), 409),
        (Mixed::Maybe { source: Some(std::fmt::Error) }, 503),
    ];
    for (error, status) in cases {
        assert_eq!(mixed(&error).status(), status);
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Unused<T> {
    #[error("held, and not shown")]
    #[lms(code = "aborted", message = "it is held")]
    Held(T),
}

// `Error` itself requires `Debug`.
fn unused<T: Debug>(error: &Unused<T>) -> String {
    let Unused::Held(held) = error;
    assert!(!format!("{held:?}").is_empty());
    message(error)
}

#[test]
fn a_parameter_that_is_only_held_needs_debug() {
    assert_eq!(unused(&Unused::Held([1, 2])), "lms: status=409: it is held");
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Through<E> {
    #[error(transparent)]
    #[lms(code = "internal")]
    Error(E),
    #[error(transparent)]
    #[lms(code = "aborted")]
    Shared(#[lms(shown)] Arc<E>),
}

fn through<E: Error + 'static>(error: &Through<E>) -> ErrorResponse {
    error.to_response()
}

#[test]
fn a_source_of_a_variant_transparent_only_to_thiserror_needs_no_lms_error() {
    assert_eq!(through(&Through::Error(std::fmt::Error)).status(), 500);
    assert_eq!(through(&Through::Shared(Arc::new(std::fmt::Error))).status(), 409);
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Formats<A, B> {
    #[error("{0:x} {1:?}")]
    #[lms(code = "aborted", message = "{1:?} {0:#x}")]
    Same(A, B),
    #[error("{a:x} {b:?}", a = .0, b = .1)]
    #[lms(code = "aborted", message("{a:x}, {b:?}", a = .0, b = .1))]
    Arguments(A, B),
    #[error("{0:x} {1:?}")]
    #[lms(code = "invalid_argument", field = "rows[{0:x}]", message = "cannot be {1:?}")]
    Field(A, B),
}

fn formats<A: LowerHex + Debug, B: Debug>(error: &Formats<A, B>) -> String {
    message(error)
}

#[test]
fn a_message_that_formats_as_the_display_does_needs_the_same_of_its_fields() {
    assert_eq!(formats(&Formats::Same(26, 'b')), "lms: status=409: 'b' 0x1a");
    assert_eq!(formats(&Formats::Arguments(26, "b")), "lms: status=409: 1a, \"b\"");
    assert_eq!(formats(&Formats::Field(26, 1.5)), r#"[{"field":"rows[1a]","error":"cannot be 1.5"}]"#);
}

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
enum Response<E, const N: usize> {
    #[error("after {N} attempts")]
    #[lms(code = "unavailable")]
    Attempts(#[source] E),
}

// A handler can return the error for any `E`.
fn respond<E: Error + 'static>(error: E) -> impl axum::response::IntoResponse {
    Response::<E, 3>::Attempts(error)
}

fn boxed<'a, E: Error + 'static>(error: E) -> Box<dyn LmsError + 'a> {
    Box::new(Response::<E, 3>::Attempts(error))
}

#[test]
fn a_generic_error_is_a_response_and_an_object_under_the_same_bounds() {
    let response = axum::response::IntoResponse::into_response(respond(std::fmt::Error));
    assert_eq!(response.status(), 503);
    assert_eq!(boxed(std::fmt::Error).status(), 503);
}

/// A private type in a public error.
mod hidden {
    use super::{Debug, LmsError};

    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("hidden")]
    #[lms(code = "aborted")]
    struct Inner<T: Debug>(T);

    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("outer")]
    #[lms(transparent)]
    pub(crate) struct Outer<T: Debug>(Inner<T>);

    impl<T: Debug> From<T> for Outer<T> {
        fn from(value: T) -> Self {
            assert!(!format!("{value:?}").is_empty());
            Self(Inner(value))
        }
    }
}

fn outer<T: Debug>(value: T) -> String {
    message(&hidden::Outer::from(value))
}

#[test]
fn a_private_inner_error_is_no_bound_that_callers_must_repeat() {
    assert_eq!(outer(7), "lms: status=409: hidden");
}
