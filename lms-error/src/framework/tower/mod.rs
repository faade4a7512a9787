//! The layers of everything that is a tower service: axum, tonic, hyper.

mod body;
mod drain;

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use http::{
    HeaderMap, HeaderValue, Method, Request, Response,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

pub use body::EnvelopeBody;
pub use drain::{Drain, DrainBody, DrainFuture, DrainLayer};

use crate::{
    ErrorResponse,
    framework::{
        catch_all::{instead_of, take_over},
        panic::catch,
    },
};

/// Makes every error answer that is not ours the contract's envelope.
///
/// What frameworks and layers answer by themselves (an unknown path, a wrong method, a body that is too large, an
/// extractor that rejects, a time-out, a rate limit, the answer of another service that is passed on) knows nothing of
/// the contract, and a handler that panics answers nothing. Put the layer outside of all that may do so, and inside the
/// layer that opens the span of the request, if there is one:
///
/// ```
/// use axum::{Router, routing::get};
/// use lms_error::tower::EnvelopeLayer;
///
/// let app: Router = Router::new().route("/loans", get(async || "[]")).layer(EnvelopeLayer::new());
/// ```
///
/// The status decides what it becomes, by the table of [`ErrorResponse::from_status`](ErrorResponse::from_status). All headers stay
/// (`retry-after`, `www-authenticate`, `allow`, `set-cookie`, CORS, request ids) but those that describe the body. The
/// body is dropped unread. Answers below 400, of this crate, and of gRPC pass as they are.
///
/// A service that fails instead of answering, as tower's own `Timeout` and `LoadShed` do, fails as before: make an
/// answer of that first, with axum's `HandleErrorLayer` say, or convert the error with
/// [`ErrorResponse::from`](ErrorResponse).
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvelopeLayer(());

impl EnvelopeLayer {
    /// The layer; there is nothing to set.
    #[must_use]
    pub const fn new() -> Self {
        Self(())
    }
}

impl<S> Layer<S> for EnvelopeLayer {
    type Service = Envelopes<S>;

    fn layer(&self, inner: S) -> Envelopes<S> {
        Envelopes { inner }
    }
}

/// A service whose error answers are envelopes; [`EnvelopeLayer`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Envelopes<S> {
    inner: S,
}

impl<S, B, A> Service<Request<B>> for Envelopes<S>
where
    S: Service<Request<B>, Response = Response<A>>,
{
    type Response = Response<EnvelopeBody<A>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let to_head = request.method() == Method::HEAD;
        let state = match catch(|| self.inner.call(request)) {
            Ok(inner) => State::Called { inner },
            Err(panicked) => State::Panicked { response: Some(panicked) },
        };
        ResponseFuture { to_head, state }
    }
}

pin_project! {
    /// The response to come of [`Envelopes`].
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        to_head: bool,
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjection]
    enum State<F> {
        Called { #[pin] inner: F },
        /// The service panicked before it returned a future.
        Panicked { response: Option<ErrorResponse> },
    }
}

impl<F, A, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<A>, E>>,
{
    type Output = Result<Response<EnvelopeBody<A>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self.project();
        let to_head = *future.to_head;
        let result = match future.state.project() {
            StateProjection::Called { inner } => catch(|| inner.poll(context)),
            StateProjection::Panicked { response } => response.take().map_or(Ok(Poll::Pending), Err),
        };
        match result {
            Ok(poll) => poll.map_ok(|response| enveloped(response, to_head)),
            Err(panicked) => Poll::Ready(Ok(ours(HeaderMap::new(), &panicked, to_head))),
        }
    }
}

fn enveloped<A>(response: Response<A>, to_head: bool) -> Response<EnvelopeBody<A>> {
    let content_type = response.headers().get(CONTENT_TYPE);
    let Some(answer) = instead_of(response.status(), content_type.map(HeaderValue::as_bytes)) else {
        return response.map(EnvelopeBody::inner);
    };
    ours(response.into_parts().0.headers, &answer, to_head)
}

/// Our answer, with what stays of the headers of another.
fn ours<A>(mut headers: HeaderMap, answer: &ErrorResponse, to_head: bool) -> Response<EnvelopeBody<A>> {
    take_over(&mut headers, answer);
    let mut envelope = Some(answer.body().clone());
    if to_head {
        // A server of HTTP/2 sends what it is given.
        headers.insert(CONTENT_LENGTH, HeaderValue::from(answer.body().len()));
        envelope = None;
    }
    let mut response = Response::new(EnvelopeBody::envelope(envelope));
    *response.status_mut() = answer.status();
    *response.headers_mut() = headers;
    response
}
