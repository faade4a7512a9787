//! The middleware that turns every foreign error response into an envelope.

use std::{
    future::{Future, Ready, ready},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{Service, ServiceRequest, ServiceResponse, Transform},
    error::{InternalError, JsonPayloadError, PathError, PayloadError, QueryPayloadError, UrlencodedError},
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
};
use serde_core::de::value;

use super::{code, respond, status};
use crate::{
    ErrorResponse, FieldError, Policy,
    field_errors::serde_errors,
    framework::{
        catch_all::{self, Action, panic::caught},
        request_line::RequestLine,
    },
    response::JSON,
};

/// Turns every error response of an actix-web app that is not this crate's into an envelope.
///
/// ```
/// use actix_web::App;
/// use lms_error::actix_web::Envelopes;
///
/// let app = App::new().wrap(Envelopes::new());
/// ```
///
/// Wrap it last, so that it is outside of every other middleware. The status decides what a response becomes, by the
/// table of [`ErrorResponse::from_status`]; what an extractor of actix-web rejected becomes a field list. Headers stay,
/// except those that describe the body. A response of this crate stays as it is; if a middleware changed its status or
/// its content type, they are put right, and a warning is logged. A panic becomes an `internal` response.
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

impl<S, B> Transform<S, ServiceRequest> for Envelopes
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = EnvelopesService<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(EnvelopesService { inner: Rc::new(inner), policy: self.policy }))
    }
}

/// The service that [`Envelopes`] makes.
#[derive(Debug)]
pub struct EnvelopesService<S> {
    inner: Rc<S>,
    policy: Option<&'static Policy>,
}

impl<S, B> Service<ServiceRequest> for EnvelopesService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let inner = Rc::clone(&self.inner);
        if let Some(policy) = self.policy {
            request.extensions_mut().insert(policy);
        }
        let policy = request.extensions().get().copied().unwrap_or(&Policy::LMS);
        Box::pin(respond_to(inner, request, policy))
    }
}

async fn respond_to<S, B>(
    inner: Rc<S>,
    request: ServiceRequest,
    policy: &'static Policy,
) -> Result<ServiceResponse<EitherBody<B>>, Error>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let line = RequestLine { method: method.as_str(), path: uri.path(), route: None };
    // In an async block, so that a panic of `call` itself is caught as well.
    match caught(async { inner.call(request).await }).await {
        Ok(Ok(response)) => {
            let (request, response) = response.into_parts();
            let route = request.match_pattern();
            let line = RequestLine { route: route.as_deref(), ..line };
            let response = checked(policy, response, line, Some(&request));
            Ok(ServiceResponse::new(request, response))
        }
        Ok(Err(error)) => {
            // A middleware failed; its response may have headers to keep, such as a challenge.
            let response = checked(policy, HttpResponse::from_error(error), line, None).map_into_boxed_body();
            Err(InternalError::from_response("responded", response).into())
        }
        Err(panicked) => Err(line.panicked(policy, &panicked).into()),
    }
}

/// Returns the response if it keeps the contract, else an envelope.
fn checked<B: MessageBody + 'static>(
    policy: &'static Policy,
    mut response: HttpResponse<B>,
    line: RequestLine<'_>,
    request: Option<&HttpRequest>,
) -> HttpResponse<EitherBody<B>> {
    let Ok(was) = http::StatusCode::from_u16(response.status().as_u16()) else {
        return response.map_into_left_body();
    };
    let marked = code(&response);
    let mut content_types = response.headers().get_all(header::CONTENT_TYPE);
    let content_type = content_types.next().filter(|_| content_types.next().is_none()).cloned();
    drop(content_types);
    let content_type = content_type.as_ref().map(HeaderValue::as_bytes);
    if let Some(rejection) = rejection(policy, &response, line, request).filter(|_| marked.is_none()) {
        return in_place_of(response.into_parts().0, rejection).map_into_right_body();
    }
    match catch_all::check(policy, marked, was, content_type) {
        Action::Keep => response.map_into_left_body(),
        Action::Correct(code) => {
            line.corrected(code, was, content_type);
            *response.status_mut() = status(code.status());
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
            response.map_into_left_body()
        }
        Action::Replace(envelope) => {
            let (theirs, body) = response.into_parts();
            let body = body.try_into_bytes().unwrap_or_default();
            in_place_of(theirs, line.replaced(envelope, was, &body)).map_into_right_body()
        }
    }
}

/// Replaces the response by the envelope, and keeps the headers that stay and the extensions.
fn in_place_of(mut response: HttpResponse<()>, envelope: ErrorResponse) -> HttpResponse<BoxBody> {
    let code = envelope.code();
    let mut headers = HeaderMap::new();
    for (name, value) in response.headers() {
        if catch_all::stays(name.as_str(), value.as_bytes(), code) {
            headers.append(name.clone(), value.clone());
        }
    }
    *response.headers_mut() = headers;
    respond(response, envelope)
}

/// Returns the field list for an extractor's error, which has more detail than its status.
fn rejection<B>(
    policy: &'static Policy,
    response: &HttpResponse<B>,
    line: RequestLine<'_>,
    request: Option<&HttpRequest>,
) -> Option<ErrorResponse> {
    let error = response.error().filter(|_| response.status().is_client_error())?;
    if let Some(error) = error.as_error::<JsonPayloadError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(error) = error.as_error::<PayloadError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(error) = error.as_error::<UrlencodedError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(error) = error.as_error::<QueryPayloadError>() {
        return Some(line.rejected(policy, error));
    }
    if let Some(PathError::Deserialize(error)) = error.as_error() {
        return Some(line.rejected_as(policy, vec![of_path(&error.to_string(), request)].into(), error));
    }
    // actix-web hides the error of a path in a 404.
    let hidden = error.as_error::<InternalError<value::Error>>();
    let hidden = hidden.filter(|_| response.status() == StatusCode::NOT_FOUND)?;
    Some(line.rejected_as(policy, vec![of_path(&hidden.to_string(), request)].into(), hidden))
}

/// Reports an error of the path at the one parameter of the route, or at the one with the value that the message quotes.
fn of_path(message: &str, request: Option<&HttpRequest>) -> FieldError {
    let error = serde_errors::path(message);
    let parameters = request.filter(|_| error.field() == "path").map(HttpRequest::match_info);
    let parameters: Vec<_> = parameters.iter().flat_map(|parameters| parameters.iter()).collect();
    let quotes = |value: &str| message.contains(&format!("{value:?}"));
    let mut candidates = parameters.iter().filter(|(_, value)| parameters.len() == 1 || quotes(value));
    match (candidates.next(), candidates.next()) {
        (Some((name, _)), None) => serde_errors::message_at(name, message, "path"),
        _ => error,
    }
}
