//! Fineract's error bodies: a generic status, and the specific errors within.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// An error response of the core.
#[derive(Debug)]
pub(crate) struct Failure {
    status: u16,
    body: Value,
}

/// One error within a response.
pub(crate) struct Fault {
    code: String,
    text: String,
    parameter: Value,
    value: Value,
}

impl Fault {
    /// Creates the fault of a broken rule. Fineract names the parameter `id` in it, whatever the rule is about.
    pub(crate) fn rule(code: &str, text: impl Into<String>) -> Self {
        Self { code: code.to_owned(), text: text.into(), parameter: json!("id"), value: Value::Null }
    }

    /// Creates the fault of a wrong parameter of the request.
    pub(crate) fn parameter(name: &str, ending: &str, text: impl Into<String>, value: Value) -> Self {
        let code = format!("validation.msg.client.{name}.{ending}");
        Self { code, text: text.into(), parameter: json!(name), value }
    }

    /// Adds the value that the text quotes.
    pub(crate) fn with_value(self, value: &str) -> Self {
        Self { value: json!(value), ..self }
    }

    fn json(&self) -> Value {
        let args: Vec<_> =
            (!self.value.is_null()).then(|| json!({ "value": self.value })).into_iter().collect();
        json!({
            "developerMessage": self.text,
            "defaultUserMessage": self.text,
            "userMessageGlobalisationCode": self.code,
            "parameterName": self.parameter,
            "value": self.value,
            "args": args,
        })
    }
}

impl Failure {
    fn new(status: u16, [code, text]: [&str; 2], errors: &[Fault]) -> Self {
        let errors: Vec<_> = errors.iter().map(Fault::json).collect();
        let body = json!({
            "developerMessage": text,
            "httpStatusCode": status.to_string(),
            "defaultUserMessage": text,
            "userMessageGlobalisationCode": code,
            "errors": errors,
        });
        Self { status, body }
    }

    /// 400: the request is wrong.
    pub(crate) fn validation(faults: &[Fault]) -> Self {
        Self::new(400, ["validation.msg.validation.errors.exist", "Validation errors exist."], faults)
    }

    /// 400 for a body that is not JSON: one bare error.
    pub(crate) fn malformed_json(detail: &str) -> Self {
        let text = "The JSON provided in the body of the request is invalid or missing.";
        let mut body = Fault::rule("error.msg.invalid.request.body", text).json();
        body["developerMessage"] = json!(detail);
        body["parameterName"] = Value::Null;
        Self { status: 400, body }
    }

    /// 400 for a state, without a parameter, as old endpoints report it.
    pub(crate) fn state(code: &str, text: &str) -> Self {
        let mut fault = Fault::rule(code, text);
        fault.parameter = Value::Null;
        Self::validation(&[fault])
    }

    /// 400: a command that does not exist.
    pub(crate) fn unsupported_command() -> Self {
        Self::validation(&[Fault::rule("error.msg.command.unsupported", "The command is not supported.")])
    }

    /// 401: the credential, or the tenant, is not known.
    pub(crate) fn not_authenticated(code: &str, text: &str) -> Self {
        Self::new(401, [code, text], &[])
    }

    /// 403: a rule is broken.
    pub(crate) fn rule(fault: Fault) -> Self {
        let top =
            ["validation.msg.domain.rule.violation", "Errors contain reason for domain rule violation."];
        Self::new(403, top, &[fault])
    }

    /// 403: the data would be in conflict. Here the code is at the top, too.
    pub(crate) fn integrity(fault: Fault) -> Self {
        Self::new(403, [&fault.code.clone(), &fault.text.clone()], &[fault])
    }

    /// 404: there is no such resource.
    pub(crate) fn not_found(code: &str, text: impl Into<String>) -> Self {
        let top = ["error.msg.resource.not.found", "The requested resource is not available."];
        Self::new(404, top, &[Fault::rule(code, text)])
    }

    /// 405: the operation does not exist.
    pub(crate) fn not_supported(text: &str) -> Self {
        Self::new(405, ["error.msg.invalid.instance.type", text], &[])
    }

    /// 409: a lock is held. There is no list of errors.
    pub(crate) fn locked(code: &str, text: &str) -> Self {
        let mut failure = Self::new(409, [code, text], &[]);
        failure.body["errors"] = Value::Null;
        failure
    }

    /// 503 for a rule, which waiting does not change.
    pub(crate) fn unavailable_rule(code: &str, text: &str) -> Self {
        let top = [
            "error.msg.platform.service.unavailable",
            "The server is currently unable to handle the request.",
        ];
        Self::new(503, top, &[Fault::rule(code, text)])
    }

    /// 500: an exception that nobody mapped.
    pub(crate) fn exception(text: &str) -> Self {
        Self { status: 500, body: json!({ "Exception": text }) }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.body)).into_response()
    }
}
