//! The text that the service prints at the start: its responses, and a request for each.

use std::fmt::Write;

use core_stand_in::failures;
use lms_error::{Code, Retry};

use crate::auth;

/// A request that has a certain response, whatever happened before.
pub struct Sample {
    /// When the response is given: in the words of the contract, or what the LMS does.
    pub when: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path of the request.
    pub path: String,
    /// The bearer token, if one is sent.
    pub token: Option<&'static str>,
    /// The JSON body, if one is sent.
    pub body: Option<&'static str>,
    /// The code of the response.
    pub code: Code,
}

impl Sample {
    /// Returns a sample of each code; the compiler checks that none is missing.
    #[must_use]
    pub fn of(code: Code) -> Self {
        let admin = Some(auth::ADMIN);
        let (when, method, path, token, body) = match code {
            Code::InvalidArgument => (
                "malformed body, missing required field, invalid path or query parameter",
                "POST",
                "/v1/customers",
                admin,
                Some(r#"{"firstname":"Asha","lastname":"Rao","active":true}"#),
            ),
            Code::Unauthenticated => {
                let when = "missing, invalid or expired token, or a subject that is no administrator";
                (when, "GET", "/v1/customers/1", Some(auth::EXPIRED), None)
            }
            Code::PermissionDenied => {
                let when = "token recognized, but its bearer may not do this";
                (when, "DELETE", "/v1/customers/2", Some(auth::AUDITOR), None)
            }
            Code::NotFound => ("no such resource", "GET", "/v1/customers/9999", admin, None),
            Code::Aborted => {
                let when = "the resource's current state does not allow the action";
                (when, "POST", "/v1/customers/3/close", admin, None)
            }
            Code::Internal => ("unexpected upstream failure", "GET", "/v1/customers/500", admin, None),
            Code::Unavailable => {
                ("service is temporarily unavailable", "GET", "/v1/customers/503", admin, None)
            }
        };
        Self { when, method, path: path.to_owned(), token, body, code }
    }

    /// Returns a sample of each way in which the LMS fails, for the stand-in.
    #[must_use]
    pub fn of_the_lms() -> Vec<Self> {
        const NEW: &str = r#"{"firstname":"Asha","lastname":"Rao","officeId":1,"phone":"none, and certainly none that is so long"}"#;
        let send = |when, method, path: &str, body, code| Self {
            when,
            method,
            path: path.to_owned(),
            token: Some(auth::ADMIN),
            body,
            code,
        };
        let failing = |when, id: u64, code| send(when, "GET", &format!("/v1/customers/{id}"), None, code);
        vec![
            send("400, fields are wrong", "POST", "/v1/customers", Some(NEW), Code::InvalidArgument),
            send("400 for a state", "POST", "/v1/customers/1/activate", None, Code::Aborted),
            failing(
                "401, this service's own password is refused",
                failures::NOT_AUTHENTICATED,
                Code::Internal,
            ),
            failing("403, this service's user lacks a permission", failures::NOT_AUTHORIZED, Code::Internal),
            send("403 for a rule", "POST", "/v1/customers/3/close", None, Code::Aborted),
            failing("404", 9999, Code::NotFound),
            failing("405, this service calls what is not there", failures::NOT_SUPPORTED, Code::Internal),
            failing("409, locked by a job", failures::LOCKED, Code::Aborted),
            failing("409, try again", failures::CONFLICT, Code::Unavailable),
            failing("425, the command is still running", failures::STILL_RUNNING, Code::Unavailable),
            failing("429 of a proxy", failures::TOO_MANY, Code::Unavailable),
            failing("502 of a proxy, in HTML", failures::BAD_GATEWAY, Code::Unavailable),
            failing("503 of a proxy, in HTML", failures::MAINTENANCE, Code::Unavailable),
            failing("504 of a proxy, in HTML", failures::GATEWAY_TIMEOUT, Code::Unavailable),
            failing("503 for a rule", failures::UNAVAILABLE_RULE, Code::Aborted),
            failing("500, an exception", failures::DATABASE_DOWN, Code::Internal),
            failing("no response, the connection is dropped", failures::DROPPED, Code::Unavailable),
            failing("no response in two seconds", failures::SLOW, Code::Unavailable),
            failing("200, and the body breaks off", failures::BROKEN_OFF, Code::Unavailable),
            failing("200, and a login page in HTML", failures::LOGIN_PAGE, Code::Internal),
        ]
    }

    /// Returns the request as a line for a shell; `base` is `http://host:port`.
    #[must_use]
    pub fn curl(&self, base: &str) -> String {
        let token = self.token.map(|token| format!(" -H 'authorization: Bearer {token}'"));
        let body = self.body.map(|body| format!(" -H 'content-type: application/json' -d '{body}'"));
        let headers_and_body = token.unwrap_or_default() + &body.unwrap_or_default();
        format!("curl -i -X {}{headers_and_body} {base}{}", self.method, self.path)
    }
}

/// Returns the table of responses and the requests for them; `base` is `http://host:port`.
#[must_use]
pub fn guide(base: &str, core: &str, is_stand_in: bool) -> String {
    let mut text = format!("\n{:<8}{:<19}{:<14}when\n", "status", "code", "retry");
    for code in Code::ALL {
        let (status, when) = (code.status().as_u16(), Sample::of(code).when);
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{status:<8}{code:<19}{:<14}{when}", retry(code));
    }
    if !is_stand_in {
        let _ = writeln!(text, "\nThe core is {core}");
        return text;
    }
    text.push_str("\nA request for each, in the same order:\n\n");
    for code in Code::ALL {
        let _ = writeln!(text, "{}", Sample::of(code).curl(base));
    }
    let _ = writeln!(text, "\nThe core is a stand-in at {core}\n\n{:<46}response", "the core's response");
    let samples = Sample::of_the_lms();
    for sample in &samples {
        let _ = writeln!(text, "{:<46}{} {}", sample.when, sample.code.status().as_u16(), sample.code);
    }
    text.push_str("\nA request for each, in the same order:\n\n");
    for sample in &samples {
        let _ = writeln!(text, "{}", sample.curl(base));
    }
    text
}

fn retry(code: Code) -> &'static str {
    match code.retry() {
        Retry::Never => "never",
        Retry::Once => "once",
        Retry::Backoff => "with backoff",
    }
}
