//! The body of a response that has passed the catch-all.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

#[cfg(feature = "tonic")]
use super::respond::Caller;

pin_project! {
    /// The body of a response that has passed an [`EnvelopeLayer`](super::EnvelopeLayer).
    ///
    /// It is either the inner service's, or an envelope. The default is an empty one, which layers such as tower-http's
    /// `CorsLayer` and `TimeoutLayer` respond with.
    #[derive(Debug)]
    pub struct EnvelopeBody<A> {
        #[pin]
        either: Either<A>,
        trailers: Trailers,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = EitherProjection]
    enum Either<A> {
        Envelope { bytes: Option<Bytes> },
        Inner { #[pin] body: A },
    }
}

/// The treatment of the trailers, which hold the status of a gRPC response.
#[derive(Debug, Default)]
enum Trailers {
    #[default]
    Pass,
    #[cfg(feature = "tonic")]
    Check(Box<Caller>),
}

impl<A> EnvelopeBody<A> {
    pub(super) fn envelope(bytes: Bytes) -> Self {
        Self { either: Either::Envelope { bytes: Some(bytes) }, trailers: Trailers::Pass }
    }

    pub(super) fn inner(body: A) -> Self {
        Self { either: Either::Inner { body }, trailers: Trailers::Pass }
    }

    /// Creates the body of a gRPC response, whose status is checked.
    #[cfg(feature = "tonic")]
    pub(super) fn grpc(body: A, caller: Caller) -> Self {
        Self { either: Either::Inner { body }, trailers: Trailers::Check(Box::new(caller)) }
    }
}

impl<A> Default for EnvelopeBody<A> {
    fn default() -> Self {
        Self { either: Either::Envelope { bytes: None }, trailers: Trailers::Pass }
    }
}

impl<A: Body<Data = Bytes>> Body for EnvelopeBody<A> {
    type Data = Bytes;
    type Error = A::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, A::Error>>> {
        let mut this = self.project();
        match this.either.as_mut().project() {
            EitherProjection::Envelope { bytes } => Poll::Ready(bytes.take().map(Frame::data).map(Ok)),
            EitherProjection::Inner { body } => match this.trailers {
                Trailers::Pass => body.poll_frame(context),
                #[cfg(feature = "tonic")]
                Trailers::Check(caller) => {
                    match crate::framework::catch_all::panic::catch(|| body.poll_frame(context)) {
                        Ok(poll) => poll.map_ok(|frame| checked(frame, caller)),
                        Err(panicked) => {
                            let trailers = caller.panicked_trailers(&panicked);
                            this.either.set(Either::Envelope { bytes: None });
                            Poll::Ready(Some(Ok(Frame::trailers(trailers))))
                        }
                    }
                }
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.either {
            Either::Envelope { bytes } => bytes.is_none(),
            Either::Inner { body } => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.either {
            Either::Envelope { bytes } => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Either::Inner { body } => body.size_hint(),
        }
    }
}

#[cfg(feature = "tonic")]
fn checked(frame: Frame<Bytes>, caller: &Caller) -> Frame<Bytes> {
    match frame.into_trailers() {
        Ok(mut trailers) => {
            caller.check_trailers(&mut trailers);
            Frame::trailers(trailers)
        }
        Err(frame) => frame,
    }
}
