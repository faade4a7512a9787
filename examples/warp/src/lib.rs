//! Loans, served by warp.

#![forbid(unsafe_code)]

use std::{convert::Infallible, io, net::SocketAddr};

use lms_error::{LmsError, warp::envelopes};
use loans::{LoanError, NewLoan, Page, TokenError};
use warp::{
    Filter, Rejection, body, get, header,
    http::StatusCode,
    path, post, query,
    reply::{Json, Response, WithStatus, json, with_status},
};

/// Every way in which a handler fails.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(warp)]
pub enum ApiError {
    /// Something is wrong with the loan.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// Something is wrong with who asks.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),
}

fn show(id: u64) -> Result<Json, ApiError> {
    Ok(json(&loans::find(id)?))
}

async fn create(authorization: Option<String>, new: NewLoan) -> Result<WithStatus<Json>, Rejection> {
    loans::may_write(authorization.as_deref()).map_err(ApiError::from)?;
    let loan = loans::create(&new).map_err(ApiError::from)?;
    Ok(with_status(json(&loan), StatusCode::CREATED))
}

/// The whole service.
pub fn app() -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
    let list = path!("loans").and(get()).and(query()).map(|page: Page| json(&loans::list(&page)));
    let create =
        path!("loans").and(post()).and(header::optional("authorization")).and(body::json()).and_then(create);
    let show = path!("loans" / u64).and(get()).map(show);
    // What is rejected becomes an envelope, and whatever else is not ours.
    envelopes(list.or(create).or(show))
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
        warp::serve(app()).incoming(listener).run().await;
        Ok(())
    })
}
