//! Answers that no enum of ours has given: of the framework, of a layer, or of a handler by hand.

use http::StatusCode;

use crate::{Code, ErrorResponse, constant::Constant, log, render::Voice};

impl ErrorResponse {
    /// What the contract has for an HTTP status; nothing below 400.
    ///
    /// The catch-all of each framework answers with it for whatever is not an answer of this crate. Where you have
    /// a status in hand and no error, you can:
    ///
    /// ```
    /// use http::StatusCode;
    /// use lms_error::ErrorResponse;
    ///
    /// let answer = ErrorResponse::from_status(StatusCode::METHOD_NOT_ALLOWED).unwrap();
    /// assert_eq!(answer.status(), 400);
    /// assert_eq!(
    ///     &answer.body()[..],
    ///     br#"{"code":"invalid_argument","message":"[{\"field\":\"method\",\"error\":\"not allowed for this path\"}]"}"#,
    /// );
    /// assert!(ErrorResponse::from_status(StatusCode::OK).is_none());
    /// ```
    ///
    #[doc = include_str!("../docs/statuses.md")]
    #[must_use]
    pub fn from_status(status: StatusCode) -> Option<Self> {
        let constant = meaning(status)?;
        let code = constant.code();
        log::answered_without_error(code, &format_args!("answered {status} without an error of ours"));
        Some(Self::new(code, constant.body()))
    }
}

/// What a status says: a standard sentence, or, where the contract has no number for it and it complains of the request,
/// the part of the request that is at fault.
fn meaning(status: StatusCode) -> Option<&'static Constant> {
    macro_rules! wrong {
        ($field:literal, $error:literal) => {{
            static WRONG: Constant = Constant::field(Voice::USUAL, $field, $error);
            &WRONG
        }};
    }
    Some(match status.as_u16() {
        100..400 => return None,
        401 | 407 => Constant::of(Code::Unauthenticated),
        402 | 403 | 451 => Constant::of(Code::PermissionDenied),
        404 | 410 => Constant::of(Code::NotFound),
        405 => wrong!("method", "not allowed for this path"),
        406 => wrong!("accept", "cannot be satisfied"),
        409 | 412 | 423 => Constant::of(Code::Aborted),
        408 | 425 | 429 | 502..=504 => Constant::of(Code::Unavailable),
        411 => wrong!("content-length", "required"),
        413 => wrong!("body", "too large"),
        414 => wrong!("uri", "too long"),
        415 => wrong!("content-type", "not supported"),
        416 => wrong!("range", "cannot be satisfied"),
        417 => wrong!("expect", "cannot be met"),
        421 => wrong!("host", "not served here"),
        422 => wrong!("body", "invalid"),
        428 => wrong!("if-match", "required"),
        431 => wrong!("headers", "too large"),
        400..500 => Constant::of(Code::InvalidArgument),
        _ => Constant::of(Code::Internal),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row of the table that users read, held against what is done.
    #[test]
    fn the_table_is_true() {
        let rows = include_str!("../docs/statuses.md").lines().filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            let statuses = cells.next()?.to_owned();
            statuses.starts_with(|c: char| c.is_ascii_digit()).then(|| (statuses, cells.next(), cells.next()))
        });
        let mut told = 0;
        for (statuses, code, field) in rows {
            for status in statuses.split(", ") {
                let status = StatusCode::from_bytes(status.as_bytes()).expect("a status");
                let expected = meaning(status).expect("an error");
                assert_eq!(code, Some(format!("`{}`", expected.code()).as_str()), "{status}");
                let list = match field.and_then(|field| field.strip_prefix('`')?.split_once("`: ")) {
                    Some((field, error)) => format!(r#"[{{\"field\":\"{field}\",\"error\":\"{error}\"}}]"#),
                    None => r#"[{\"field\":\"request\",\"error\":\"invalid\"}]"#.to_owned(),
                };
                let body = String::from_utf8(expected.body().into()).expect("JSON");
                assert_eq!(
                    body.contains(&list),
                    expected.code() == Code::InvalidArgument,
                    "{status}: {body}"
                );
                told += 1;
            }
        }
        assert_eq!(told, 30);
    }

    #[test]
    fn every_status_has_a_code_that_fits() {
        for status in (100..=999).filter_map(|status| StatusCode::from_u16(status).ok()) {
            match (meaning(status), status.as_u16()) {
                (None, status) => assert!(status < 400, "{status}"),
                (Some(meaning), 400..=499) => assert!(meaning.code() != Code::Internal, "{status}"),
                (Some(meaning), _) => assert!(meaning.code().status().is_server_error(), "{status}"),
            }
        }
    }
}
