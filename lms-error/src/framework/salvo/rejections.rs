//! salvo's `ParseError` as a field list.

use std::{borrow::Cow, io};

use salvo_core::http::ParseError;

use crate::{
    AsFieldErrors, FieldError,
    field_errors::serde_errors::{self, Validity},
};

/// salvo has one error for the body, the query and the path, and does not tell which of them is at fault.
impl AsFieldErrors for ParseError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::SerdeJson(error) => serde_errors::json(error, Validity::Unknown),
            Self::Deserialize(error) => serde_errors::pairs(error, "request"),
            Self::PayloadTooLarge => FieldError::new("body", "too large"),
            Self::EmptyBody => FieldError::new("body", "required"),
            Self::InvalidContentType | Self::NotMultipart | Self::NotFormData => {
                FieldError::new("content-type", "not supported")
            }
            Self::InvalidRange => FieldError::new("range", "invalid"),
            Self::Utf8(_) => FieldError::new("request", "must be UTF-8"),
            Self::Io(_) | Self::Hyper(_) => FieldError::new("body", "cannot be read"),
            Self::Other(error) if error.is::<io::Error>() => FieldError::new("body", "cannot be read"),
            _ => FieldError::new("request", "invalid"),
        };
        vec![error].into()
    }
}
