//! Type, lifetime and const parameters, in every position that an error type allows.

use std::{
    borrow::Cow,
    error::Error,
    fmt::{self, Debug, Display},
    marker::PhantomData,
    sync::Arc,
};

use lms_error::{AsFieldErrors, FieldError};

use super::{Code, LmsError, message};

/// A store with an associated error type.
trait Store {
    type Key: Debug + Display;
    type Error: Error + 'static;
    type Report: AsFieldErrors + Debug;
    type Inner: LmsError + 'static;
}

#[derive(Debug, thiserror::Error, LmsError)]
enum StoreError<S: Store> {
    #[error("no loan {0}")]
    #[lms(code = "not_found")]
    Missing(S::Key),
    #[error("loan {key} is at version {found}")]
    #[lms(code = "aborted", message = "loan {key:>3} is {found:?}")]
    Conflict { key: <S as Store>::Key, found: Option2<S::Key> },
    #[error("store failed")]
    #[lms(code = "internal")]
    Failed(#[source] S::Error),
    #[error("report")]
    #[lms(code = "invalid_argument")]
    Report(#[lms(fields)] S::Report),
    #[error("inner")]
    #[lms(transparent)]
    Inner(<S as Store>::Inner),
}

/// A wrapper type around a parameter.
#[derive(Debug)]
struct Option2<K>(Option<K>);

impl<K: Display> Display for Option2<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |key| key.fmt(f))
    }
}

#[derive(Debug)]
struct Memory;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("memory is read only")]
#[lms(code = "permission_denied")]
struct ReadOnly;

impl Store for Memory {
    type Key = u64;
    type Error = std::io::Error;
    type Report = Vec<FieldError>;
    type Inner = ReadOnly;
}

#[test]
fn fields_of_associated_types_are_used_as_what_they_are() {
    let cases: [(StoreError<Memory>, &str); 5] = [
        (StoreError::Missing(7), "lms: status=404: no loan 7"),
        (
            StoreError::Conflict { key: 7, found: Option2(Some(8)) },
            "lms: status=409: loan   7 is Option2(Some(8))",
        ),
        (
            StoreError::Failed(std::io::Error::other("10.4.0.7")),
            "lms: status=500: Unexpected upstream failure",
        ),
        (StoreError::Report(vec![FieldError::new("a", "b")]), r#"[{"field":"a","error":"b"}]"#),
        (StoreError::Inner(ReadOnly), "lms: status=403: memory is read only"),
    ];
    for (error, text) in cases {
        assert_eq!(message(&error), text);
    }
}

/// The outer error of a middleware: transparent over the inner service's error.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
enum LayerError<E = ReadOnly> {
    #[error("inner: {0}")]
    #[lms(transparent)]
    Inner(E),
    #[error("shared: {0}")]
    #[lms(transparent)]
    Shared(Arc<E>),
    #[error("boxed: {inner}")]
    #[lms(transparent)]
    Boxed { inner: Box<E> },
    #[error("the layer is full")]
    #[lms(code = "unavailable", retry_after = 2)]
    Full,
}

#[test]
fn a_layer_is_transparent_over_its_parameter() {
    let by_default: LayerError = LayerError::Inner(ReadOnly);
    assert_eq!(message(&by_default), "lms: status=403: memory is read only");
    let twice = LayerError::Shared(Arc::new(LayerError::Boxed { inner: Box::new(ReadOnly) }));
    assert_eq!(message(&twice), "lms: status=403: memory is read only");
    let full: LayerError<LayerError> = LayerError::Inner(LayerError::Full);
    assert_eq!(full.to_response().headers()["retry-after"], "2");
}

#[test]
fn a_layer_is_transparent_over_a_box_of_any_error() {
    let error: LayerError<Box<LayerError>> = LayerError::Inner(Box::new(LayerError::Full));
    assert_eq!(error.code(), Code::Unavailable);
    let any: Arc<dyn LmsError> = Arc::new(ReadOnly);
    assert_eq!(message(&LayerError::Inner(any)), "lms: status=403: memory is read only");
}

#[derive(Debug, thiserror::Error, LmsError)]
enum ParseError<'input, 'name: 'input> {
    #[error("{name} cannot be {found:?}")]
    #[lms(code = "invalid_argument", field = "{name}", message = "cannot be {found:?}")]
    Found { name: &'name str, found: &'input str },
    #[error("{0}")]
    #[lms(code = "aborted")]
    Cow(Cow<'input, str>),
    #[error("{0}")]
    #[lms(transparent)]
    Inner(&'input (dyn LmsError + 'name)),
}

#[test]
fn an_error_borrows_from_the_input() {
    let (input, name) = (String::from("x"), String::from("rate"));
    let found = ParseError::Found { name: &name, found: &input };
    assert_eq!(message(&found), r#"[{"field":"rate","error":"cannot be \"x\""}]"#);
    assert_eq!(message(&ParseError::Inner(&found)), message(&found));
    assert_eq!(message(&ParseError::Cow(Cow::Borrowed(&input))), "lms: status=409: x");
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Tranches<T, const MAX: usize, const STRICT: bool = true>
where
    T: Copy + Debug + PartialOrd + Into<f64>,
    [T; MAX]: Debug,
{
    #[error("more than {MAX} tranches")]
    #[lms(code = "aborted", message("at most {max} tranches, strict: {}", STRICT, max = MAX))]
    TooMany,
    #[error("{0:?}")]
    #[lms(
        code = "aborted",
        message("{tranches:?} sum up to {}", tranches = .0, .0.iter().map(|tranche| (*tranche).into()).sum::<f64>()),
    )]
    Sum([T; MAX]),
}

#[test]
fn a_constant_is_shown_and_a_where_clause_is_kept() {
    let too_many: Tranches<f32, 3> = Tranches::TooMany;
    assert_eq!(message(&too_many), "lms: status=409: at most 3 tranches, strict: true");
    let sum: Tranches<u8, 2, false> = Tranches::Sum([1, 2]);
    assert_eq!(message(&sum), "lms: status=409: [1, 2] sum up to 3");
}

/// A `PhantomData` parameter, and a `?Sized` one.
#[derive(LmsError)]
enum Marked<'a, M, T: ?Sized> {
    #[lms(code = "aborted", message = "{0} is marked")]
    By(&'a T, PhantomData<fn() -> M>),
}

impl<M, T: ?Sized> Debug for Marked<'_, M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Marked")
    }
}

impl<M, T: ?Sized> Display for Marked<'_, M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("marked")
    }
}

impl<M, T: ?Sized> Error for Marked<'_, M, T> {}

#[test]
fn a_parameter_that_is_not_shown_needs_no_bound_and_may_be_unsized() {
    struct Nothing;
    let error: Marked<'_, Nothing, str> = Marked::By("client 7", PhantomData);
    assert_eq!(message(&error), "lms: status=409: customer 7 is marked");
    let error: Marked<'_, Nothing, dyn Display> = Marked::By(&7, PhantomData);
    assert_eq!(message(&error), "lms: status=409: 7 is marked");
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Checked<F>
where
    F: for<'loan> Fn(&'loan str) -> bool + Debug,
{
    #[error("the rule says no")]
    #[lms(code = "aborted", message("the rule says {}", if (.0)("loan") { "yes" } else { "no" }))]
    Rule(F),
}

#[test]
fn a_parameter_may_be_a_function() {
    let error: Checked<fn(&str) -> bool> = Checked::Rule(str::is_empty);
    assert_eq!(message(&error), "lms: status=409: the rule says no");
}
