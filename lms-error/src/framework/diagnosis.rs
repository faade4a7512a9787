//! The log's view of a response that a catch-all makes: the request, the status that was, and the body as far as it is
//! in memory.

use http::StatusCode;

use crate::{Code, ErrorResponse, response::Diagnosis};

/// The part of a request that the log shows; never the query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestLine<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// The template that the path matched, if the framework tells.
    pub(crate) route: Option<&'a str>,
}

impl RequestLine<'_> {
    /// Adds the response that gave way to the envelope; `body` is its beginning, or empty.
    pub(crate) fn replaced(&self, envelope: ErrorResponse, status: StatusCode, body: &[u8]) -> ErrorResponse {
        let Self { method, path, route } = *self;
        envelope.with_diagnosis(&Diagnosis {
            message: format_args!("{method} {path} got a {status} that is no envelope"),
            route,
            body: Some(body).filter(|body| !body.is_empty()),
        })
    }

    /// Adds the gRPC status that gave way to the envelope.
    #[cfg(all(feature = "tonic", feature = "tower"))]
    pub(crate) fn replaced_status(
        &self,
        envelope: ErrorResponse,
        status: &str,
        message: &[u8],
    ) -> ErrorResponse {
        let Self { method, path, route } = *self;
        envelope.with_diagnosis(&Diagnosis {
            message: format_args!("{method} {path} got a gRPC status that is no envelope: {status}"),
            route,
            body: Some(message).filter(|message| !message.is_empty()),
        })
    }

    /// Renders the rejection of a framework's extractor, where the catch-all gets hold of it.
    #[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "warp"))]
    pub(crate) fn rejected(
        &self,
        policy: &'static crate::Policy,
        rejection: &(impl crate::AsFieldErrors + std::fmt::Display),
    ) -> ErrorResponse {
        self.rejected_as(policy, rejection.as_field_errors(), rejection)
    }

    /// Renders a rejection as this list.
    #[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "warp"))]
    pub(crate) fn rejected_as(
        &self,
        policy: &'static crate::Policy,
        errors: std::borrow::Cow<'_, [crate::FieldError]>,
        rejection: &dyn std::fmt::Display,
    ) -> ErrorResponse {
        let Self { method, path, route } = *self;
        let envelope = ErrorResponse::of_fields(errors, policy);
        // Its text quotes the request.
        let text = if policy.logs_request_values() { format!(": {rejection}") } else { String::new() };
        envelope.with_diagnosis(&Diagnosis {
            message: format_args!("an extractor rejected {method} {path}{text}"),
            route,
            body: None,
        })
    }

    /// The response for a panic.
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

/// The method, the path and the route of an `http` request.
#[cfg(any(feature = "axum", feature = "poem", feature = "tower"))]
#[derive(Clone, Debug)]
pub(crate) struct RequestHead {
    method: http::Method,
    uri: http::Uri,
    #[cfg(feature = "axum")]
    route: Option<axum::extract::MatchedPath>,
}

#[cfg(any(feature = "axum", feature = "poem", feature = "tower"))]
impl RequestHead {
    #[cfg_attr(
        not(feature = "axum"),
        expect(unused_variables, reason = "axum tells the route by an extension")
    )]
    pub(crate) fn new(method: &http::Method, uri: &http::Uri, extensions: &http::Extensions) -> Self {
        Self {
            method: method.clone(),
            uri: uri.clone(),
            #[cfg(feature = "axum")]
            route: extensions.get().cloned(),
        }
    }

    #[cfg(any(feature = "poem", feature = "tower"))]
    pub(crate) fn is_head(&self) -> bool {
        self.method == http::Method::HEAD
    }

    pub(crate) fn line(&self) -> RequestLine<'_> {
        RequestLine {
            method: self.method.as_str(),
            path: self.uri.path(),
            #[cfg(feature = "axum")]
            route: self.route.as_ref().map(axum::extract::MatchedPath::as_str),
            #[cfg(not(feature = "axum"))]
            route: None,
        }
    }
}
