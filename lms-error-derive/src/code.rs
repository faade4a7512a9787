//! The seven codes, and other names that users write for them. A test compares the table with `Code::ALL`.

use crate::nearest::nearest;

#[derive(Debug, PartialEq)]
pub(crate) struct Code {
    pub(crate) name: &'static str,
    pub(crate) variant: &'static str,
    pub(crate) status: u16,
    /// Other names and statuses for the same condition.
    pub(crate) others: &'static [&'static str],
}

pub(crate) const CODES: [Code; 7] = [
    Code {
        name: "invalid_argument",
        variant: "InvalidArgument",
        status: 400,
        others: &[
            "405",
            "406",
            "411",
            "413",
            "414",
            "415",
            "416",
            "417",
            "421",
            "422",
            "428",
            "431",
            "bad_request",
            "invalid",
            "validation",
            "unprocessable_entity",
            "out_of_range",
        ],
    },
    Code {
        name: "unauthenticated",
        variant: "Unauthenticated",
        status: 401,
        others: &["407", "unauthorized", "unauthorised"],
    },
    Code {
        name: "permission_denied",
        variant: "PermissionDenied",
        status: 403,
        others: &["402", "451", "forbidden", "access_denied"],
    },
    Code { name: "not_found", variant: "NotFound", status: 404, others: &["410", "gone", "missing"] },
    Code {
        name: "aborted",
        variant: "Aborted",
        status: 409,
        others: &["412", "423", "conflict", "already_exists", "failed_precondition", "locked"],
    },
    Code {
        name: "internal",
        variant: "Internal",
        status: 500,
        others: &["501", "internal_server_error", "internal_error", "server_error", "unknown", "data_loss"],
    },
    Code {
        name: "unavailable",
        variant: "Unavailable",
        status: 503,
        others: &[
            "408",
            "425",
            "429",
            "502",
            "504",
            "service_unavailable",
            "timeout",
            "deadline_exceeded",
            "resource_exhausted",
            "too_many_requests",
            "bad_gateway",
            "gateway_timeout",
        ],
    },
];

impl Code {
    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        CODES.iter().find(|code| code.name == name)
    }

    pub(crate) fn is_server_error(&self) -> bool {
        self.status >= 500
    }
}

/// Returns the message about a text that is not a code.
pub(crate) fn unknown(written: &str) -> String {
    if written == "transparent" {
        return "`transparent` is not a code but an attribute; write `#[lms(transparent)]`".to_owned();
    }
    let suggestion = match meant(written) {
        Some(code) if written.parse() == Ok(code.status) => {
            format!("status {written} has the code `{0}`, so write `code = \"{0}\"`.", code.name)
        }
        Some(code) => format!("the contract says `{0}` for that, so write `code = \"{0}\"`.", code.name),
        None => match nearest(written, CODES.iter().map(|code| code.name)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "write one of the seven.".to_owned(),
        },
    };
    format!("`{written}` is not a code of the contract; {suggestion} The seven are {}", all())
}

/// Returns all codes, for a message.
pub(crate) fn all() -> String {
    CODES.map(|code| format!("`{}`", code.name)).join(", ")
}

/// Returns the code with this status, this name in another case, or this other name.
pub(crate) fn meant(written: &str) -> Option<&'static Code> {
    let name = snake_case(written);
    CODES.iter().find(|code| {
        code.name == name || written.parse() == Ok(code.status) || code.others.contains(&name.as_str())
    })
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        if matches!(c, '-' | ' ' | '_') {
            snake.push('_');
        } else {
            if c.is_uppercase() && after_lower {
                snake.push('_');
            }
            snake.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_codes_have_the_same_other_name() {
        for name in CODES.iter().flat_map(|code| code.others) {
            let codes = CODES.iter().filter(|code| code.others.contains(name) || code.name == *name);
            assert_eq!(codes.count(), 1, "{name}");
        }
    }
}
