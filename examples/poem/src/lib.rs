//! The loans service on poem.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use lms_error::{LmsError, poem::Envelopes};
use loans::{Loan, LoanError, RequestError, TokenError, request};
use poem::{
    Body, Endpoint, EndpointExt, FromRequest, IntoResponse, Request, RequestBody, Route, Server, get,
    handler,
    http::{StatusCode, Uri},
    listener::{Acceptor, Listener, TcpListener},
    web::Path,
};
use serde::Serialize;

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(poem)]
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

impl<'a> FromRequest<'a> for Writer {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        loans::may_write(request.header("authorization")).map_err(ApiError::from)?;
        Ok(Self)
    }
}

/// poem's own content type has a charset, and its response to HEAD no length.
fn json(value: impl Serialize) -> impl IntoResponse {
    let body = serde_json::to_vec(&value).unwrap_or_default();
    let length = body.len().to_string();
    body.with_content_type("application/json").with_header("content-length", length)
}

#[handler]
fn show(Path(id): Path<String>) -> Result<impl IntoResponse, ApiError> {
    Ok(json(loans::find(request::id(&id)?)?))
}

#[handler]
fn list(uri: &Uri) -> Result<impl IntoResponse, ApiError> {
    Ok(json(loans::list(&request::page(uri.query())?)))
}

#[handler]
async fn create(_: Writer, head: &Request, body: Body) -> poem::Result<impl IntoResponse> {
    request::media_type(head.header("content-type")).map_err(ApiError::from)?;
    let body = body.into_bytes_limit(request::MAX_BODY_BYTES).await?;
    let new = request::new_loan(&body).map_err(ApiError::from)?;
    let loan: Loan = loans::create(&new).map_err(ApiError::from)?;
    Ok(json(loan).with_status(StatusCode::CREATED))
}

/// Builds the service.
#[must_use]
pub fn app() -> impl Endpoint {
    Route::new()
        .at("/loans", get(list).post(create))
        .at("/loans/:id", get(show))
        // Turns all other error responses into envelopes, and rejections of extractors into field lists.
        .with(Envelopes::new())
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let acceptor = TcpListener::bind(("127.0.0.1", port)).into_acceptor().await?;
        if let Some(address) = acceptor.local_addr().first().and_then(|address| address.as_socket_addr()) {
            ready(*address);
        }
        Server::new_with_acceptor(acceptor).run(app()).await
    })
}
