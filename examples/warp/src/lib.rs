//! The loans service on warp.

#![forbid(unsafe_code)]

use std::{convert::Infallible, io, net::SocketAddr, pin::pin};

use lms_error::{LmsError, warp::Envelopes};
use loans::{LoanError, RequestError, TokenError, request};
use tokio_stream::{Stream, StreamExt};
use warp::{
    Buf, Filter, Rejection, body, get, head, header,
    http::{HeaderMap, StatusCode},
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

    /// The request cannot be read.
    #[error(transparent)]
    #[lms(transparent)]
    Request(#[from] RequestError),
}

fn show(id: &str) -> Result<Json, ApiError> {
    // warp passes segments on as they are.
    let id = request::id(&request::decode(id))?;
    Ok(json(&loans::find(id)?))
}

fn list(query: Option<&str>) -> Result<Json, ApiError> {
    Ok(json(&loans::list(&request::page(query)?)))
}

/// Rejects requests without a writer's token. As it comes before the body, they are refused before their body is read.
async fn check(headers: HeaderMap) -> Result<(), Rejection> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    loans::may_write(text("authorization")).map_err(ApiError::from)?;
    request::media_type(text("content-type")).map_err(ApiError::from)?;
    Ok(())
}

async fn create(
    body: impl Stream<Item = Result<impl Buf, warp::Error>> + Send,
) -> Result<WithStatus<Json>, Rejection> {
    let body = read(body).await.map_err(ApiError::from)?;
    let new = request::new_loan(&body).map_err(ApiError::from)?;
    let loan = loans::create(&new).map_err(ApiError::from)?;
    Ok(with_status(json(&loan), StatusCode::CREATED))
}

/// Reads a body up to the limit; `warp::body::bytes` has none.
async fn read(
    body: impl Stream<Item = Result<impl Buf, warp::Error>> + Send,
) -> Result<Vec<u8>, RequestError> {
    let mut body = pin!(body);
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next().await {
        let mut chunk = chunk.map_err(|_| RequestError::Incomplete)?;
        if bytes.len() + chunk.remaining() > request::MAX_BODY_BYTES {
            return Err(RequestError::TooLarge);
        }
        bytes.extend_from_slice(&chunk.copy_to_bytes(chunk.remaining()));
    }
    Ok(bytes)
}

/// Builds the service.
pub fn app() -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
    // HEAD has to be routed by itself.
    let read = get().or(head()).unify();
    let query = query::raw().map(Some).or_else(async |_| Ok::<_, Infallible>((None,)));
    let list = path!("loans").and(read).and(query).map(|query: Option<String>| list(query.as_deref()));
    let writer = header::headers_cloned().and_then(check).untuple_one();
    let create = path!("loans").and(post()).and(writer).and(body::stream()).and_then(create);
    let show = path!("loans" / String).and(read).map(|id: String| show(&id));
    // Turns rejections and all other error responses into envelopes.
    Envelopes::new().wrap(list.or(create).or(show))
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
