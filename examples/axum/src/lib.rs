//! The loans service on axum.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequestParts},
    http::{StatusCode, header::AUTHORIZATION, request::Parts},
    routing::get,
};
use lms_error::{
    LmsError,
    axum::{Json, Path, Query},
    tower::EnvelopeLayer,
};
use loans::{Loan, LoanError, NewLoan, Page, TokenError, request};

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum ApiError {
    /// The loan cannot be read or created.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// The token does not allow the request.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),
}

/// An extractor for handlers that need a writer's token. As it comes before the body, other requests are refused before
/// their body is read.
struct Writer;

impl<S: Sync> FromRequestParts<S> for Writer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let authorization = parts.headers.get(AUTHORIZATION);
        loans::may_write(authorization.and_then(|value| value.to_str().ok()))?;
        Ok(Self)
    }
}

// The extractors of `lms_error::axum` reject with field lists.
async fn show(Path(id): Path<u64>) -> Result<Json<Loan>, ApiError> {
    Ok(Json(loans::find(id)?))
}

async fn list(Query(page): Query<Page>) -> Json<Vec<Loan>> {
    Json(loans::list(&page))
}

async fn create(_: Writer, Json(new): Json<NewLoan>) -> Result<(StatusCode, Json<Loan>), ApiError> {
    Ok((StatusCode::CREATED, Json(loans::create(&new)?)))
}

/// Builds the service.
pub fn app() -> Router {
    Router::new()
        .route("/loans", get(list).post(create))
        .route("/loans/{id}", get(show))
        .layer(DefaultBodyLimit::max(request::MAX_BODY_BYTES))
        // Turns all other error responses into envelopes.
        .layer(EnvelopeLayer::new())
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        ready(listener.local_addr()?);
        axum::serve(listener, app()).await
    })
}
