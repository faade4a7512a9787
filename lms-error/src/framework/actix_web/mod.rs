//! actix-web: a type becomes an `actix_web::Error` by way of [`ErrorResponse`](crate::ErrorResponse).

mod rejections;

use std::{borrow::Cow, fmt};

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder, ResponseError,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    error::{InternalError, JsonPayloadError, PathError, QueryPayloadError, UrlencodedError},
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use serde_core::de::value;

use crate::{
    AsFieldErrors, ErrorResponse, FieldError,
    field_errors::serde_errors,
    framework::{
        catch_all::{self, rejected},
        panic::caught,
    },
};

impl ResponseError for ErrorResponse {
    fn status_code(&self) -> StatusCode {
        status(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        headed(self).set_body(BoxBody::new(self.body().clone()))
    }
}

impl Responder for ErrorResponse {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        headed(&self).set_body(BoxBody::new(self.into_body()))
    }
}

/// All of the answer but its body.
fn headed(answer: &ErrorResponse) -> HttpResponse {
    let mut response = HttpResponse::new(status(answer.status()));
    put_headers(response.headers_mut(), answer);
    response
}

/// Makes every error answer of an actix-web app that is not ours the contract's envelope.
///
/// ```
/// use actix_web::{App, middleware::from_fn};
///
/// let app = App::new().wrap(from_fn(lms_error::actix_web::envelopes));
/// ```
///
/// The status decides what it becomes, by the table of [`ErrorResponse::from_status`]. Headers stay but those that
/// describe the body, and the body is dropped unread. Wrap it last, so that it is outside of what may answer.
///
/// # Errors
///
/// What a middleware fails with, as an [`ErrorResponse`].
pub async fn envelopes(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody + 'static>>, Error> {
    let answer = match caught(next.call(request)).await {
        Ok(answer) => answer,
        Err(panicked) => return Err(panicked.into()),
    };
    match answer {
        Ok(response) => Ok(match instead_of(response.response()) {
            None => response.map_into_left_body(),
            Some(answer) => {
                let (request, theirs) = response.into_parts();
                let ours = in_place_of(theirs.headers(), &answer);
                ServiceResponse::new(request, ours).map_into_right_body()
            }
        }),
        Err(error) => {
            // A middleware has failed, and its answer has headers too: a challenge, say.
            let theirs = HttpResponse::from_error(error);
            let answer = instead_of(&theirs).map(|answer| in_place_of(theirs.headers(), &answer));
            Err(InternalError::from_response("answered", answer.unwrap_or(theirs)).into())
        }
    }
}

/// Our answer, with what stays of the headers of another.
fn in_place_of(theirs: &HeaderMap, answer: &ErrorResponse) -> HttpResponse {
    let mut ours = HttpResponse::new(status(answer.status()));
    for (name, value) in theirs {
        if catch_all::stays(name.as_str(), value.as_bytes()) {
            ours.headers_mut().append(name.clone(), value.clone());
        }
    }
    put_headers(ours.headers_mut(), answer);
    ours.set_body(BoxBody::new(answer.body().clone()))
}

fn instead_of<B>(response: &HttpResponse<B>) -> Option<ErrorResponse> {
    let status = http::StatusCode::from_u16(response.status().as_u16()).ok()?;
    let content_type = response.headers().get(header::CONTENT_TYPE);
    // What an extractor has rejected is known better than by its status.
    let rejection = response.error().filter(|_| status.is_client_error()).and_then(|error| {
        let json = error.as_error::<JsonPayloadError>().map(rejected);
        let form = || error.as_error::<UrlencodedError>().map(rejected);
        let query = || error.as_error::<QueryPayloadError>().map(rejected);
        // actix-web makes a 404 of it, and hides it.
        let hidden = error.as_error::<InternalError<value::Error>>();
        let hidden = hidden.filter(|_| status == http::StatusCode::NOT_FOUND);
        let hidden = || hidden.map(|error| rejected(&BadPath(error)));
        let path = || error.as_error::<PathError>().map(rejected).or_else(hidden);
        json.or_else(form).or_else(query).or_else(path)
    });
    rejection.or_else(|| catch_all::instead_of(status, content_type.map(HeaderValue::as_bytes)))
}

struct BadPath<'e>(&'e InternalError<value::Error>);

impl fmt::Display for BadPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl AsFieldErrors for BadPath<'_> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![serde_errors::path(&self.0.to_string())].into()
    }
}

/// actix-web has the types of an older `http`; a value of a static text keeps its place in memory.
fn put_headers(headers: &mut HeaderMap, answer: &ErrorResponse) {
    answer.emit();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(crate::response::content_type()));
    for (name, value) in answer.headers() {
        let name = HeaderName::from_bytes(name.as_str().as_bytes());
        let value = HeaderValue::from_bytes(value.as_bytes());
        match (name, value) {
            (Ok(name), Ok(value)) if !headers.contains_key(&name) => {
                headers.insert(name, value);
            }
            _ => {}
        }
    }
}

fn status(status: http::StatusCode) -> StatusCode {
    // Both know the numbers from 100 to 999.
    StatusCode::from_u16(status.as_u16()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
