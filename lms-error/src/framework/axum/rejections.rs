//! The rejections of axum's extractors as field lists.

use std::borrow::Cow;

use axum::extract::{
    path::ErrorKind,
    rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection},
};

use crate::{
    AsFieldErrors, FieldError,
    field_errors::serde_messages::{self, chain},
};

impl AsFieldErrors for JsonRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::MissingJsonContentType(_) => FieldError::new("content-type", "must be application/json"),
            Self::JsonDataError(_) | Self::JsonSyntaxError(_) => serde_messages::json(chain(self)),
            _ => body(self.status().as_u16()),
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
            Self::FailedToDeserializeForm(_) | Self::FailedToDeserializeFormBody(_) => {
                serde_messages::pairs(chain(self), "body")
            }
            _ => body(self.status().as_u16()),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for QueryRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![serde_messages::pairs(chain(self), "query")].into()
    }
}

impl AsFieldErrors for PathRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let Self::FailedToDeserializePathParams(error) = self else {
            return vec![FieldError::new("path", "invalid")].into();
        };
        let error = match error.kind() {
            ErrorKind::ParseErrorAtKey { key, value, expected_type } => {
                FieldError::new(key.clone(), serde_messages::parsed(value, expected_type))
            }
            ErrorKind::DeserializeError { key, message, .. } => {
                FieldError::new(key.clone(), serde_messages::text(message))
            }
            ErrorKind::InvalidUtf8InPathParam { key } => FieldError::new(key.clone(), "must be UTF-8"),
            // Only a struct or a map names the parameter.
            ErrorKind::ParseErrorAtIndex { value, expected_type, .. }
            | ErrorKind::ParseError { value, expected_type } => {
                FieldError::new("path", serde_messages::parsed(value, expected_type))
            }
            _ => FieldError::new("path", "invalid"),
        };
        vec![error].into()
    }
}

#[cfg(feature = "axum-extra")]
impl AsFieldErrors for axum_extra::extract::QueryRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![serde_messages::pairs(chain(self), "query")].into()
    }
}

#[cfg(feature = "axum-extra")]
impl AsFieldErrors for axum_extra::extract::FormRejection {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::FailedToDeserializeForm(_) | Self::FailedToDeserializeFormBody(_) => {
                serde_messages::pairs(chain(self), "body")
            }
            _ if self.status() == 415 => {
                FieldError::new("content-type", "must be application/x-www-form-urlencoded")
            }
            _ => body(self.status().as_u16()),
        };
        vec![error].into()
    }
}

/// Describes a body that could not be read at all.
fn body(status: u16) -> FieldError {
    FieldError::new("body", if status == 413 { "too large" } else { "cannot be read" })
}
