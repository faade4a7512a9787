//! The filter that turns every rejection and every foreign error response into an envelope.

use std::{borrow::Cow, convert::Infallible, error::Error, fmt};

use http::{HeaderValue, Method, StatusCode, header::CONTENT_LENGTH};
use http_body::Body;
use warp::{
    Filter, Rejection, Reply,
    body::BodyDeserializeError,
    cors::CorsForbidden,
    path::FullPath,
    reject::{
        InvalidHeader, InvalidQuery, LengthRequired, MethodNotAllowed, MissingCookie, MissingHeader,
        PayloadTooLarge, UnsupportedMediaType,
    },
    reply::Response,
};

use crate::{
    AsFieldErrors, Code, ErrorResponse, FieldError, Policy,
    framework::{
        catch_all::{self, Action, in_memory},
        request_line::RequestLine,
    },
    response::mark,
};

/// Turns every rejection and every error response of warp filters that is not this crate's into an envelope.
///
/// ```
/// use lms_error::warp::Envelopes;
/// use warp::Filter;
///
/// let routes = warp::path!("loans").map(|| "[]");
/// let routes = Envelopes::new().wrap(routes);
/// ```
///
/// Wrap everything that is served, other wrappers included. A rejection of yours becomes its response, a rejection of
/// warp a field list if its cause is known, and any other one an `internal` response. Of replies, the status
/// decides what they become, by the table of [`ErrorResponse::from_status`]. Headers stay, except those that describe
/// the body. A response of this crate stays as it is; if a wrapper changed its status or its content type, they are put
/// right, and a warning is logged.
///
/// A filter cannot catch a panic. To respond to those as well, serve the filters as a tower service, with the
/// `EnvelopeLayer` of the feature `tower` around `warp::service(routes)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelopes {
    policy: Option<&'static Policy>,
}

impl Envelopes {
    /// Creates a wrapper with [`Policy::LMS`].
    #[must_use]
    pub const fn new() -> Self {
        Self { policy: None }
    }

    /// Creates a wrapper that responds by this policy.
    #[must_use]
    pub const fn with_policy(policy: &'static Policy) -> Self {
        Self { policy: Some(policy) }
    }

    /// Wraps filters. It takes the place of a `recover` that handles every rejection.
    pub fn wrap<R: Reply>(
        self,
        routes: impl Filter<Extract = (R,), Error = Rejection> + Clone + Send + Sync + 'static,
    ) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
        let policy = self.policy.unwrap_or(&Policy::LMS);
        // A rejection goes on as a reply, because only filters after this point know the request.
        let routes = routes
            .map(|reply: R| Outcome::Reply(reply.into_response()))
            .recover(async |rejection: Rejection| Ok::<_, Infallible>(Outcome::Rejection(rejection)))
            .unify();
        // `full` panics on a target without a path, such as the `x:80` of a CONNECT, to which `end` applies as well.
        let path = warp::path::end().map(|| None).or(warp::path::full().map(Some)).unify();
        warp::method().and(path).and(routes).map(
            move |method: Method, path: Option<FullPath>, outcome: Outcome| {
                let path = path.as_ref().map_or("/", FullPath::as_str);
                let line = RequestLine { method: method.as_str(), path, route: None };
                let response = match outcome {
                    Outcome::Reply(response) => checked(policy, response, line),
                    Outcome::Rejection(rejection) => recovered(policy, &rejection, line).into_response(),
                };
                if method == Method::HEAD { without_body(response) } else { response }
            },
        )
    }
}

/// The outcome of the wrapped filters.
enum Outcome {
    Reply(Response),
    Rejection(Rejection),
}

/// Returns the response if it keeps the contract, else an envelope.
fn checked(policy: &'static Policy, mut response: Response, line: RequestLine<'_>) -> Response {
    let (marked, was) = (mark::code(response.extensions()), response.status());
    let content_type = catch_all::content_type(response.headers());
    let content_type = content_type.as_ref().map(HeaderValue::as_bytes);
    match catch_all::check(policy, marked, was, content_type) {
        Action::Keep => response,
        Action::Correct(code) => {
            line.corrected(code, was, content_type);
            *response.status_mut() = code.status();
            catch_all::correct_headers(response.headers_mut());
            response
        }
        Action::Replace(envelope) => {
            let code = envelope.code();
            let (mut parts, body) = response.into_parts();
            let (ours, body) = line.replaced(envelope, was, &in_memory::frames(body)).into_parts();
            parts.status = ours.status;
            catch_all::replace_headers(&mut parts.headers, &ours.headers, code);
            parts.extensions.extend(ours.extensions);
            Response::from_parts(parts, body.into())
        }
    }
}

