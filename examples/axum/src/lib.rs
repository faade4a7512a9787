//! The loans service on axum.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequestParts, Path, RawQuery},
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{AUTHORIZATION, CONTENT_TYPE},
        request::Parts,
    },
    routing::get,
};
use lms_error::{LmsError, tower::EnvelopeLayer};
use loans::{Loan, LoanError, RequestError, TokenError, request};

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

    /// The request cannot be read.
    #[error(transparent)]
    #[lms(transparent)]
    Request(#[from] RequestError),
}

/// An extractor for handlers that need a writer's token. As it comes before the body, other requests are refused before
/// their body is read.
struct Writer;

impl<S: Sync> FromRequestParts<S> for Writer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        loans::may_write(text(&parts.headers, &AUTHORIZATION))?;
        Ok(Self)
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

async fn show(Path(id): Path<String>) -> Result<Json<Loan>, ApiError> {
    Ok(Json(loans::find(request::id(&id)?)?))
}

async fn list(RawQuery(query): RawQuery) -> Result<Json<Vec<Loan>>, ApiError> {
    Ok(Json(loans::list(&request::page(query.as_deref())?)))
}

async fn create(_: Writer, headers: HeaderMap, body: Bytes) -> Result<(StatusCode, Json<Loan>), ApiError> {
    request::media_type(text(&headers, &CONTENT_TYPE))?;
    let new = request::new_loan(&body)?;
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
