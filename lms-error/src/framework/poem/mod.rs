//! poem: a type becomes a `poem::Error` by way of [`ErrorResponse`](crate::ErrorResponse).

mod rejections;

use std::sync::Arc;

use poem::{
    Endpoint, Error, IntoResponse, Request, Response, Result,
    error::{ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ReadBodyError, ResponseError},
};

use crate::{
    ErrorResponse,
    framework::{
        catch_all::{instead_of, rejected, take_over},
        panic::caught,
    },
};

impl ResponseError for ErrorResponse {
    fn status(&self) -> http::StatusCode {
        self.status()
    }

    // poem asks as often as it likes; the answer is made already.
    fn as_response(&self) -> Response {
        self.emit();
        self.clone().into_response()
    }
}

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.set_status(self.status());
        self.emit();
        self.insert_headers(response.headers_mut());
        response.set_body(self.into_body());
        response
    }
}

/// Makes every error answer of a poem app that is not ours the contract's envelope.
///
/// ```
/// use poem::{EndpointExt, Route};
///
/// let app = Route::new().around(lms_error::poem::envelopes);
/// ```
///
/// The status decides what it becomes, by the table of [`ErrorResponse::from_status`]. Headers stay but those that
/// describe the body, and the body is dropped unread. Put it around all else, the middleware included.
///
/// # Errors
///
/// None: an error becomes its answer here.
pub async fn envelopes<E: Endpoint>(endpoint: Arc<E>, request: Request) -> Result<Response> {
    let to_head = request.method() == http::Method::HEAD;
    let answer = match caught(endpoint.call(request)).await {
        Ok(answer) => answer,
        Err(panicked) => Err(panicked.into()),
    };
    let mut response = match answer {
        Ok(output) => output.into_response(),
        Err(error) => rejection(&error).map_or_else(|| error.into_response(), IntoResponse::into_response),
    };
    let content_type = response.headers().get(http::header::CONTENT_TYPE);
    if let Some(answer) = instead_of(response.status(), content_type.map(http::HeaderValue::as_bytes)) {
        response.set_status(answer.status());
        take_over(response.headers_mut(), &answer);
        response.set_body(answer.body().clone());
    }
    if to_head && response.status().as_u16() >= 400 {
        // A server of HTTP/2 sends what it is given.
        response.set_body(());
    }
    Ok(response)
}

/// What an extractor has rejected is known better than by its status.
fn rejection(error: &Error) -> Option<ErrorResponse> {
    let json = error.downcast_ref::<ParseJsonError>().map(rejected);
    json.or_else(|| error.downcast_ref::<ParseFormError>().map(rejected))
        .or_else(|| error.downcast_ref::<ParseQueryError>().map(rejected))
        .or_else(|| error.downcast_ref::<ParsePathError>().map(rejected))
        .or_else(|| error.downcast_ref::<ReadBodyError>().map(rejected))
}
