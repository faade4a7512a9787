//! Loans, served by salvo.

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

/// Every way in which a handler fails.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(salvo)]
pub enum ApiError {
    /// Something is wrong with the loan.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// Something is wrong with who asks.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The request can't be read.
    #[error("unreadable request")]
    #[lms(code = "invalid_argument")]
    Request(
        #[from]
        #[lms(fields)]
        ParseError,
    ),

    /// The path holds no number.
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

/// The whole service.
#[must_use]
pub fn app() -> Service {
    let router = Router::new()
        .push(Router::with_path("loans").get(list).post(create))
        .push(Router::with_path("loans/{id}").get(show));
    // Whatever is not ours becomes an envelope.
    Service::new(router).hoop(Envelopes)
}

/// Serves until the process ends; port 0 is any that is free.
///
/// # Errors
///
/// Where the port is taken.
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
