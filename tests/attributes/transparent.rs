//! `transparent`: the one field is an `LmsError` itself, and everything comes from it.

use std::{sync::Arc, time::Duration};

use super::{Code, LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(service = "auth")]
enum AuthError {
    #[error("no token")]
    #[lms(code = "unauthenticated")]
    Missing,
    #[error("identity provider is down")]
    #[lms(code = "unavailable", retry_after = 5)]
    Down,
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Middle {
    #[error(transparent)]
    #[lms(transparent)]
    Auth(#[from] AuthError),
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Outer {
    #[error(transparent)]
    #[lms(transparent)]
    Middle(#[from] Middle),
    #[error(transparent)]
    #[lms(transparent)]
    Boxed { inner: Box<AuthError> },
    #[error(transparent)]
    #[lms(transparent)]
    Shared(Arc<AuthError>),
    #[error("of any kind")]
    #[lms(transparent)]
    Any(Box<dyn LmsError + Send + Sync>),
}

#[test]
fn everything_comes_from_the_innermost_error() {
    let down = || Outer::Middle(Middle::Auth(AuthError::Down));
    assert_eq!(down().code(), Code::Unavailable);
    assert_eq!(down().retry_after(), Some(Duration::from_secs(5)));
    assert_eq!(message(&down()), "auth: status=503: Service is temporarily unavailable");
    assert_eq!(down().to_response().headers()["retry-after"], "5");

    let missing = Outer::Middle(AuthError::Missing.into());
    assert_eq!(message(&missing), "auth: status=401: no token");
    assert_eq!(missing.retry_after(), None);
}

#[test]
fn a_box_an_arc_and_a_box_of_any_error_pass_through() {
    let errors = [
        Outer::Boxed { inner: Box::new(AuthError::Missing) },
        Outer::Shared(Arc::new(AuthError::Missing)),
        Outer::Any(Box::new(AuthError::Missing)),
    ];
    for error in errors {
        assert_eq!(error.code(), Code::Unauthenticated);
        assert_eq!(message(&error), "auth: status=401: no token");
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error(transparent)]
#[lms(transparent)]
struct Opaque(#[from] Outer);

#[test]
fn a_struct_may_be_transparent() {
    let opaque = Opaque(Outer::Middle(Middle::Auth(AuthError::Missing)));
    assert_eq!(message(&opaque), "auth: status=401: no token");
}
