//! Loans, served by axum.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use axum::{
    Json, Router,
    extract::{
        Path, Query,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    routing::get,
};
use lms_error::{LmsError, tower::EnvelopeLayer};
use loans::{Loan, LoanError, NewLoan, Page, TokenError};

/// Every way in which a handler fails.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
pub enum ApiError {
    /// Something is wrong with the loan.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// Something is wrong with who asks.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The body is no loan.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Body(
        #[from]
        #[lms(fields)]
        JsonRejection,
    ),

    /// The path holds no number.
    #[error("unreadable path")]
    #[lms(code = "invalid_argument")]
    Path(
        #[from]
        #[lms(fields)]
        PathRejection,
    ),

    /// The query is no page.
    #[error("unreadable query")]
    #[lms(code = "invalid_argument")]
    Query(
        #[from]
        #[lms(fields)]
        QueryRejection,
    ),
}

async fn show(id: Result<Path<u64>, PathRejection>) -> Result<Json<Loan>, ApiError> {
    let Path(id) = id?;
    Ok(Json(loans::find(id)?))
}

async fn list(page: Result<Query<Page>, QueryRejection>) -> Result<Json<Vec<Loan>>, ApiError> {
    let Query(page) = page?;
    Ok(Json(loans::list(&page)))
}

async fn create(
    headers: HeaderMap,
    new: Result<Json<NewLoan>, JsonRejection>,
) -> Result<(StatusCode, Json<Loan>), ApiError> {
    loans::may_write(headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()))?;
    let Json(new) = new?;
    Ok((StatusCode::CREATED, Json(loans::create(&new)?)))
}

/// The whole service.
pub fn app() -> Router {
    Router::new()
        .route("/loans", get(list).post(create))
        .route("/loans/{id}", get(show))
        // Whatever is not ours becomes an envelope.
        .layer(EnvelopeLayer::new())
}

/// Serves until the process ends; port 0 is any that is free.
///
/// # Errors
///
/// Where the port is taken.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        ready(listener.local_addr()?);
        axum::serve(listener, app()).await
    })
}