/// Removes the body of a response to HEAD, of which only the length is sent. A server of HTTP/2 would send any body.
fn without_body(mut response: Response) -> Response {
    if mark::code(response.extensions()).is_some() {
        if let Some(length) = response.body().size_hint().exact().filter(|&length| length > 0) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        *response.body_mut() = bytes::Bytes::new().into();
    }
    response
}

/// Returns the response for a rejection.
fn recovered(policy: &'static Policy, rejection: &Rejection, line: RequestLine<'_>) -> ErrorResponse {
    if let Some(ours) = rejection.find::<ErrorResponse>() {
        return ours.clone();
    }
    let missing = rejection.find::<MissingHeader>().map(MissingHeader::name);
    let invalid = rejection.find::<InvalidHeader>().map(InvalidHeader::name);
    if [missing, invalid].contains(&Some("authorization")) {
        return of_status(policy, StatusCode::UNAUTHORIZED, rejection, line);
    }
    // The type of this rejection is private.
    if format!("{rejection:?}").contains("BodyReadError") {
        return line.rejected(policy, &Unreadable);
    }
    list_of(policy, rejection, line)
        .unwrap_or_else(|| of_status(policy, status_of(rejection), rejection, line))
}

/// Returns the field list for a rejection, unless its status is more specific.
fn list_of(policy: &'static Policy, rejection: &Rejection, line: RequestLine<'_>) -> Option<ErrorResponse> {
    fn list<T: AsFieldErrors + Error + 'static>(
        policy: &'static Policy,
        rejection: &Rejection,
        line: RequestLine<'_>,
    ) -> Option<ErrorResponse> {
        rejection.find::<T>().map(|error| line.rejected(policy, error))
    }
    let is_told_by_status = rejection.is_not_found()
        || has::<UnsupportedMediaType>(rejection)
        || has::<PayloadTooLarge>(rejection)
        || has::<LengthRequired>(rejection)
        || has::<CorsForbidden>(rejection);
    if is_told_by_status {
        return None;
    }
    list::<BodyDeserializeError>(policy, rejection, line)
        .or_else(|| list::<InvalidQuery>(policy, rejection, line))
        .or_else(|| list::<MissingHeader>(policy, rejection, line))
        .or_else(|| list::<InvalidHeader>(policy, rejection, line))
        .or_else(|| list::<MissingCookie>(policy, rejection, line))
}

/// Returns the status that warp would respond with.
///
/// Every route rejects, and warp collects the rejections. The one with the most specific cause belongs to the route that
/// the request meant; a wrong method is the least specific.
fn status_of(rejection: &Rejection) -> StatusCode {
    if rejection.is_not_found() {
        StatusCode::NOT_FOUND
    } else if has::<UnsupportedMediaType>(rejection) {
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    } else if has::<PayloadTooLarge>(rejection) {
        StatusCode::PAYLOAD_TOO_LARGE
    } else if has::<LengthRequired>(rejection) {
        StatusCode::LENGTH_REQUIRED
    } else if has::<CorsForbidden>(rejection) {
        StatusCode::FORBIDDEN
    } else if has::<MethodNotAllowed>(rejection) {
        StatusCode::METHOD_NOT_ALLOWED
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    }
}

fn of_status(
    policy: &'static Policy,
    status: StatusCode,
    rejection: &Rejection,
    line: RequestLine<'_>,
) -> ErrorResponse {
    let envelope = policy.for_status(status).unwrap_or_else(|| policy.standard(Code::Internal));
    line.replaced(envelope, status, format!("{rejection:?}").as_bytes())
}

fn has<T: 'static>(rejection: &Rejection) -> bool {
    rejection.find::<T>().is_some()
}

/// The rejection of a body that ends too soon, or whose chunks are malformed.
#[derive(Debug)]
struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body cannot be read")
    }
}

impl AsFieldErrors for Unreadable {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![FieldError::new("body", "cannot be read")].into()
    }
}
