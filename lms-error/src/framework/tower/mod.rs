//! The layers of everything that is a tower service: axum, tonic, hyper.

mod body;
mod drain;
mod respond;

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use self::respond::Caller;
pub use body::EnvelopeBody;
pub use drain::{Drain, DrainBody, DrainFuture, DrainLayer};

use crate::{
    Policy,
    framework::catch_all::panic::{Panicked, catch},
};

/// Turns every error response that is not this crate's into an envelope.
///
/// Frameworks and layers respond without a handler: to an unknown path, a wrong method, a body that is too large, a
/// rejected extractor, a time-out, a rate limit. So do handlers that build a response by hand or pass on that of another
/// service, and a handler that panics sends none at all. Put the layer outside of everything that may respond, and
/// inside the layer that opens the span of the request, if there is one:
///
/// ```
/// use axum::{Router, routing::get};
/// use lms_error::tower::EnvelopeLayer;
///
/// let app: Router = Router::new().route("/loans", get(async || "[]")).layer(EnvelopeLayer::new());
/// ```
///
/// * The status decides what a response becomes, by the table of
///   [`ErrorResponse::from_status`](crate::ErrorResponse::from_status). Headers stay (`www-authenticate`, `allow`,
///   `set-cookie`, CORS, request ids; `retry-after` on a 503), except those that describe the body. The beginning of the
///   body that is replaced is logged as far as it is in memory, up to 4 KiB.
/// * A response of this crate is known by an extension, whatever layers did to its headers. It stays as it is, but if
///   its status or its content type is not that of its code, it is put right, a 2xx too, and a warning is logged. A layer
///   that builds a new response out of the bytes of an envelope loses the extension: the response is then replaced.
/// * A panic of the service is responded to as `internal`.
/// * Responses below 400 pass.
#[cfg_attr(
    feature = "tonic",
    doc = "* To a gRPC request it responds in gRPC, by the table in the reference of the [frameworks](crate::frameworks#tonic)."
)]
#[cfg_attr(not(feature = "tonic"), doc = "* Responses of gRPC pass: the feature `tonic` covers them.")]
///
/// A service that fails instead of responding, as tower's own `Timeout` and `LoadShed` do, still fails: make a response
/// of its error first, with axum's `HandleErrorLayer` for example.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvelopeLayer {
    policy: Option<&'static Policy>,
}

impl EnvelopeLayer {
    /// Creates a layer with the policy of an [`EnvelopeLayer`] around it, or else [`Policy::LMS`].
    #[must_use]
    pub const fn new() -> Self {
        Self { policy: None }
    }

    /// Creates a layer that responds by this policy.
    ///
    /// The extractors of this crate inside of it do so too: they find the policy in the request's extensions, as a
    /// `&'static Policy`.
    ///
    /// ```
    /// use axum::{Router, routing::get};
    /// use lms_error::{Policy, tower::EnvelopeLayer};
    ///
    /// static CARDS: Policy = Policy::LMS.service("cards");
    ///
    /// let app: Router = Router::new().route("/cards", get(async || "[]")).layer(EnvelopeLayer::with_policy(&CARDS));
    /// ```
    #[must_use]
    pub const fn with_policy(policy: &'static Policy) -> Self {
        Self { policy: Some(policy) }
    }
}

impl<S> Layer<S> for EnvelopeLayer {
    type Service = Envelopes<S>;

    fn layer(&self, inner: S) -> Envelopes<S> {
        Envelopes { inner, policy: self.policy }
    }
}

/// The service that [`EnvelopeLayer`] makes.
#[derive(Clone, Copy, Debug)]
pub struct Envelopes<S> {
    inner: S,
    policy: Option<&'static Policy>,
}

impl<S, B, A> Service<Request<B>> for Envelopes<S>
where
    S: Service<Request<B>, Response = Response<A>>,
    A: Body<Data = Bytes>,
{
    type Response = Response<EnvelopeBody<A>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        if let Some(policy) = self.policy {
            request.extensions_mut().insert(policy);
        }
        let caller = Caller::of(&request);
        let state = match catch(|| self.inner.call(request)) {
            Ok(inner) => State::Called { inner },
            Err(panicked) => State::Panicked { panicked },
        };
        ResponseFuture { caller, state }
    }
}

pin_project! {
    /// The future of a response of [`Envelopes`].
    #[derive(Debug)]
    pub struct ResponseFuture<F> {
        caller: Caller,
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
        Panicked { panicked: Panicked },
    }
}

impl<F, A, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<A>, E>>,
    A: Body<Data = Bytes>,
{
    type Output = Result<Response<EnvelopeBody<A>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self.project();
        let caller: &Caller = future.caller;
        match future.state.project() {
            StateProjection::Panicked { panicked } => Poll::Ready(Ok(caller.panicked(panicked))),
            StateProjection::Called { inner } => match catch(|| inner.poll(context)) {
                Ok(poll) => poll.map_ok(|response| caller.checked(response)),
                Err(panicked) => Poll::Ready(Ok(caller.panicked(&panicked))),
            },
        }
    }
}
