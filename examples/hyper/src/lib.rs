//! Loans, served by hyper, with no framework: an error is an `http::Response` of whatever body.

#![forbid(unsafe_code)]

use std::{convert::Infallible, io, net::SocketAddr};

use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::AUTHORIZATION,
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use lms_error::{ErrorResponse, LmsError};
use loans::{LoanError, NewLoan, Page, TokenError};
use serde::Serialize;

/// Every way in which a request fails.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum ApiError {
    /// Something is wrong with the loan.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// Something is wrong with who asks.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The body can't be read to its end.
    #[error("too large, or cut off")]
    #[lms(code = "invalid_argument", field = "body")]
    Body,

    /// The body is no loan.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Json(
        #[from]
        #[lms(fields)]
        serde_path_to_error::Error<serde_json::Error>,
    ),

    /// The path holds no number.
    #[error("must be a whole number")]
    #[lms(code = "invalid_argument", field = "id")]
    Id,

    /// The query is no page.
    #[error("must be a whole number")]
    #[lms(code = "invalid_argument", field = "limit")]
    Limit,

    /// Nothing is at this path.
    #[error("There is no such path")]
    #[lms(code = "not_found")]
    Path,

    /// The path takes other methods.
    #[error("not allowed for this path")]
    #[lms(code = "invalid_argument", field = "method")]
    Method,
}

const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, ApiError> {
    let path = request.uri().path();
    match (path.strip_prefix("/loans/"), request.method()) {
        (Some(id), &Method::GET | &Method::HEAD) => show(id),
        (None, &Method::GET | &Method::HEAD) if path == "/loans" => list(request.uri().query()),
        (None, &Method::POST) if path == "/loans" => create(request).await,
        (None, _) if path != "/loans" => Err(ApiError::Path),
        _ => Err(ApiError::Method),
    }
}

fn show(id: &str) -> Result<Response<Full<Bytes>>, ApiError> {
    let id = id.parse().map_err(|_| ApiError::Id)?;
    Ok(json(StatusCode::OK, &loans::find(id)?))
}

fn list(query: Option<&str>) -> Result<Response<Full<Bytes>>, ApiError> {
    let limit = query.and_then(|query| query.strip_prefix("limit=")).and_then(|limit| limit.parse().ok());
    Ok(json(StatusCode::OK, &loans::list(&Page { limit: limit.ok_or(ApiError::Limit)? })))
}

async fn create(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, ApiError> {
    let authorization = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    loans::may_write(authorization)?;
    let body = Limited::new(request.into_body(), MAX_BODY_BYTES).collect().await;
    let body = body.map_err(|_| ApiError::Body)?.to_bytes();
    let new: NewLoan = serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(&body))?;
    Ok(json(StatusCode::CREATED, &loans::create(&new)?))
}

fn json(status: StatusCode, value: &impl Serialize) -> Response<Full<Bytes>> {
    let body = serde_json::to_vec(value).unwrap_or_default();
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    response
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
        loop {
            let (stream, _) = listener.accept().await?;
            let service = service_fn(async |request| {
                let answer = answer(request).await;
                // The finished answer is a response of any body that bytes become.
                Ok::<_, Infallible>(answer.unwrap_or_else(|error| ErrorResponse::from(error).into()))
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    })
}
