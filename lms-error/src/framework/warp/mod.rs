//! warp: [`ErrorResponse`](crate::ErrorResponse) is a `Reply` and a rejection.

mod rejections;

use std::{borrow::Cow, convert::Infallible, error::Error, fmt};

use http::{Method, StatusCode};
use warp::{
    Filter, Rejection, Reply,
    body::BodyDeserializeError,
    cors::CorsForbidden,
    reject::{
        InvalidHeader, InvalidQuery, LengthRequired, MethodNotAllowed, MissingCookie, MissingHeader,
        PayloadTooLarge, Reject, UnsupportedMediaType,
    },
    reply::Response,
};

use crate::{
    AsFieldErrors, Code, ErrorResponse, FieldError,
    framework::catch_all::{instead_of, rejected, take_over},
};

impl Reply for ErrorResponse {
    fn into_response(self) -> Response {
        self.into()
    }
}

impl Reject for ErrorResponse {}

/// Makes every error answer of a warp filter that is not ours the contract's envelope.
///
/// ```
/// use warp::Filter;
///
/// let routes = warp::path!("loans").map(|| "[]");
/// let routes = lms_error::warp::envelopes(routes);
/// ```
///
/// It [recovers](recover()) from whatever was rejected, and looks at every reply besides: the status decides what
/// becomes of it, by the table of [`ErrorResponse::from_status`]. Headers stay but those that describe the body,
/// and the body is dropped unread.
pub fn envelopes<R: Reply>(
    routes: impl Filter<Extract = (R,), Error = Rejection> + Clone + Send + Sync + 'static,
) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
    let routes = routes.recover(recover);
    warp::method().and(routes).map(|method, reply| enveloped(&method, Reply::into_response(reply)))
}

fn enveloped(method: &Method, mut response: Response) -> Response {
    let content_type = response.headers().get(http::header::CONTENT_TYPE);
    if let Some(answer) = instead_of(response.status(), content_type.map(http::HeaderValue::as_bytes)) {
        *response.status_mut() = answer.status();
        take_over(response.headers_mut(), &answer);
        *response.body_mut() = answer.body().clone().into();
    }
    if method == Method::HEAD && response.status().as_u16() >= 400 {
        // A server of HTTP/2 sends what it is given.
        *response.body_mut() = bytes::Bytes::new().into();
    }
    response
}

/// The answer of a rejection, for [`Filter::recover`]: of one of our errors its own; of warp's, a list of fields as
/// far as it tells; of others, an internal error.
///
/// # Errors
///
/// None.
pub async fn recover(rejection: Rejection) -> Result<Response, Infallible> {
    Ok(answer(&rejection).into_response())
}

fn answer(rejection: &Rejection) -> ErrorResponse {
    if let Some(answer) = rejection.find::<ErrorResponse>() {
        return answer.clone();
    }
    let missing = rejection.find::<MissingHeader>().map(MissingHeader::name);
    let invalid = rejection.find::<InvalidHeader>().map(InvalidHeader::name);
    if [missing, invalid].contains(&Some("authorization")) {
        return Code::Unauthenticated.into();
    }
    // warp has no name for it outside of itself.
    if format!("{rejection:?}").contains("BodyReadError") {
        return rejected(&Unreadable);
    }
    // A route that is wrong in one thing rejects beside all others, and is the one that was meant; a wrong method
    // tells least.
    let status = |found: bool, status| found.then(|| ErrorResponse::from_status(status)).flatten();
    status(rejection.is_not_found(), StatusCode::NOT_FOUND)
        .or_else(|| status(has::<UnsupportedMediaType>(rejection), StatusCode::UNSUPPORTED_MEDIA_TYPE))
        .or_else(|| status(has::<PayloadTooLarge>(rejection), StatusCode::PAYLOAD_TOO_LARGE))
        .or_else(|| status(has::<LengthRequired>(rejection), StatusCode::LENGTH_REQUIRED))
        .or_else(|| status(has::<CorsForbidden>(rejection), StatusCode::FORBIDDEN))
        .or_else(|| list::<BodyDeserializeError>(rejection))
        .or_else(|| list::<InvalidQuery>(rejection))
        .or_else(|| list::<MissingHeader>(rejection))
        .or_else(|| list::<InvalidHeader>(rejection))
        .or_else(|| list::<MissingCookie>(rejection))
        .or_else(|| status(has::<MethodNotAllowed>(rejection), StatusCode::METHOD_NOT_ALLOWED))
        .or_else(|| ErrorResponse::from_status(StatusCode::INTERNAL_SERVER_ERROR))
        .unwrap_or_else(|| Code::Internal.into())
}

/// A body that ends too soon, or is not chunked as it says.
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

fn list<T: AsFieldErrors + Error + 'static>(rejection: &Rejection) -> Option<ErrorResponse> {
    rejection.find::<T>().map(rejected)
}

fn has<T: 'static>(rejection: &Rejection) -> bool {
    rejection.find::<T>().is_some()
}
