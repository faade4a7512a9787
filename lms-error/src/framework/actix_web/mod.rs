//! actix-web: a type becomes an `actix_web::Error` by way of [`ErrorResponse`](crate::ErrorResponse).

mod catch_all;
mod rejections;

use actix_web::{
    HttpRequest, HttpResponse, Responder, ResponseError,
    body::{BodySize, BoxBody, MessageBody},
    http::{
        StatusCode,
        header::{CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue},
    },
};

pub use catch_all::{Envelopes, EnvelopesService};

use crate::{Code, ErrorResponse};

impl ResponseError for ErrorResponse {
    fn status_code(&self) -> StatusCode {
        status(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        respond(HttpResponse::Ok().finish(), self.clone())
    }
}

impl Responder for ErrorResponse {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        respond(HttpResponse::Ok().finish(), self)
    }
}

/// Marks a response of this crate; actix-web has a type of its own for extensions.
#[derive(Clone, Copy, Debug)]
struct Mark {
    code: Code,
    length: u64,
}

/// Replaces the response by the envelope. Its own headers stay: an existing challenge is more specific.
fn respond<B>(mut response: HttpResponse<B>, ours: ErrorResponse) -> HttpResponse {
    let code = ours.code();
    let (parts, body) = ours.into_parts();
    *response.status_mut() = status(parts.status);
    add_headers(response.headers_mut(), &parts.headers);
    response.extensions_mut().insert(code);
    response.extensions_mut().insert(Mark { code, length: body.len() as u64 });
    response.set_body(BoxBody::new(body))
}

/// Returns the code of a response of this crate.
///
/// The extensions stay when a middleware sets another body, so the length must be that of the envelope; a middleware may
/// have compressed it.
fn code<B: MessageBody>(response: &HttpResponse<B>) -> Option<Code> {
    let Mark { code, length } = *response.extensions().get::<Mark>()?;
    let is_same = response.body().size() == BodySize::Sized(length);
    (is_same || response.headers().contains_key(CONTENT_ENCODING)).then_some(code)
}

/// Adds the headers that the map does not have yet. actix-web uses an older version of `http`.
fn add_headers(headers: &mut HeaderMap, ours: &http::HeaderMap) {
    for (name, value) in ours {
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
    // Both versions accept the numbers from 100 to 999.
    StatusCode::from_u16(status.as_u16()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
