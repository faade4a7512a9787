//! rocket: [`ErrorResponse`](crate::ErrorResponse) is a `Responder`.

mod catch_all;
mod rejections;

use std::{
    io::Cursor,
    sync::{Mutex, PoisonError},
};

use rocket::{
    Request, Response,
    http::{Header, Status},
    response::{self, Responder},
};

pub use catch_all::Envelopes;

use crate::{Code, ErrorResponse};

impl<'r> Responder<'r, 'static> for ErrorResponse {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = Response::new();
        respond(request, &mut response, self);
        Ok(response)
    }
}

/// Returns the code of the envelope that responds to the request, for metrics and logs; `None` for any other response.
///
/// rocket's responses have no extensions, so it is kept in the request's local cache. It is there after the responder
/// has run, in a fairing's `on_response` for example:
///
/// ```
/// use rocket::fairing::AdHoc;
///
/// let metrics = AdHoc::on_response("metrics", |request, response| {
///     Box::pin(async move {
///         if let Some(code) = lms_error::rocket::code(request, response) {
///             println!("{} {code}", request.route().map_or("none", |route| route.uri.as_str()));
///         }
///     })
/// });
/// ```
#[must_use]
pub fn code(request: &Request<'_>, response: &Response<'_>) -> Option<Code> {
    let Mark { code, length } = (*mark(request))?;
    // A response that another responder made later is not the one that was marked. A fairing may have compressed it.
    let is_same = response.body().preset_size() == Some(length);
    (is_same || response.headers().contains("content-encoding")).then_some(code)
}

/// The last envelope that was made for a request.
#[derive(Clone, Copy, Debug)]
struct Mark {
    code: Code,
    length: usize,
}

fn mark<'r>(request: &'r Request<'_>) -> std::sync::MutexGuard<'r, Option<Mark>> {
    request.local_cache(|| Mutex::new(None)).lock().unwrap_or_else(PoisonError::into_inner)
}

/// Replaces the response by an envelope. Headers that it has already stay.
fn respond(request: &Request<'_>, response: &mut Response<'_>, ours: ErrorResponse) {
    let code = ours.code();
    let (parts, body) = ours.into_parts();
    *mark(request) = Some(Mark { code, length: body.len() });
    response.set_status(Status::new(parts.status.as_u16()));
    for (name, value) in &parts.headers {
        match value.to_str() {
            Ok(value) if !response.headers().contains(name.as_str()) => {
                response.set_header(Header::new(name.to_string(), value.to_owned()));
            }
            _ => {}
        }
    }
    response.set_sized_body(body.len(), Cursor::new(body));
}
