//! The errors of actix-web's extractors as field lists.

use std::borrow::Cow;

use actix_web::error::{JsonPayloadError, PathError, PayloadError, QueryPayloadError, UrlencodedError};

use crate::{
    AsFieldErrors, FieldError,
    field_errors::serde_errors::{self, Validity},
};

impl AsFieldErrors for JsonPayloadError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::ContentType => FieldError::new("content-type", "must be application/json"),
            Self::Deserialize(error) => serde_errors::json(error, Validity::Unknown),
            Self::Overflow { .. } | Self::OverflowKnownLength { .. } => FieldError::new("body", "too large"),
            _ => FieldError::new("body", "cannot be read"),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for PayloadError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let text = if matches!(self, Self::Overflow) { "too large" } else { "cannot be read" };
        vec![FieldError::new("body", text)].into()
    }
}

impl AsFieldErrors for UrlencodedError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::ContentType => FieldError::new("content-type", "must be application/x-www-form-urlencoded"),
            Self::Parse(error) => serde_errors::pairs(error, "body"),
            Self::Overflow { .. } => FieldError::new("body", "too large"),
            _ => FieldError::new("body", "cannot be read"),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for QueryPayloadError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::Deserialize(error) => serde_errors::pairs(error, "query"),
            _ => FieldError::new("query", "invalid"),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for PathError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::Deserialize(error) => serde_errors::path(&error.to_string()),
            _ => FieldError::new("path", "invalid"),
        };
        vec![error].into()
    }
}
