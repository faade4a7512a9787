//! poem: a type becomes a `poem::Error` by way of [`ErrorResponse`](crate::ErrorResponse).

mod catch_all;
mod rejections;

use poem::{Error, IntoResponse, Response, error::ResponseError};

pub use catch_all::{Envelopes, EnvelopesEndpoint};

use crate::{Code, ErrorResponse, response::mark};

impl ResponseError for ErrorResponse {
    fn status(&self) -> http::StatusCode {
        self.status()
    }

    fn as_response(&self) -> Response {
        self.clone().into_response()
    }
}

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        let (parts, body) = self.into_parts();
        let mut response = Response::default();
        response.set_status(parts.status);
        *response.headers_mut() = parts.headers;
        *response.extensions_mut() = parts.extensions;
        response.set_body(body);
        response
    }
}

/// Converts the response into an error that keeps the code where a middleware turns it into a response.
///
/// The extensions of an error replace those of its response.
#[doc(hidden)]
pub fn into_poem_error(response: ErrorResponse) -> Error {
    let code = response.code();
    let mut error = Error::from(response);
    error.set_data(code);
    error.set_data(Mark(code));
    error
}

/// Marks an error of this crate, since poem hides the extensions of an error.
#[derive(Clone, Copy, Debug)]
struct Mark(Code);

/// Returns the code of a response of this crate.
fn code(response: &Response) -> Option<Code> {
    let of_error = response.extensions().get().map(|&Mark(code)| code);
    mark::code(response.extensions()).or(of_error)
}
