//! Every error response of this service: one enum for each concern.
//!
//! `#[error]` is for the operator, in the log. `#[lms]` is for the partner: the code brings the status and the retry
//! rule with it. The documentation of the variants is for the partner as well: it is in the OpenAPI document, and on the
//! page in `docs/errors.mdx`.

use lms_error::{
    FieldErrors, LmsError, Policy, Vocabulary, catalog, catalog::Catalog, upstream::UpstreamError,
};

/// Every error that reaches a partner.
pub static CATALOG: Catalog = catalog![ApiError, AuthError];

/// The policy of every response, those of the catch-all and the extractors included.
pub static PARTNER: Policy = Policy::LMS.vocabulary(&WORDS);

/// The words that partners must not read: those of every LMS, and the job that holds a lock.
static WORDS: Vocabulary = Vocabulary::LMS.withhold(&["COB job"]);

/// Errors of the endpoints.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, policy = PARTNER)]
pub enum ApiError {
    /// A required field is missing, or a field has a value that it cannot have.
    #[error("invalid fields: {0}")]
    #[lms(code = "invalid_argument")]
    Fields(
        #[from]
        #[lms(fields)]
        FieldErrors,
    ),

    /// The office of a new customer does not exist.
    // To the LMS that is a 404, but a partner has to correct a field.
    #[error("no office {id}")]
    #[lms(code = "invalid_argument", field = "officeId", message = "there is no office {id}")]
    NoSuchOffice {
        /// The office that the partner named.
        id: u64,
    },

    /// The core has refused the request, or has failed.
    #[error(transparent)]
    #[lms(transparent)]
    Lms(#[from] UpstreamError),
}

/// The caller is not known, or may not do this.
// axum responds with it before a handler runs.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, policy = PARTNER)]
pub enum AuthError {
    /// There is no `authorization` header, or none of the form `Bearer <token>`.
    #[error("Missing bearer token")]
    #[lms(code = "unauthenticated")]
    Missing,

    /// Nobody was given this token.
    #[error("Invalid token")]
    #[lms(code = "unauthenticated")]
    Unknown,

    /// The token is not valid any more.
    #[error("Expired token")]
    #[lms(code = "unauthenticated")]
    Expired,

    /// The token is valid, but its subject is not an administrator of the partner's.
    #[error("Subject `{subject}` is not an administrator")]
    #[lms(code = "unauthenticated")]
    NotAdmin {
        /// The subject of the token.
        subject: &'static str,
    },

    /// The token is valid for reading, and the request would change something.
    #[error("This token may read customers, not change them")]
    #[lms(code = "permission_denied")]
    ReadOnly,
}
