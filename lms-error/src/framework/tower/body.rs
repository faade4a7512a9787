//! The body of a response that has passed the catch-all.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

pin_project! {
    /// The body of a response that has passed an [`EnvelopeLayer`](super::EnvelopeLayer).
    ///
    /// It is either the inner service's, or an envelope. The default is an empty one, which layers such as tower-http's
    /// `CorsLayer` and `TimeoutLayer` respond with.
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
        Envelope { bytes: Option<Bytes> },
        Inner { #[pin] body: A },
    }
}

impl<A> EnvelopeBody<A> {
    /// An envelope, or nothing in a response to HEAD.
    pub(super) fn envelope(bytes: Option<Bytes>) -> Self {
        Self { either: Either::Envelope { bytes } }
    }

    pub(super) fn inner(body: A) -> Self {
        Self { either: Either::Inner { body } }
    }
}

impl<A> Default for EnvelopeBody<A> {
    fn default() -> Self {
        Self::envelope(None)
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
            EitherProjection::Envelope { bytes } => Poll::Ready(bytes.take().map(Frame::data).map(Ok)),
            EitherProjection::Inner { body } => body.poll_frame(context),
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
