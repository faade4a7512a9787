//! The loans service on hyper, without a framework: an error becomes an `http::Response`.

#![forbid(unsafe_code)]

use std::{convert::Infallible, io, net::SocketAddr};

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use lms_error::{ErrorResponse, LmsError};
use loans::{LoanError, RequestError, TokenError, request as parts};
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

    /// The request cannot be read.
    #[error(transparent)]
    #[lms(transparent)]
    Request(#[from] RequestError),

    /// The path is unknown.
    #[error("Resource does not exist")]
    #[lms(code = "not_found")]
    Path,

    /// The path exists, but not with this method.
    #[error("not allowed for this path")]
    #[lms(code = "invalid_argument", field = "method")]
    Method,
}

async fn respond(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, ApiError> {
    let segments: Vec<_> = request.uri().path().split('/').skip(1).collect();
    match (segments.as_slice(), request.method()) {
        (["loans"], &Method::GET | &Method::HEAD) => list(request.uri().query()),
        (["loans"], &Method::POST) => create(request).await,
        (["loans", id], &Method::GET | &Method::HEAD) if !id.is_empty() => show(id),
        (["loans"], _) => Err(ApiError::Method),
        (["loans", id], _) if !id.is_empty() => Err(ApiError::Method),
        _ => Err(ApiError::Path),
    }
}

fn show(id: &str) -> Result<Response<Full<Bytes>>, ApiError> {
    let id = parts::id(&parts::decode(id))?;
    Ok(json(StatusCode::OK, &loans::find(id)?))
}

fn list(query: Option<&str>) -> Result<Response<Full<Bytes>>, ApiError> {
    Ok(json(StatusCode::OK, &loans::list(&parts::page(query)?)))
}

async fn create(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, ApiError> {
    loans::may_write(text(&request, &AUTHORIZATION))?;
    parts::media_type(text(&request, &CONTENT_TYPE))?;
    let body = Limited::new(request.into_body(), parts::MAX_BODY_BYTES).collect().await;
    let body = body.map_err(|error| {
        if error.is::<LengthLimitError>() { RequestError::TooLarge } else { RequestError::Incomplete }
    })?;
    Ok(json(StatusCode::CREATED, &loans::create(&parts::new_loan(&body.to_bytes())?)?))
}

fn text<'a>(request: &'a Request<Incoming>, name: &HeaderName) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

fn json(status: StatusCode, value: &impl Serialize) -> Response<Full<Bytes>> {
    let body = serde_json::to_vec(value).unwrap_or_default();
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
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
