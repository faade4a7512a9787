//! Reads the parts of a request.

use std::{
    borrow::Cow,
    num::{IntErrorKind, ParseIntError},
    str::FromStr,
};

use lms_error::{FieldError, FieldErrors, LmsError};
use mime::Mime;
use percent_encoding::percent_decode_str;

use crate::{NewLoan, Page};

/// The largest body that the service reads.
pub const MAX_BODY_BYTES: usize = 64 * 1024;

/// The errors of requests that cannot be read.
#[derive(Debug, thiserror::Error, LmsError)]
pub enum RequestError {
    /// A field of the body, the id in the path, or the query, is wrong.
    #[error("{0}")]
    #[lms(code = "invalid_argument")]
    Fields(
        #[from]
        #[lms(fields)]
        FieldErrors,
    ),

    /// The body has another media type.
    #[error("must be application/json")]
    #[lms(code = "invalid_argument", field = "content-type")]
    MediaType,

    /// The body has more than [`MAX_BODY_BYTES`].
    #[error("too large")]
    #[lms(code = "invalid_argument", field = "body")]
    TooLarge,

    /// The body ends early.
    #[error("cannot be read")]
    #[lms(code = "invalid_argument", field = "body")]
    Incomplete,
}

/// Reads the id of a loan from a segment of the path.
///
/// # Errors
///
/// If it is not a `u64`.
pub fn id(segment: &str) -> Result<u64, RequestError> {
    Ok(number("id", segment)?)
}

/// Decodes a segment of the path; for frameworks that do not.
#[must_use]
pub fn decode(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}

/// Reads the query of a request for the list.
///
/// # Errors
///
/// If there is not exactly one `limit`, or it is not a `usize`.
pub fn page(query: Option<&str>) -> Result<Page, RequestError> {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let limits: Vec<_> = pairs.filter(|(name, _)| name == "limit").map(|(_, value)| value).collect();
    match limits.as_slice() {
        [] => Err(FieldErrors::from(FieldError::new("limit", "required")).into()),
        [limit] => Ok(Page { limit: number("limit", limit)? }),
        _ => Err(FieldErrors::from(FieldError::new("limit", "given more than once")).into()),
    }
}

/// Checks that the body is JSON.
///
/// # Errors
///
/// If the `content-type` is neither `application/json` nor ends in `+json`.
pub fn media_type(content_type: Option<&str>) -> Result<(), RequestError> {
    let media_type: Option<Mime> = content_type.and_then(|value| value.parse().ok());
    let is_json = media_type.is_some_and(|media_type| {
        let is_json =
            media_type.subtype() == "json" || media_type.suffix().is_some_and(|suffix| suffix == "json");
        media_type.type_() == "application" && is_json
    });
    if is_json { Ok(()) } else { Err(RequestError::MediaType) }
}

/// Reads the body of a request for a new loan.
///
/// # Errors
///
/// If it is too large, or not exactly one loan as JSON.
pub fn new_loan(body: &[u8]) -> Result<NewLoan, RequestError> {
    if body.len() > MAX_BODY_BYTES {
        return Err(RequestError::TooLarge);
    }
    Ok(lms_error::from_json(body)?)
}

fn number<T: FromStr<Err = ParseIntError>>(field: &str, text: &str) -> Result<T, FieldErrors> {
    text.parse().map_err(|error: ParseIntError| {
        let reason = match error.kind() {
            IntErrorKind::PosOverflow => "is out of range",
            _ => "must be a whole number",
        };
        FieldError::new(field, reason).into()
    })
}
