//! The loans service on salvo.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use lms_error::{LmsError, salvo::Envelopes};
use loans::{LoanError, RequestError, TokenError, request as parts};
use salvo::{
    Listener, Request, Response, Router, Server, Service,
    conn::{Acceptor, TcpListener},
    handler,
    http::{
        HeaderValue, ParseError, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
};
use serde::Serialize;

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(salvo)]
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

    /// The body cannot be read.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Body(
        #[from]
        #[lms(fields)]
        ParseError,
    ),
}

/// salvo's own content type has a charset, and its response to HEAD no length.
fn json(response: &mut Response, value: impl Serialize) {
    let body = serde_json::to_vec(&value).unwrap_or_default();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    response.body(body);
}

#[handler]
async fn show(request: &mut Request, response: &mut Response) -> Result<(), ApiError> {
    let id = parts::id(&request.param::<String>("id").unwrap_or_default())?;
    json(response, loans::find(id)?);
    Ok(())
}

#[handler]
async fn list(request: &mut Request, response: &mut Response) -> Result<(), ApiError> {
    json(response, loans::list(&parts::page(request.uri().query())?));
    Ok(())
}

#[handler]
async fn create(request: &mut Request, response: &mut Response) -> Result<(), ApiError> {
    loans::may_write(request.header("authorization"))?;
    parts::media_type(request.header("content-type"))?;
    let body = request.payload_with_max_size(parts::MAX_BODY_BYTES).await?;
    let loan = loans::create(&parts::new_loan(body)?)?;
    response.status_code(StatusCode::CREATED);
    json(response, loan);
    Ok(())
}

/// Builds the service.
#[must_use]
pub fn app() -> Service {
    let router = Router::new()
        // HEAD has to be routed by itself.
        .push(Router::with_path("loans").get(list).head(list).post(create))
        .push(Router::with_path("loans/{id}").get(show).head(show));
    // Turns all other error responses into envelopes.
    Service::new(router).hoop(Envelopes::new())
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let acceptor = TcpListener::new(("127.0.0.1", port)).try_bind().await.map_err(io::Error::other)?;
        if let Some(address) =
            acceptor.holdings().first().and_then(|holding| holding.local_addr.clone().into_std())
        {
            ready(address);
        }
        Server::new(acceptor).serve(app()).await;
        Ok(())
    })
}
