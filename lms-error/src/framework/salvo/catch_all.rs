//! The hoop that turns every foreign error response into an envelope.

use http::{HeaderValue, Method, header::CONTENT_LENGTH};
use http_body::Body;
use salvo_core::{
    Depot, FlowCtrl, Handler, Request, Response, Scribe, async_trait,
    http::{ResBody, StatusError},
};

use super::code;
use crate::{
    ErrorResponse, Policy,
    framework::{
        catch_all::{self, Action, BODY_LIMIT, panic::caught},
        policy_of,
        request_line::RequestLine,
    },
};

/// Turns every error response of a salvo service that is not this crate's into an envelope.
///
/// ```
/// use lms_error::salvo::Envelopes;
/// use salvo_core::{Router, Service};
///
/// let service = Service::new(Router::new()).hoop(Envelopes::new());
/// ```
///
/// Add it as the first hoop of the service. The status decides what a response becomes, by the table of
/// [`ErrorResponse::from_status`]. Headers stay, except those that describe the body. A
/// response of this crate stays as it is; if another hoop changed its status or its content type, they are put right,
/// and a warning is logged. A panic becomes an `internal` response.
///
/// A service with `allowed_media_types` refuses after its hoops; make this the catcher as well:
/// `.catcher(Catcher::new(Envelopes::new()))`. As the catcher alone it would see only responses without a body.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelopes {
    policy: Option<&'static Policy>,
}

impl Envelopes {
    /// Creates a hoop with the policy of an `Envelopes` around it, or else [`Policy::LMS`].
    #[must_use]
    pub const fn new() -> Self {
        Self { policy: None }
    }

    /// Creates a hoop that responds by this policy, which handlers find in the request's extensions as a
    /// `&'static Policy`.
    #[must_use]
    pub const fn with_policy(policy: &'static Policy) -> Self {
        Self { policy: Some(policy) }
    }
}

#[async_trait]
impl Handler for Envelopes {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        ctrl: &mut FlowCtrl,
    ) {
        if let Some(policy) = self.policy {
            request.extensions_mut().insert(policy);
        }
        let policy = policy_of(request.extensions());
        match caught(ctrl.call_next(request, depot, response)).await {
            Ok(_) => check(policy, request, response),
            Err(panicked) => replace(response, line(request).panicked(policy, &panicked)),
        }
        if request.method() == Method::HEAD && code(response).is_some() {
            remove_body(response);
        }
    }
}

/// Replaces the response by an envelope if it breaks the contract.
fn check(policy: &'static Policy, request: &Request, response: &mut Response) {
    let Some(was) = response.status_code else { return };
    let content_type = catch_all::content_type(response.headers());
    let content_type = content_type.as_ref().map(HeaderValue::as_bytes);
    match catch_all::check(policy, code(response), was, content_type) {
        Action::Keep => {}
        Action::Correct(code) => {
            line(request).corrected(code, was, content_type);
            response.status_code(code.status());
            catch_all::correct_headers(response.headers_mut());
        }
        Action::Replace(envelope) => {
            let body = in_memory(&response.take_body());
            replace(response, line(request).replaced(envelope, was, &body));
        }
    }
}

/// Replaces the response by the envelope, and keeps the headers that stay.
fn replace(response: &mut Response, envelope: ErrorResponse) {
    let code = envelope.code();
    let kept = std::mem::take(response.headers_mut());
    envelope.render(response);
    let ours = std::mem::replace(response.headers_mut(), kept);
    catch_all::replace_headers(response.headers_mut(), &ours, code);
}

/// Returns the part of a body that is in memory; of a [`StatusError`], what it would show to developers.
fn in_memory(body: &ResBody) -> Vec<u8> {
    match body {
        ResBody::Once(bytes) => bytes.iter().take(BODY_LIMIT).copied().collect(),
        ResBody::Chunks(chunks) => chunks.iter().flatten().take(BODY_LIMIT).copied().collect(),
        ResBody::Error(StatusError { brief, detail, cause, .. }) => {
            let mut text = brief.clone();
            for more in [detail.clone(), cause.as_ref().map(ToString::to_string)].into_iter().flatten() {
                text.push_str(": ");
                text.push_str(&more);
            }
            text.into_bytes()
        }
        _ => Vec::new(),
    }
}

/// Removes the body of a response to HEAD, of which only the length is sent. A server of HTTP/2 would send any body.
fn remove_body(response: &mut Response) {
    let body = response.take_body();
    if let Some(length) = body.size_hint().exact().filter(|&length| length > 0) {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
}

fn line(request: &Request) -> RequestLine<'_> {
    let route = Some(request.matched_path()).filter(|route| !route.is_empty());
    RequestLine { method: request.method().as_str(), path: request.uri().path(), route }
}
