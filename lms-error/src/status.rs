//! The contract's response for an HTTP status: for responses of frameworks, of layers, and of handlers without an error.

use http::StatusCode;

use crate::{
    Code, ErrorResponse, Policy,
    render::{self, Constant},
};

impl ErrorResponse {
    /// Returns the contract's response for an HTTP status; `None` below 400.
    ///
    /// The catch-all of each framework replaces every foreign error response by it. It also serves code that has a
    /// status and no error; with a policy of your own, use [`Policy::for_status`].
    ///
    /// ```
    /// use http::StatusCode;
    /// use lms_error::ErrorResponse;
    ///
    /// let response = ErrorResponse::from_status(StatusCode::METHOD_NOT_ALLOWED).unwrap();
    /// assert_eq!(response.status(), 400);
    /// assert_eq!(
    ///     &response.body()[..],
    ///     br#"{"code":"invalid_argument","message":"[{\"field\":\"method\",\"error\":\"not allowed for this path\"}]"}"#,
    /// );
    /// assert!(ErrorResponse::from_status(StatusCode::OK).is_none());
    /// ```
    ///
    #[doc = include_str!("../docs/statuses.md")]
    #[must_use]
    pub fn from_status(status: StatusCode) -> Option<Self> {
        response(status, &Policy::LMS)
    }
}

/// Returns the contract's response for an HTTP status under a policy; `None` below 400.
pub(crate) fn response(status: StatusCode, policy: &'static Policy) -> Option<ErrorResponse> {
    let code = code(status)?;
    let body = match field(status) {
        Some(field) => render::constant_body(field, policy),
        None => render::standard_body(code, policy),
    };
    Some(ErrorResponse::new(code, policy, body))
}

/// Maps a status to a code of the contract; `None` below 400.
pub(crate) fn code(status: StatusCode) -> Option<Code> {
    Some(match status.as_u16() {
        100..400 => return None,
        401 | 407 => Code::Unauthenticated,
        402 | 403 | 451 => Code::PermissionDenied,
        404 | 410 => Code::NotFound,
        409 | 412 | 423 => Code::Aborted,
        408 | 425 | 429 | 502..=504 => Code::Unavailable,
        400..500 => Code::InvalidArgument,
        _ => Code::Internal,
    })
}

/// Returns the field list for a status that names the part of the request at fault.
fn field(status: StatusCode) -> Option<&'static Constant> {
    macro_rules! field {
        ($name:literal, $error:literal) => {{
            static FIELD: Constant = Constant::field($name, $error);
            &FIELD
        }};
    }
    Some(match status.as_u16() {
        405 => field!("method", "not allowed for this path"),
        406 => field!("accept", "cannot be satisfied"),
        411 => field!("content-length", "required"),
        413 => field!("body", "too large"),
        414 => field!("uri", "too long"),
        415 => field!("content-type", "not supported"),
        416 => field!("range", "cannot be satisfied"),
        417 => field!("expect", "cannot be met"),
        421 => field!("host", "not served here"),
        422 => field!("body", "invalid"),
        428 => field!("if-match", "required"),
        431 => field!("headers", "too large"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares each row of the published table with the response.
    #[test]
    fn the_published_table_is_correct() {
        let rows = include_str!("../docs/statuses.md").lines().filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            let statuses = cells.next()?.to_owned();
            statuses.starts_with(|c: char| c.is_ascii_digit()).then(|| (statuses, cells.next(), cells.next()))
        });
        let mut compared = 0;
        for (statuses, code, field) in rows {
            for status in statuses.split(", ") {
                let status = StatusCode::from_bytes(status.as_bytes()).expect("a status");
                let response = ErrorResponse::from_status(status).expect("an error");
                assert_eq!(code, Some(format!("`{}`", response.code()).as_str()), "{status}");
                let list = match field.and_then(|field| field.strip_prefix('`')?.split_once("`: ")) {
                    Some((field, error)) => format!(r#"[{{\"field\":\"{field}\",\"error\":\"{error}\"}}]"#),
                    None => r#"[{\"field\":\"request\",\"error\":\"invalid\"}]"#.to_owned(),
                };
                let body = String::from_utf8_lossy(response.body());
                assert_eq!(
                    body.contains(&list),
                    response.code() == Code::InvalidArgument,
                    "{status}: {body}"
                );
                compared += 1;
            }
        }
        assert_eq!(compared, 30);
    }

    #[test]
    fn every_status_from_400_has_a_code_of_its_class() {
        for status in (100..=999).filter_map(|status| StatusCode::from_u16(status).ok()) {
            match (code(status), status.as_u16()) {
                (None, status) => assert!(status < 400, "{status}"),
                (Some(code), 400..=499) => assert_ne!(code, Code::Internal, "{status}"),
                (Some(code), _) => assert!(code.status().is_server_error(), "{status}"),
            }
            if field(status).is_some() {
                assert_eq!(code(status), Some(Code::InvalidArgument), "{status}");
            }
        }
    }

    #[test]
    fn a_status_has_the_response_of_the_policy() {
        static CARDS: Policy = Policy::LMS.service("cards");
        let response = CARDS.for_status(StatusCode::GONE).expect("an error");
        assert_eq!(
            response.body(),
            r#"{"code":"not_found","message":"cards: status=404: Resource does not exist"}"#
        );
    }
}
