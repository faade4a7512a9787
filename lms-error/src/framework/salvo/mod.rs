//! salvo: [`ErrorResponse`](crate::ErrorResponse) is a `Scribe`.

mod catch_all;
mod rejections;

use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use salvo_core::{Response, Scribe, http::ResBody};

pub use catch_all::Envelopes;

use crate::{Code, ErrorResponse, response::mark};

impl Scribe for ErrorResponse {
    fn render(self, response: &mut Response) {
        let (parts, body) = self.into_parts();
        response.status_code(parts.status);
        for (name, value) in &parts.headers {
            response.headers_mut().insert(name, value.clone());
        }
        response.extensions.extend(parts.extensions);
        response.extensions.insert(Rendered(body.clone()));
        response.replace_body(body.into());
    }
}

/// The body of the envelope that was rendered last.
#[derive(Clone, Debug)]
struct Rendered(Bytes);

/// Returns the code of a response of this crate.
///
/// In salvo, handlers write into one response, and the extensions stay when a later one writes another body. So the body
/// must be the one that was rendered; a hoop may have compressed it.
fn code(response: &Response) -> Option<Code> {
    let Rendered(rendered) = response.extensions.get()?;
    let is_same = match &response.body {
        ResBody::Once(body) => body.as_ptr() == rendered.as_ptr() && body.len() == rendered.len(),
        _ => false,
    };
    let is_ours = is_same || response.headers().contains_key(CONTENT_ENCODING);
    mark::code(&response.extensions).filter(|_| is_ours)
}
