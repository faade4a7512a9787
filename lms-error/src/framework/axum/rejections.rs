//! The rejections of axum's extractors as field lists.

use std::borrow::Cow;

use axum::{
    extract::{
        multipart::{MultipartError, MultipartRejection},
        path::ErrorKind,
        rejection::{
            BytesRejection, FormRejection, JsonRejection, PathRejection, QueryRejection, StringRejection,
        },
    },
    http::StatusCode,
};

use crate::{
    AsFieldErrors, FieldError,
    field_errors::{
        serde_errors::{self, Validity},
        serde_messages::parsed,
    },
};

impl AsFieldErrors for JsonRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::MissingJsonContentType(_) => FieldError::new("content-type", "must be application/json"),
            Self::JsonDataError(_) | Self::JsonSyntaxError(_) => {
                serde_errors::json(self, Validity::Malformed)
            }
            _ => body(self.status()),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for FormRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::InvalidFormContentType(_) => {
                FieldError::new("content-type", "must be application/x-www-form-urlencoded")
            }
            // `GET` and `HEAD` send a form as the query.
            Self::FailedToDeserializeForm(_) => serde_errors::pairs(self, "query"),
            Self::FailedToDeserializeFormBody(_) => serde_errors::pairs(self, "body"),
            _ => body(self.status()),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for QueryRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![serde_errors::pairs(self, "query")].into()
    }
}

impl AsFieldErrors for PathRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let Self::FailedToDeserializePathParams(error) = self else {
            return vec![FieldError::new("path", "invalid")].into();
        };
        let named = |name: &str, text: &str| FieldError::in_partner_words(name, text);
        let error = match error.kind() {
            ErrorKind::ParseErrorAtKey { key, value, expected_type } => {
                named(key, parsed(value, expected_type))
            }
            ErrorKind::DeserializeError { key, message, .. } => {
                serde_errors::message_at(key, message, "path")
            }
            ErrorKind::InvalidUtf8InPathParam { key } => named(key, "must be UTF-8"),
            ErrorKind::ParseErrorAtIndex { index, value, expected_type } => {
                named(&format!("path[{index}]"), parsed(value, expected_type))
            }
            ErrorKind::ParseError { value, expected_type } => named("path", parsed(value, expected_type)),
            ErrorKind::Message(message) => serde_errors::path(message),
            _ => FieldError::new("path", "invalid"),
        };
        vec![error].into()
    }
}

#[cfg(feature = "axum-extra")]
impl AsFieldErrors for axum_extra::extract::QueryRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![serde_errors::pairs(self, "query")].into()
    }
}

#[cfg(feature = "axum-extra")]
impl AsFieldErrors for axum_extra::extract::FormRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            // `GET` and `HEAD` send a form as the query.
            Self::FailedToDeserializeForm(_) => serde_errors::pairs(self, "query"),
            Self::FailedToDeserializeFormBody(_) => serde_errors::pairs(self, "body"),
            _ if self.status() == 415 => {
                FieldError::new("content-type", "must be application/x-www-form-urlencoded")
            }
            _ => body(self.status()),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for BytesRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![body(self.status())].into()
    }
}

impl AsFieldErrors for StringRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::InvalidUtf8(_) => FieldError::new("body", "must be UTF-8"),
            _ => body(self.status()),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for MultipartRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![FieldError::new("content-type", "must be multipart/form-data with a boundary")].into()
    }
}

impl AsFieldErrors for MultipartError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self.status() {
            StatusCode::BAD_REQUEST => FieldError::new("body", "must be valid multipart/form-data"),
            status => body(status),
        };
        vec![error].into()
    }
}

/// Reports a body that could not be read at all.
fn body(status: StatusCode) -> FieldError {
    let is_too_large = status == StatusCode::PAYLOAD_TOO_LARGE;
    FieldError::new("body", if is_too_large { "too large" } else { "cannot be read" })
}
