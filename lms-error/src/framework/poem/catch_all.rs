//! The middleware that turns every foreign error response into an envelope.

use http::{HeaderValue, header::CONTENT_LENGTH};
use poem::{
    Endpoint, Error, IntoResponse, Middleware, Request, Response, Result,
    error::{ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ReadBodyError},
};

use super::code;
use crate::{
    ErrorResponse, Policy,
    framework::{
        catch_all::{self, Action, in_memory, panic::caught},
        policy_of,
        request_line::{RequestHead, RequestLine},
    },
    response::mark,
};

/// Turns every error response of a poem app that is not this crate's into an envelope.
///
/// ```
/// use lms_error::poem::Envelopes;
/// use poem::{EndpointExt, Route};
///
/// let app = Route::new().with(Envelopes::new());
/// ```
///
/// Put it around everything else, other middleware included. The status decides what a response becomes, by the table
/// of [`ErrorResponse::from_status`]; what an extractor of poem rejected becomes a field list. Headers stay, except those
/// that describe the body. A response of this crate stays as it is; if a middleware changed its status or its content
/// type, they are put right, and a warning is logged. A panic becomes an `internal` response.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelopes {
    policy: Option<&'static Policy>,
}

impl Envelopes {
    /// Creates a middleware with the policy of an `Envelopes` around it, or else [`Policy::LMS`].
    #[must_use]
    pub const fn new() -> Self {
        Self { policy: None }
    }

    /// Creates a middleware that responds by this policy, which handlers find in the request's extensions as a
    /// `&'static Policy`.
    #[must_use]
    pub const fn with_policy(policy: &'static Policy) -> Self {
        Self { policy: Some(policy) }
    }
}

impl<E: Endpoint> Middleware<E> for Envelopes {
    type Output = EnvelopesEndpoint<E>;

    fn transform(&self, inner: E) -> EnvelopesEndpoint<E> {
        EnvelopesEndpoint { inner, policy: self.policy }
    }
}

/// The endpoint that [`Envelopes`] makes.
#[derive(Debug)]
pub struct EnvelopesEndpoint<E> {
    inner: E,
    policy: Option<&'static Policy>,
}

impl<E: Endpoint> Endpoint for EnvelopesEndpoint<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        if let Some(policy) = self.policy {
            request.extensions_mut().insert(policy);
        }
        let policy = policy_of(request.extensions());
        let head = RequestHead::new(request.method(), request.uri(), request.extensions());
        let line = head.line();
        // In an async block, so that a panic of `call` itself is caught as well.
        let response = match caught(async { self.inner.call(request).await }).await {
            Ok(Ok(output)) => checked(policy, output.into_response(), line),
            Ok(Err(error)) => match rejection(policy, &error, line) {
                Some(rejection) => rejection.into_response(),
                None => checked(policy, respond(error), line),
            },
            Err(panicked) => line.panicked(policy, &panicked).into_response(),
        };
        Ok(if head.is_head() { without_body(response).await } else { response })
    }
}

/// Returns the response of an error. A response of this crate is marked.
fn respond(error: Error) -> Response {
    let ours = error.downcast_ref::<ErrorResponse>().map(ErrorResponse::code);
    let mut response = error.into_response();
    if let Some(code) = ours {
        mark::insert(code, response.extensions_mut());
    }
    response
}

/// Returns the response if it keeps the contract, else an envelope.
fn checked(policy: &'static Policy, mut response: Response, line: RequestLine<'_>) -> Response {
    let (marked, was) = (code(&response), response.status());
    let content_type = catch_all::content_type(response.headers());
    let content_type = content_type.as_ref().map(HeaderValue::as_bytes);
    match catch_all::check(policy, marked, was, content_type) {
        Action::Keep => response,
        Action::Correct(code) => {
            line.corrected(code, was, content_type);
            response.set_status(code.status());
            catch_all::correct_headers(response.headers_mut());
            response
        }
        Action::Replace(envelope) => {
            let code = envelope.code();
            let body = in_memory::bytes(response.take_body().into_async_read());
            let (ours, body) = line.replaced(envelope, was, &body).into_parts();
            response.set_status(ours.status);
            catch_all::replace_headers(response.headers_mut(), &ours.headers, code);
            response.extensions_mut().extend(ours.extensions);
            response.set_body(body);
            response
        }
    }
}

/// Removes the body of a response to HEAD, of which only the length is sent. A server of HTTP/2 would send any body.
async fn without_body(mut response: Response) -> Response {
    if code(&response).is_some() {
        let length = response.take_body().into_bytes().await.map_or(0, |body| body.len());
        if length > 0 {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
    }
    response
}

/// Returns the field list for an extractor's error, which has more detail than its status.
fn rejection(policy: &'static Policy, error: &Error, line: RequestLine<'_>) -> Option<ErrorResponse> {
    if let Some(error) = error.downcast_ref::<ParseJsonError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(error) = error.downcast_ref::<ParseFormError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(error) = error.downcast_ref::<ParseQueryError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(error) = error.downcast_ref::<ParsePathError>() {
        return Some(line.rejected(policy, error));
    }
    error.downcast_ref::<ReadBodyError>().map(|error| line.rejected(policy, error))
}
