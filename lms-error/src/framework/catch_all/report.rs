//! Adds the findings of a catch-all to the event of a response.

use http::StatusCode;

use crate::{Code, ErrorResponse, framework::request_line::RequestLine, response::Diagnosis};

impl RequestLine<'_> {
    /// Adds the response that the envelope replaces; `body` is its beginning, or empty.
    pub(crate) fn replaced(&self, envelope: ErrorResponse, status: StatusCode, body: &[u8]) -> ErrorResponse {
        let Self { method, path, route } = *self;
        envelope.with_diagnosis(&Diagnosis {
            message: format_args!("{method} {path} got a {status} that is not an envelope"),
            route,
            body: Some(body).filter(|body| !body.is_empty()),
        })
    }

    /// Adds the gRPC status that the envelope replaces.
    #[cfg(all(feature = "tonic", feature = "tower"))]
    pub(crate) fn replaced_status(
        &self,
        envelope: ErrorResponse,
        status: &str,
        message: &[u8],
    ) -> ErrorResponse {
        let Self { method, path, route } = *self;
        envelope.with_diagnosis(&Diagnosis {
            message: format_args!("{method} {path} got a gRPC status that is not an envelope: {status}"),
            route,
            body: Some(message).filter(|message| !message.is_empty()),
        })
    }

    /// Returns the response for a panic.
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo", feature = "tower"))]
    pub(crate) fn panicked(
        &self,
        policy: &'static crate::Policy,
        panicked: &super::panic::Panicked,
    ) -> ErrorResponse {
        let Self { method, path, route } = *self;
        policy.standard(Code::Internal).with_diagnosis(&Diagnosis {
            message: format_args!("{method} {path} panicked: {panicked}"),
            route,
            body: None,
        })
    }

    /// Logs that an envelope goes out with the status and the content type of its code, which a layer had changed.
    #[cfg_attr(not(feature = "tracing"), expect(clippy::unused_self, reason = "there is no log"))]
    pub(crate) fn corrected(&self, code: Code, status: StatusCode, content_type: Option<&[u8]>) {
        #[cfg(feature = "tracing")]
        {
            let Self { method, path, route } = *self;
            let content_type = String::from_utf8_lossy(content_type.unwrap_or_default());
            tracing::event!(
                target: "lms_error",
                tracing::Level::WARN,
                error.type = code.as_str(),
                http.response.status_code = code.status().as_u16(),
                http.route = route,
                error.message =
                    format!("{method} {path} got the {code} envelope as {status} with `{content_type}`"),
                "error response corrected",
            );
        }
        #[cfg(not(feature = "tracing"))]
        let _ = (code, status, content_type);
    }
}
