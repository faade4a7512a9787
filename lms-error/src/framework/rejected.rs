//! The response to a request that an extractor rejected.

use std::{borrow::Cow, fmt::Display};

use super::request_line::RequestLine;
use crate::{AsFieldErrors, ErrorResponse, FieldError, Policy, response::Diagnosis};

impl RequestLine<'_> {
    /// Renders the rejection of a framework's extractor, where the catch-all gets hold of it.
    pub(crate) fn rejected(
        &self,
        policy: &'static Policy,
        rejection: &(impl AsFieldErrors + Display),
    ) -> ErrorResponse {
        self.rejected_as(policy, rejection.as_field_errors(), rejection)
    }

    /// Renders a rejection as this list.
    pub(crate) fn rejected_as(
        &self,
        policy: &'static Policy,
        errors: Cow<'_, [FieldError]>,
        rejection: &dyn Display,
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
}
