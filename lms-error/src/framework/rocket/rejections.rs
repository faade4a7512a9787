//! The errors of rocket's forms and of its JSON guard as field lists.

use std::{borrow::Cow, io, num::IntErrorKind};

use rocket::{
    form::{self, error::ErrorKind},
    serde::json,
};

use crate::{
    AsFieldErrors, FieldError,
    field_errors::{
        limits::limits,
        place::is_printable,
        serde_errors::{self, Validity},
        serde_messages::one_of,
    },
};

impl AsFieldErrors for json::Error<'_> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let error = match self {
            Self::Parse(_, error) => serde_errors::json(error, Validity::Unknown),
            Self::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                FieldError::new("body", "too large")
            }
            Self::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                FieldError::new("body", "must be UTF-8")
            }
            Self::Io(_) => FieldError::new("body", "cannot be read"),
        };
        vec![error].into()
    }
}

impl AsFieldErrors for form::Errors<'_> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        self.iter().map(form_error).collect()
    }
}

impl AsFieldErrors for form::Error<'_> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![form_error(self)].into()
    }
}

fn form_error(error: &form::Error<'_>) -> FieldError {
    let name = error.name.as_ref().map_or_else(|| "form".to_owned(), ToString::to_string);
    let text = match &error.kind {
        ErrorKind::Missing => "required".to_owned(),
        ErrorKind::Duplicate => "given more than once".to_owned(),
        ErrorKind::Unexpected => "unknown field".to_owned(),
        ErrorKind::InvalidChoice { choices } => one_of(choices).into_owned(),
        ErrorKind::Utf8(_) => "must be UTF-8".to_owned(),
        ErrorKind::Char(_) => "must be a single character".to_owned(),
        ErrorKind::Int(error) => match error.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "is out of range".to_owned(),
            _ => "must be a whole number".to_owned(),
        },
        ErrorKind::Bool(_) => "must be true or false".to_owned(),
        ErrorKind::Float(_) => "must be a number".to_owned(),
        ErrorKind::Addr(_) => "must be an address".to_owned(),
        ErrorKind::InvalidLength { min, max } => limits("length", min.as_ref(), max.as_ref()),
        ErrorKind::OutOfRange { start, end } => limits("value", start.as_ref(), end.as_ref()),
        // A text of the service.
        ErrorKind::Validation(text) => text.to_string(),
        _ => "invalid".to_owned(),
    };
    let name = if is_printable(&name) { &*name } else { "form" };
    if matches!(error.kind, ErrorKind::Validation(_)) {
        FieldError::new(name, text)
    } else {
        FieldError::in_partner_words(name, text)
    }
}
