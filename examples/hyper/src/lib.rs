//! The loans service on hyper, without a framework: an error becomes an `http::Response`.

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

/// The errors of all requests.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum ApiError {
    /// The loan cannot be read or created.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// The token does not allow the request.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The body is too large, or ends early.
    #[error("too large, or cut off")]
    #[lms(code = "invalid_argument", field = "body")]
    Body,

    /// The body is not a loan.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Json(
        #[from]
        #[lms(fields)]
        serde_path_to_error::Error<serde_json::Error>,
    ),

    /// The id in the path is not a number.
    #[error("must be a whole number")]
    #[lms(code = "invalid_argument", field = "id")]
    Id,

    /// The query is not a page.
    #[error("must be a whole number")]
    #[lms(code = "invalid_argument", field = "limit")]
    Limit,

    /// The path is unknown.
    #[error("There is no such path")]
    #[lms(code = "not_found")]
    Path,

    /// The path exists, but not with this method.
    #[error("not allowed for this path")]
    #[lms(code = "invalid_argument", field = "method")]
    Method,
}

const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;

async fn respond(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, ApiError> {
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
        loop {
            let (stream, _) = listener.accept().await?;
            let service = service_fn(async |request| {
                let response = respond(request).await;
                // An `ErrorResponse` converts into a response with any body that is `From<Bytes>`.
                Ok::<_, Infallible>(response.unwrap_or_else(|error| ErrorResponse::from(error).into()))
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    })
}
