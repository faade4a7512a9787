//! Every answer of this service that is no success: one enum for each concern, and one on top that joins what
//! a handler can meet.
//!
//! `#[error]` is what the operator reads in the log. `#[lms]` decides what the partner gets: the code brings
//! the status and the retry rule with it, and the text is the same one without the LMS's words.

use std::net::SocketAddr;

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use lms_error::{FieldErrors, LmsError};

/// What a handler fails with.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum ApiError {
    /// The request can't be what its sender meant.
    #[error(transparent)]
    #[lms(transparent)]
    Request(#[from] RequestError),

    /// The LMS has refused, or has failed.
    #[error(transparent)]
    #[lms(transparent)]
    Lms(#[from] LmsFault),
}

/// Who calls is not known, or may not do this. axum answers with it before a handler runs, and so it needs
/// the framework's word itself.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum AuthError {
    /// There is no `authorization` header, or none of the form `Bearer <token>`.
    #[error("Missing bearer token")]
    #[lms(code = "unauthenticated")]
    Missing,

    /// Nobody has been given this token.
    #[error("Invalid token")]
    #[lms(code = "unauthenticated")]
    Unknown,

    /// The token was good once.
    #[error("Expired token")]
    #[lms(code = "unauthenticated")]
    Expired,

    /// The token is good, but its subject is no administrator of the partner's.
    #[error("Subject `{subject}` is no administrator")]
    #[lms(code = "unauthenticated")]
    NotAdmin {
        /// Whose token it is.
        subject: &'static str,
    },

    /// The token is good for reading, and the request would change something.
    #[error("This token may read customers, not change them")]
    #[lms(code = "permission_denied")]
    ReadOnly,
}

/// The request can't be what its sender meant.
///
/// The first three are axum's rejections. Their own statuses (400, 413, 415, 422) and texts, which quote Rust
/// types, go no further: what a partner gets is the field and what is wrong with it.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum RequestError {
    /// The body is no JSON, says that it is none, is too large, or has a member of the wrong type.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Body(
        #[lms(fields)]
        #[from]
        JsonRejection,
    ),

    /// A part of the path is of the wrong type: `/v1/customers/abc`.
    #[error("unreadable path")]
    #[lms(code = "invalid_argument")]
    Path(
        #[lms(fields)]
        #[from]
        PathRejection,
    ),

    /// A query parameter is of the wrong type: `?limit=many`.
    #[error("unreadable query")]
    #[lms(code = "invalid_argument")]
    Query(
        #[lms(fields)]
        #[from]
        QueryRejection,
    ),

    /// All can be read, but a field that is required is missing, or one has a value that it can't have.
    #[error("{0}")]
    #[lms(code = "invalid_argument")]
    Fields(
        #[lms(fields)]
        #[from]
        FieldErrors,
    ),
}

/// No handler is responsible.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum RouteError {
    /// Nothing is at this path, with whatever method.
    #[error("There is no such path")]
    #[lms(code = "not_found")]
    UnknownPath,

    /// The path takes other methods. The contract knows no 405, and so the method is a field that is wrong.
    #[error("not allowed for this path")]
    #[lms(code = "invalid_argument", field = "method")]
    Method,
}

/// What the LMS answers where it gives no result, in its own words.
///
/// Its prefix, its status, its globalisation code and its Clients never reach the partner, for no reason but
/// that this enum derives `LmsError`.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum LmsFault {
    /// No customer has that id.
    #[error(r#"lms: status=404 code="error.msg.client.id.invalid": Client with id {id} does not exist"#)]
    #[lms(code = "not_found")]
    NoSuchClient {
        /// The id that was asked for.
        id: u64,
    },

    /// A customer can't be created at an office that is not there.
    #[error(
        r#"lms: status=404 code="error.msg.office.id.invalid": Office with identifier {id} does not exist"#
    )]
    #[lms(code = "not_found")]
    NoSuchOffice {
        /// The office that was named.
        id: u64,
    },

    /// The LMS has found fault with fields that looked well to us. It names them, and so do we.
    #[error(
        r#"lms: status=400 code="validation.msg.validation.errors.exist": Validation errors exist. [{0}]"#
    )]
    #[lms(code = "invalid_argument")]
    Validation(#[lms(fields)] FieldErrors),

    /// Another customer has that external id. It is the partner's own, and so it is given back letter for
    /// letter, even where it reads `client-7`; the text around it is sanitised like any other.
    #[error(
        r#"lms: status=403 code="error.msg.client.duplicate.externalId": Client with externalId `{external_id}` already exists"#
    )]
    #[lms(code = "aborted", message = "Client with externalId `{external_id}` already exists")]
    DuplicateExternalId {
        /// As the partner wrote it.
        #[lms(verbatim)]
        external_id: String,
    },

    /// An active customer can't be activated.
    #[error(
        r#"lms: status=400 code="error.msg.clients.already.active": Cannot activate client. Client is already active."#
    )]
    #[lms(code = "aborted")]
    AlreadyActive,

    /// Nothing can be done with a closed customer.
    #[error(r#"lms: status=403 code="error.msg.client.closed": Client with identifier {id} has already been closed"#)]
    #[lms(code = "aborted")]
    Closed {
        /// The closed customer.
        id: u64,
    },

    /// A customer who owes money can't be closed.
    #[error(
        r#"lms: status=403 code="error.msg.client.close.active.loan": Client cannot be closed. The client's loan {loan} is active."#
    )]
    #[lms(code = "aborted")]
    ActiveLoan {
        /// The loan that must be closed first.
        loan: u64,
    },

    /// Only a customer that has never been active can be deleted.
    #[error(
        r#"lms: status=403 code="error.msg.clients.not.pending.cannot.delete": Only clients pending activation may be deleted."#
    )]
    #[lms(code = "aborted")]
    NotPending,

    /// The LMS's close of business is at work on the customer.
    #[error(
        r#"lms: status=409 code="error.msg.client.locked": Client is locked by the COB job. Client ID: {id}"#
    )]
    #[lms(code = "aborted")]
    Locked {
        /// The locked customer.
        id: u64,
    },

    /// The LMS is down, and has said for how long. The address is for the log.
    #[error("core banking at {address} is down for maintenance")]
    #[lms(code = "unavailable", retry_after = 30)]
    Maintenance {
        /// Where the LMS should have answered.
        address: SocketAddr,
    },

    /// The LMS can't reach its own database. The reason is for the log.
    #[error("lms: status=500: client query failed")]
    #[lms(code = "internal")]
    Storage(#[source] StorageError),
}

/// Why the LMS can't read its data. It never answers anybody, and so it derives no `LmsError`.
#[derive(Debug, thiserror::Error)]
#[error("cannot connect to {url}: Communications link failure")]
pub struct StorageError {
    /// The database, as the driver of the LMS knows it.
    pub url: &'static str,
}

/// A handler has panicked. The message of the panic is for the log.
#[derive(Debug, thiserror::Error, LmsError)]
#[error("panicked: {0}")]
#[lms(axum, code = "internal")]
pub struct Panicked(pub String);
