//! Error structs with a kind inside: boxed, shared, or with a context.

use std::{borrow::Cow, error::Error, fmt, io, sync::Arc};

use super::{Code, LmsError, message};

/// The public type has the size of a pointer, independent of its content.
#[derive(Debug, thiserror::Error, LmsError)]
#[error(transparent)]
#[lms(axum, transparent)]
struct TokenError(Box<TokenErrorKind>);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, LmsError)]
#[non_exhaustive]
enum TokenErrorKind {
    #[error("the token is not one of ours")]
    #[lms(code = "unauthenticated")]
    Malformed,
    #[error("the token lacks the claim {0}")]
    #[lms(code = "unauthenticated")]
    Claim(Cow<'static, str>),
    #[error("the token is for another branch")]
    #[lms(code = "permission_denied")]
    Branch,
    #[error("signing failed: {0}")]
    #[lms(code = "internal")]
    Signing(String),
}

impl TokenError {
    fn kind(&self) -> &TokenErrorKind {
        &self.0
    }
}

impl<K: Into<TokenErrorKind>> From<K> for TokenError {
    fn from(kind: K) -> Self {
        Self(Box::new(kind.into()))
    }
}

#[test]
fn a_struct_has_the_response_of_the_kind_in_its_box() {
    let cases = [
        (TokenErrorKind::Malformed, "lms: status=401: the token is not one of ours"),
        (TokenErrorKind::Claim("clientId".into()), "lms: status=401: the token lacks the claim customerId"),
        (TokenErrorKind::Branch, "lms: status=403: the token is for another branch"),
        (TokenErrorKind::Signing("hsm-2".to_owned()), "lms: status=500: Unexpected upstream failure"),
    ];
    for (kind, text) in cases {
        let error = TokenError::from(kind.clone());
        assert_eq!((error.kind(), error.code()), (&kind, kind.code()));
        assert_eq!(message(&error), text);
    }
}

/// A kind that does not implement `Error`: the struct has the code, and its message shows the kind.
#[derive(Debug, thiserror::Error, LmsError)]
#[error("transition to {to:?} from {from:?} is {kind}")]
#[lms(code = "aborted", message = "the loan is {from:?}, and {to:?} is {kind}")]
struct TransitionError {
    kind: TransitionKind,
    from: LoanState,
    to: LoanState,
    #[source]
    cause: Option<Box<dyn Error + Send + Sync>>,
}

#[derive(Debug, Clone, Copy)]
#[repr(u8)]
enum TransitionKind {
    Impossible = 1,
    Late = 1 << 1,
}

impl fmt::Display for TransitionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Impossible => "impossible",
            Self::Late => "too late",
        })
    }
}

#[derive(Debug, Clone, Copy)]
enum LoanState {
    Approved,
    WrittenOff,
}

#[test]
fn a_kind_that_is_no_error_is_shown_like_any_field() {
    for (kind, said) in [(TransitionKind::Impossible, "impossible"), (TransitionKind::Late, "too late")] {
        let cause = Some("row 7 is locked".into());
        let error = TransitionError { kind, from: LoanState::WrittenOff, to: LoanState::Approved, cause };
        assert!(error.source().is_some());
        assert_eq!(
            message(&error),
            format!("lms: status=409: the loan is WrittenOff, and Approved is {said}")
        );
    }
}

/// The shape of a database driver's error: one pointer, with manual `Debug`, `Display` and `Error`.
#[derive(Clone, LmsError)]
#[lms(code = "internal", message = "the query could not be run")]
struct DriverError(Arc<DriverErrorInner>);

struct DriverErrorInner {
    kind: &'static str,
    cause: io::Error,
}

impl fmt::Debug for DriverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriverError").field("kind", &self.0.kind).finish_non_exhaustive()
    }
}

impl fmt::Display for DriverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.kind, self.0.cause)
    }
}

impl Error for DriverError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.cause)
    }
}

#[test]
fn a_struct_with_handwritten_implementations_shows_only_its_message() {
    let inner = DriverErrorInner { kind: "statement", cause: io::Error::other("10.4.0.7") };
    let error = DriverError(Arc::new(inner));
    assert_eq!(error.to_string(), "statement: 10.4.0.7");
    assert_eq!(message(&error.clone()), "lms: status=500: the query could not be run");
}

/// An enum of contexts around one kind: some variants have the kind's code, others their own.
#[derive(Debug, thiserror::Error, LmsError)]
enum SessionError {
    #[error("at login: {0}")]
    #[lms(transparent)]
    Login(TokenErrorKind),
    #[error("session {id} has ended: {kind}")]
    #[lms(code = "unauthenticated", message = "the session has ended")]
    Ended { id: u64, kind: TokenErrorKind },
    #[error("while renewing session {}: {}", .0.0, .0.1)]
    #[lms(code = "unauthenticated", message("renew the session: {}", .0.1))]
    Renewal(#[lms(shown)] (u64, TokenErrorKind)),
}

#[test]
fn a_kind_has_the_response_of_its_context_or_its_own() {
    let branch = || TokenErrorKind::Branch;
    let cases = [
        (SessionError::Login(branch()), Code::PermissionDenied, "the token is for another branch"),
        (SessionError::Ended { id: 7, kind: branch() }, Code::Unauthenticated, "the session has ended"),
        (
            SessionError::Renewal((7, branch())),
            Code::Unauthenticated,
            "renew the session: the token is for another branch",
        ),
    ];
    for (error, code, text) in cases {
        assert_eq!(error.code(), code);
        assert_eq!(message(&error), format!("lms: status={}: {text}", code.status().as_u16()));
    }
}

/// Structs of every form, as the small errors beside the large enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, thiserror::Error, LmsError)]
#[error("the limit has been reached")]
#[lms(code = "aborted")]
struct LimitReached;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("the guarantor is not known")]
#[lms(code = "not_found")]
struct NoGuarantor {}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("nothing to sign")]
#[lms(code = "not_found")]
struct NothingToSign();

#[test]
fn a_struct_without_fields_may_have_any_form() {
    let errors: [(Box<dyn LmsError>, &str); 3] = [
        (Box::new(LimitReached), "lms: status=409: the limit has been reached"),
        (Box::new(NoGuarantor {}), "lms: status=404: the guarantor is not known"),
        (Box::new(NothingToSign()), "lms: status=404: nothing to sign"),
    ];
    for (error, text) in errors {
        assert_eq!(message(&*error), text);
    }
}
