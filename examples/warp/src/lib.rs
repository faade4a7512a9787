//! The loans service on warp.

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

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(warp)]
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

fn show(id: u64) -> Result<Json, ApiError> {
    Ok(json(&loans::find(id)?))
}

async fn create(authorization: Option<String>, new: NewLoan) -> Result<WithStatus<Json>, Rejection> {
    loans::may_write(authorization.as_deref()).map_err(ApiError::from)?;
    let loan = loans::create(&new).map_err(ApiError::from)?;
    Ok(with_status(json(&loan), StatusCode::CREATED))
}

/// Builds the service.
pub fn app() -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
    let list = path!("loans").and(get()).and(query()).map(|page: Page| json(&loans::list(&page)));
    let create =
        path!("loans").and(post()).and(header::optional("authorization")).and(body::json()).and_then(create);
    let show = path!("loans" / u64).and(get()).map(show);
    // Turns rejections and all other error responses into envelopes.
    envelopes(list.or(create).or(show))
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
        warp::serve(app()).incoming(listener).run().await;
        Ok(())
    })
}
