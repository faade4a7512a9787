//! A layer that reads the rest of a request body before an early error response goes out.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError, Weak},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Buf;
use http::{HeaderMap, Request, Response, Version, header::EXPECT};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use tokio::time::Sleep;
use tower_layer::Layer;
use tower_service::Service;

/// Reads the rest of a small request body before an error response goes out.
///
/// A service that refuses a request before it has read the body (a missing token, a wrong content type) leaves a client
/// that is still sending it. An HTTP/1 server cannot use that connection again: hyper closes it right after the
/// response, without `connection: close`. If the client's bytes are still on their way, the operating system resets the
/// connection, and the client sees a broken pipe instead of the 401. Clients that pool connections meet this the most,
/// the more so the larger the body is.
///
/// With the layer, an error response waits until the client has sent the rest of the body, and the connection stays
/// usable. It waits no longer than five seconds, and only for bodies that may be within the limit; a larger body is
/// refused at once, as before. Put the layer outside of everything that may refuse a request:
///
/// ```
/// use axum::{Router, routing::get};
/// use lms_error::tower::{DrainLayer, EnvelopeLayer};
///
/// let app: Router = Router::new()
///     .route("/loans", get(async || "[]"))
///     .layer(EnvelopeLayer::new())
///     .layer(DrainLayer::new(256 * 1024));
/// ```
///
/// Successful responses, requests over HTTP/2, and clients that wait for `100 Continue` need none of this and pass as
/// they are. The layer needs a tokio runtime with its timer on.
#[derive(Clone, Copy, Debug)]
pub struct DrainLayer {
    limit: u64,
    within: Duration,
}

impl DrainLayer {
    /// Creates a layer that reads up to `limit` bytes after an error, for five seconds at most.
    #[must_use]
    pub const fn new(limit: u64) -> Self {
        Self { limit, within: Duration::from_secs(5) }
    }

    /// Sets for how long an error response may wait for the rest of the body.
    #[must_use]
    pub const fn within(self, time: Duration) -> Self {
        Self { within: time, ..self }
    }
}

impl<S> Layer<S> for DrainLayer {
    type Service = Drain<S>;

    fn layer(&self, inner: S) -> Drain<S> {
        Drain { inner, layer: *self }
    }
}

/// The service that [`DrainLayer`] makes.
#[derive(Clone, Copy, Debug)]
pub struct Drain<S> {
    inner: S,
    layer: DrainLayer,
}

impl<S, B, A> Service<Request<B>> for Drain<S>
where
    S: Service<Request<DrainBody<B>>, Response = Response<A>>,
    B: Body + Unpin,
{
    type Response = Response<A>;
    type Error = S::Error;
    type Future = DrainFuture<S::Future, B, A>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (parts, body) = request.into_parts();
        let needs_draining = parts.version < Version::HTTP_2 && !body.is_end_stream();
        let unread = needs_draining.then(|| Arc::new(Mutex::new(None)));
        let body = DrainBody {
            body: Some(body),
            // hyper asks for the body with `100 Continue` when it is first polled, so the drain must not be the first.
            is_sent: !expects_continue(&parts.headers),
            unread: unread.as_ref().map_or_else(Weak::new, Arc::downgrade),
        };
        let response = self.inner.call(Request::from_parts(parts, body));
        DrainFuture { state: State::Responding { response, unread, layer: self.layer } }
    }
}

fn expects_continue(headers: &HeaderMap) -> bool {
    headers.get(EXPECT).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue"))
}

/// The request's body inside of a [`DrainLayer`].
///
/// A service that drops it hands what it has not read back to the layer.
#[derive(Debug)]
pub struct DrainBody<B> {
    body: Option<B>,
    is_sent: bool,
    unread: Weak<Mutex<Option<B>>>,
}

impl<B> Drop for DrainBody<B> {
    fn drop(&mut self) {
        if let Some(unread) = self.unread.upgrade().filter(|_| self.is_sent) {
            *unread.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
        }
    }
}

impl<B: Body + Unpin> Body for DrainBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        self.is_sent = true;
        match &mut self.body {
            Some(body) => Pin::new(body).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}

pin_project! {
    /// The future of a response of [`Drain`].
    #[derive(Debug)]
    pub struct DrainFuture<F, B, A> {
        #[pin]
        state: State<F, B, A>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjection]
    enum State<F, B, A> {
        Responding {
            #[pin]
            response: F,
            unread: Option<Arc<Mutex<Option<B>>>>,
            layer: DrainLayer,
        },
        Draining {
            response: Option<Response<A>>,
            body: B,
            left: u64,
            #[pin]
            deadline: Sleep,
        },
    }
}

impl<F, B, A, E> Future for DrainFuture<F, B, A>
where
    F: Future<Output = Result<Response<A>, E>>,
    B: Body + Unpin,
{
    type Output = Result<Response<A>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.project().state;
        loop {
            match state.as_mut().project() {
                StateProjection::Responding { response, unread, layer } => {
                    let response = ready!(response.poll(context))?;
                    let is_error = response.status().as_u16() >= 400;
                    let body = unread.take().filter(|_| is_error).and_then(|unread| take(&unread));
                    let Some(body) = body.filter(|body| is_within(body, layer.limit)) else {
                        return Poll::Ready(Ok(response));
                    };
                    let (left, deadline) = (layer.limit, tokio::time::sleep(layer.within));
                    state.set(State::Draining { response: Some(response), body, left, deadline });
                }
                StateProjection::Draining { response, body, left, deadline } => {
                    if poll_drained(body, left, context).is_pending() {
                        ready!(deadline.poll(context));
                    }
                    return response.take().map_or(Poll::Pending, |response| Poll::Ready(Ok(response)));
                }
            }
        }
    }
}

fn take<B>(unread: &Mutex<Option<B>>) -> Option<B> {
    unread.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn is_within<B: Body>(body: &B, limit: u64) -> bool {
    !body.is_end_stream() && body.size_hint().lower() <= limit
}

/// Reads and drops frames until the body ends, fails or exceeds the limit.
fn poll_drained<B: Body + Unpin>(body: &mut B, left: &mut u64, context: &mut Context<'_>) -> Poll<()> {
    while let Some(Ok(frame)) = ready!(Pin::new(&mut *body).poll_frame(context)) {
        let length = frame.data_ref().map_or(0, |data| data.remaining() as u64);
        match left.checked_sub(length) {
            Some(rest) => *left = rest,
            None => break,
        }
    }
    Poll::Ready(())
}
