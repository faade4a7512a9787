//! Turns the result of the inner service into the response to a request.

use bytes::Bytes;
#[cfg(feature = "tonic")]
use http::HeaderMap;
use http::{HeaderValue, Request, Response, header::CONTENT_LENGTH, response::Parts};
use http_body::Body;

use super::EnvelopeBody;
#[cfg(feature = "tonic")]
use crate::framework::tonic::catch_all as grpc;
use crate::{
    ErrorResponse, Policy,
    framework::{
        catch_all::{self, Action, in_memory, panic::Panicked},
        policy_of,
        request_line::RequestHead,
    },
    response::mark,
};

/// The part of a request that its response depends on.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    policy: &'static Policy,
    request: RequestHead,
    /// The content type of gRPC's responses, if the request is one of gRPC.
    #[cfg(feature = "tonic")]
    grpc: Option<HeaderValue>,
}

impl Caller {
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        Self {
            policy: policy_of(request.extensions()),
            request: RequestHead::new(request.method(), request.uri(), request.extensions()),
            #[cfg(feature = "tonic")]
            grpc: grpc::content_type(request.headers()),
        }
    }

    /// Returns the response for a panic of the inner service.
    pub(super) fn panicked<A>(&self, panicked: &Panicked) -> Response<EnvelopeBody<A>> {
        let envelope = self.request.line().panicked(self.policy, panicked);
        #[cfg(feature = "tonic")]
        if let Some(content_type) = &self.grpc {
            return grpc::respond(envelope, content_type);
        }
        self.envelope(Response::new(()).into_parts().0, envelope)
    }

    /// Returns the inner service's response if it keeps the contract, else an envelope.
    pub(super) fn checked<A: Body<Data = Bytes>>(&self, response: Response<A>) -> Response<EnvelopeBody<A>> {
        let responded = catch_all::content_type(response.headers());
        #[cfg(feature = "tonic")]
        {
            // tonic responds in gRPC to any other request, too.
            let is_grpc = |value: &&HeaderValue| catch_all::is_grpc(Some(value.as_bytes()));
            if let Some(content_type) = self.grpc.as_ref().or(responded.as_ref().filter(is_grpc)) {
                return self.checked_grpc(response, content_type);
            }
        }
        let marked = mark::code(response.extensions());
        let status = response.status();
        let content_type = responded.as_ref().map(HeaderValue::as_bytes);
        match catch_all::check(self.policy, marked, status, content_type) {
            Action::Keep if marked.is_some() => self.ours(response),
            Action::Keep => response.map(EnvelopeBody::inner),
            Action::Correct(code) => {
                self.request.line().corrected(code, status, content_type);
                let mut response = self.ours(response);
                *response.status_mut() = code.status();
                catch_all::correct_headers(response.headers_mut());
                response
            }
            Action::Replace(envelope) => {
                let (parts, body) = response.into_parts();
                let body = in_memory::frames(body);
                self.envelope(parts, self.request.line().replaced(envelope, status, &body))
            }
        }
    }

    /// Returns the inner service's response to a gRPC request if it keeps the contract, else an envelope in gRPC's terms.
    #[cfg(feature = "tonic")]
    fn checked_grpc<A: Body<Data = Bytes>>(
        &self,
        mut response: Response<A>,
        content_type: &HeaderValue,
    ) -> Response<EnvelopeBody<A>> {
        // No envelope is longer.
        const LONGEST_ENVELOPE: usize = 64 * 1024;
        let responded = catch_all::content_type(response.headers());
        if catch_all::is_grpc(responded.as_ref().map(HeaderValue::as_bytes)) {
            if let Some(code) = self.check_trailers(response.headers_mut()) {
                mark::insert(code, response.extensions_mut());
                return response.map(EnvelopeBody::inner);
            }
            return response.map(|body| EnvelopeBody::grpc(body, self.clone()));
        }
        if let Some(code) = mark::code(response.extensions()) {
            let body = in_memory::frames_up_to(LONGEST_ENVELOPE, response.into_body());
            return grpc::for_envelope(self.policy, code, body, content_type);
        }
        let status = response.status();
        if status.as_u16() < 400 {
            return response.map(EnvelopeBody::inner);
        }
        let body = in_memory::frames(response.into_body());
        grpc::for_http_status(self.policy, status, self.request.line(), &body, content_type)
    }

    /// Replaces a foreign gRPC status by an envelope, and returns the code of either.
    #[cfg(feature = "tonic")]
    pub(super) fn check_trailers(&self, trailers: &mut HeaderMap) -> Option<crate::Code> {
        grpc::check(self.policy, trailers, self.request.line())
    }

    /// Returns the trailers for a panic of the inner service's body.
    #[cfg(feature = "tonic")]
    pub(super) fn panicked_trailers(&self, panicked: &Panicked) -> HeaderMap {
        let envelope = self.request.line().panicked(self.policy, panicked);
        grpc::trailers(envelope)
    }

    /// Returns a response of this crate, without a body for HEAD: hyper drops it over HTTP/1 alone.
    fn ours<A: Body<Data = Bytes>>(&self, mut response: Response<A>) -> Response<EnvelopeBody<A>> {
        if !self.request.is_head() {
            return response.map(EnvelopeBody::inner);
        }
        if let Some(length) = response.body().size_hint().exact().filter(|&length| length > 0) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        response.map(|_| EnvelopeBody::default())
    }

    /// Returns an envelope with the headers that stay, and the extensions, of the response that it replaces.
    fn envelope<A>(&self, theirs: Parts, envelope: ErrorResponse) -> Response<EnvelopeBody<A>> {
        let code = envelope.code();
        let (ours, body) = envelope.into_parts();
        let mut parts = theirs;
        parts.status = ours.status;
        catch_all::replace_headers(&mut parts.headers, &ours.headers, code);
        parts.extensions.extend(ours.extensions);
        if self.request.is_head() {
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            return Response::from_parts(parts, EnvelopeBody::default());
        }
        Response::from_parts(parts, EnvelopeBody::envelope(body))
    }
}
