//! The loans service on poem.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use lms_error::{LmsError, poem::envelopes};
use loans::{Loan, LoanError, NewLoan, Page, TokenError};
use poem::{
    Endpoint, EndpointExt, Route, Server, get, handler,
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    listener::{Acceptor, Listener, TcpListener},
    web::{Json, Path, Query},
};

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
}

#[handler]
fn show(Path(id): Path<u64>) -> Result<Json<Loan>, ApiError> {
    Ok(Json(loans::find(id)?))
}

#[handler]
fn list(Query(page): Query<Page>) -> Json<Vec<Loan>> {
    Json(loans::list(&page))
}

#[handler]
fn create(headers: &HeaderMap, Json(new): Json<NewLoan>) -> Result<(StatusCode, Json<Loan>), ApiError> {
    loans::may_write(headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()))?;
    Ok((StatusCode::CREATED, Json(loans::create(&new)?)))
}

/// Builds the service.
pub fn app() -> impl Endpoint {
    Route::new()
        .at("/loans", get(list).post(create))
        .at("/loans/:id", get(show))
        // Turns all other error responses into envelopes, and rejections of extractors into field lists.
        .around(envelopes)
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
