//! What the service prints when it starts: all that it can answer, and a request for each.

use std::fmt::Write;

use lms_error::{Code, Retry};

use crate::auth;

/// A request that is answered with a certain code, whatever has happened before.
pub struct Sample {
    /// When the code is answered, in the words of the contract.
    pub when: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path of the request.
    pub path: &'static str,
    /// The bearer token, if one is sent.
    pub token: Option<&'static str>,
    /// The JSON body, if one is sent.
    pub body: Option<&'static str>,
}

impl Sample {
    /// A sample of each code; the compiler sees to it that none is without.
    #[must_use]
    pub const fn of(code: Code) -> Self {
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
                let when = "token recognised, but its bearer may not do this";
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
        Self { when, method, path, token, body }
    }

    /// The request as a line for a shell; `base` is `http://host:port`.
    #[must_use]
    pub fn curl(&self, base: &str) -> String {
        let token = self.token.map(|token| format!(" -H 'authorization: Bearer {token}'"));
        let body = self.body.map(|body| format!(" -H 'content-type: application/json' -d '{body}'"));
        let headers_and_body = token.unwrap_or_default() + &body.unwrap_or_default();
        format!("curl -i -X {}{headers_and_body} {base}{}", self.method, self.path)
    }
}

/// The table of answers and the requests that bring them about; `base` is `http://host:port`.
#[must_use]
pub fn guide(base: &str) -> String {
    let mut text = format!("\n{:<8}{:<19}{:<14}when\n", "status", "code", "retry");
    for code in Code::ALL {
        let (status, when) = (code.status().as_u16(), Sample::of(code).when);
        // Nothing can go wrong when a `String` is written to.
        let _ = writeln!(text, "{status:<8}{code:<19}{:<14}{when}", retry(code));
    }
    text.push_str("\nOne request for each, in the same order:\n\n");
    for code in Code::ALL {
        text += &Sample::of(code).curl(base);
        text.push('\n');
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
