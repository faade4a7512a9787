//! The catch-all of whatever is a tower service: axum, tonic, hyper, warp.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method, Request, Response,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

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
        ResponseFuture { to_head, inner: self.inner.call(request) }
    }
}

pin_project! {
    /// The answer to come of [`Envelopes`].
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        to_head: bool,
        #[pin]
        inner: F,
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
        match catch(|| future.inner.poll(context)) {
            Ok(poll) => poll.map_ok(|answer| enveloped(answer, to_head)),
            Err(answer) => Poll::Ready(Ok(ours(HeaderMap::new(), &answer, to_head))),
        }
    }
}

fn enveloped<A>(response: Response<A>, to_head: bool) -> Response<EnvelopeBody<A>> {
    let content_type = response.headers().get(CONTENT_TYPE);
    let Some(answer) = instead_of(response.status(), content_type.map(HeaderValue::as_bytes)) else {
        return response.map(|body| EnvelopeBody { either: Either::Theirs { body } });
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
    let mut response = Response::new(EnvelopeBody { either: Either::Ours { envelope } });
    *response.status_mut() = answer.status();
    *response.headers_mut() = headers;
    response
}

pin_project! {
    /// The body of an answer that has passed an [`EnvelopeLayer`].
    #[derive(Debug)]
    pub struct EnvelopeBody<A> {
        #[pin]
        either: Either<A>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = EitherProjection]
    enum Either<A> {
        Ours { envelope: Option<Bytes> },
        Theirs { #[pin] body: A },
    }
}

impl<A: Body<Data = Bytes>> Body for EnvelopeBody<A> {
    type Data = Bytes;
    type Error = A::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, A::Error>>> {
        match self.project().either.project() {
            EitherProjection::Ours { envelope } => Poll::Ready(envelope.take().map(Frame::data).map(Ok)),
            EitherProjection::Theirs { body } => body.poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.either {
            Either::Ours { envelope } => envelope.is_none(),
            Either::Theirs { body } => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.either {
            Either::Ours { envelope } => {
                SizeHint::with_exact(envelope.as_ref().map_or(0, |envelope| envelope.len() as u64))
            }
            Either::Theirs { body } => body.size_hint(),
        }
    }
}
