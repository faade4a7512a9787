//! warp's rejections as field lists.

use std::{borrow::Cow, error::Error};

use warp::{
    body::BodyDeserializeError,
    reject::{InvalidHeader, InvalidQuery, MissingCookie, MissingHeader},
};

use crate::{
    AsFieldErrors, FieldError,
    field_errors::serde_errors::{self, Validity},
};

impl AsFieldErrors for BodyDeserializeError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let is_json = serde_errors::chain(self).any(<dyn Error>::is::<serde_json::Error>);
        let error = if is_json {
            serde_errors::json(self, Validity::Unknown)
        } else {
            serde_errors::pairs(self, "body")
        };
        vec![error].into()
    }
}

impl AsFieldErrors for InvalidQuery {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![FieldError::new("query", "invalid")].into()
    }
}

impl AsFieldErrors for MissingHeader {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![FieldError::in_partner_words(self.name(), "required")].into()
    }
}

impl AsFieldErrors for InvalidHeader {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        // warp rejects with `cookie` if the request has no cookie at all.
        let text = if self.name() == "cookie" { "missing or invalid" } else { "invalid" };
        vec![FieldError::in_partner_words(self.name(), text)].into()
    }
}

/// warp rejects a cookie that cannot be read in the same way as a missing one.
impl AsFieldErrors for MissingCookie {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![FieldError::in_partner_words(self.name(), "missing or invalid")].into()
    }
}
