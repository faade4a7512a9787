//! The errors of poem's extractors as field lists.

use std::borrow::Cow;

use poem::error::{ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ReadBodyError};

use crate::{
    AsFieldErrors, FieldError,
    field_errors::serde_errors::{self, Validity},
};

impl AsFieldErrors for ParseJsonError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::InvalidContentType(_) | Self::ContentTypeRequired => {
                FieldError::new("content-type", "must be application/json")
            }
            Self::Parse(error) => serde_errors::json(error, Validity::Unknown),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for ParseFormError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::InvalidContentType(_) | Self::ContentTypeRequired => {
                FieldError::new("content-type", "must be application/x-www-form-urlencoded")
            }
            Self::UrlDecode(error) => serde_errors::pairs(error, "body"),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for ParseQueryError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![serde_errors::pairs(&self.0, "query")].into()
    }
}

/// Always about the whole path: poem does not name the parameter.
impl AsFieldErrors for ParsePathError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![FieldError::new("path", "invalid")].into()
    }
}

impl AsFieldErrors for ReadBodyError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::PayloadTooLarge => "too large",
            Self::Utf8(_) => "must be UTF-8",
            _ => "cannot be read",
        };
        vec![FieldError::new("body", error)].into()
    }
}
