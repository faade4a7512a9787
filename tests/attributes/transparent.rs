//! `transparent`: the one field is an `LmsError` itself, and everything comes from it.

use std::{sync::Arc, time::Duration};

use lms_error::Policy;

use super::{Code, LmsError, message};

static AUTH: Policy = Policy::LMS.service("auth");

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = AUTH)]
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

/// The other fields are for the log.
#[derive(Debug, thiserror::Error, LmsError)]
enum WithContext {
    #[error("cannot pay loan {loan}")]
    Pay {
        loan: u64,
        #[lms(transparent)]
        source: AuthError,
    },
    #[error("{0}: {1}")]
    Positional(&'static str, #[lms(transparent)] Box<dyn LmsError + Send + Sync>),
    #[error(transparent)]
    Alone(#[lms(transparent)] AuthError),
}

#[test]
fn a_transparent_field_may_have_others_beside_it() {
    let missing = "auth: status=401: no token";
    let pay = WithContext::Pay { loan: 7, source: AuthError::Missing };
    assert_eq!((pay.code(), message(&pay).as_str()), (Code::Unauthenticated, missing));
    assert_eq!(pay.to_string(), "cannot pay loan 7");
    assert_eq!(message(&WithContext::Positional("host", Box::new(AuthError::Missing))), missing);
    assert_eq!(message(&WithContext::Alone(AuthError::Missing)), missing);
    let down = WithContext::Pay { loan: 7, source: AuthError::Down };
    assert_eq!(down.retry_after(), Some(Duration::from_secs(5)));
}

#[test]
fn a_question_mark_boxes_an_error() {
    fn any() -> Result<(), Box<dyn LmsError + Send + Sync>> {
        Err(AuthError::Missing)?;
        Ok(())
    }
    fn plain() -> Result<(), Box<dyn LmsError>> {
        Err(WithContext::Alone(AuthError::Missing))?;
        Ok(())
    }
    assert_eq!(any().unwrap_err().code(), Code::Unauthenticated);
    assert_eq!(plain().unwrap_err().code(), Code::Unauthenticated);
}
