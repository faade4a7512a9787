//! The loans service on salvo.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use lms_error::{LmsError, salvo::Envelopes};
use loans::{Loan, LoanError, NewLoan, Page, TokenError};
use salvo::{
    Listener, Request, Response, Router, Server, Service,
    conn::{Acceptor, TcpListener},
    handler,
    http::{ParseError, StatusCode},
    writing::Json,
};

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
    #[error("unreadable request")]
    #[lms(code = "invalid_argument")]
    Request(
        #[from]
        #[lms(fields)]
        ParseError,
    ),

    /// The id in the path is not a number.
    #[error("must be a whole number")]
    #[lms(code = "invalid_argument", field = "id")]
    Id,
}

#[handler]
async fn show(request: &mut Request) -> Result<Json<Loan>, ApiError> {
    let id = request.param("id").ok_or(ApiError::Id)?;
    Ok(Json(loans::find(id)?))
}

#[handler]
async fn list(request: &mut Request) -> Result<Json<Vec<Loan>>, ApiError> {
    let page: Page = request.parse_queries()?;
    Ok(Json(loans::list(&page)))
}

#[handler]
async fn create(request: &mut Request, response: &mut Response) -> Result<Json<Loan>, ApiError> {
    loans::may_write(request.header("authorization"))?;
    let new: NewLoan = request.parse_json().await?;
    let loan = loans::create(&new)?;
    response.status_code(StatusCode::CREATED);
    Ok(Json(loan))
}

/// Builds the service.
#[must_use]
pub fn app() -> Service {
    let router = Router::new()
        .push(Router::with_path("loans").get(list).post(create))
        .push(Router::with_path("loans/{id}").get(show));
    // Turns all other error responses into envelopes.
    Service::new(router).hoop(Envelopes)
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
