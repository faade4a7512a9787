//! The errors of serde and its formats as field errors.

use std::{any::Any, borrow::Cow, error::Error};

use serde_core::de::value;
use serde_path_to_error::Error as AtPath;

use super::{
    place::Place,
    serde_messages::{Fault, mismatch},
};
use crate::{AsFieldErrors, FieldError};

/// Reports what is wrong with a JSON text. `serde_json` keeps no path, so only a missing, unknown or duplicate member
/// is named; through `serde_path_to_error`, every one is.
impl AsFieldErrors for serde_json::Error {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![json_at(Place::unknown("body"), Validity::Unknown, self)].into()
    }
}

/// Reports what is wrong, and where: `addresses[1].zipCode`.
impl<E: Error + 'static> AsFieldErrors for AtPath<E> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![at_path(self)].into()
    }
}

fn at_path<E: Error + 'static>(error: &AtPath<E>) -> FieldError {
    match (error.inner() as &dyn Any).downcast_ref() {
        Some(json) => json_at(Place::of(error.path(), "body"), Validity::Typed, json),
        None => Place::of(error.path(), "request").report(Fault::read(&error.inner().to_string())),
    }
}

/// Reports a rejected JSON body, by the sources of the rejection. `pathless` is the validity of a text whose error has no path.
pub(crate) fn json(rejection: &(dyn Error + 'static), pathless: Validity) -> FieldError {
    for error in chain(rejection) {
        if let Some(error) = error.downcast_ref::<AtPath<serde_json::Error>>() {
            return at_path(error);
        }
        if let Some(error) = error.downcast_ref::<serde_json::Error>() {
            return json_at(Place::unknown("body"), pathless, error);
        }
    }
    not_json()
}

/// Reports a rejected query, form or path, by the sources of the rejection. `whole` names it.
pub(crate) fn pairs(rejection: &(dyn Error + 'static), whole: &'static str) -> FieldError {
    for error in chain(rejection) {
        if let Some(error) = error.downcast_ref::<AtPath<value::Error>>() {
            return Place::of(error.path(), whole).report(Fault::read(&error.inner().to_string()));
        }
        if let Some(error) = error.downcast_ref::<value::Error>() {
            return message(&error.to_string(), whole);
        }
    }
    FieldError::new(whole, "invalid")
}

/// Reports a message of serde's whose path is unknown.
pub(crate) fn message(message: &str, whole: &'static str) -> FieldError {
    Place::unknown(whole).report(Fault::read(message))
}

/// Reports a message of serde's about the value at a name.
pub(crate) fn message_at(name: &str, message: &str, whole: &'static str) -> FieldError {
    let mut place = Place::unknown(whole);
    place.enter(name);
    place.exact().report(Fault::read(message))
}

/// Reports a message of serde's about the parameters of a path. Often there is one, so a statement about a parameter
/// is made of the path.
pub(crate) fn path(message: &str) -> FieldError {
    Place::unknown("path").exact().report(Fault::read(message))
}

/// Returns the error and its sources.
pub(crate) fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The validity of a text in which `serde_json` found a syntax error.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Validity {
    /// Nothing is known of it.
    Unknown,
    /// The error comes from reading a value of a type, not from the end of the text.
    Typed,
    /// The text is valid JSON.
    Valid,
    /// The text is not valid JSON.
    Malformed,
}

/// Reports an error of `serde_json`'s.
pub(crate) fn json_at(place: Place, validity: Validity, error: &serde_json::Error) -> FieldError {
    let message = error.to_string();
    let message = match message.rsplit_once(" at line ") {
        Some((message, _)) if error.line() > 0 => message,
        _ => &message,
    };
    if error.is_data() {
        let is_exact = place.is_whole() && is_about_the_whole(message, error);
        return if is_exact { place.exact() } else { place }.report(Fault::read(message));
    }
    if error.is_io() {
        return FieldError::new("body", "cannot be read");
    }
    match (syntax(message, &place, validity, error), validity) {
        (Some(fault), Validity::Unknown | Validity::Typed | Validity::Valid) => {
            let is_exact = place.is_whole() && validity != Validity::Unknown;
            if is_exact { place.exact() } else { place }.report(fault)
        }
        // A part of a number was read, and the rest of it was unexpected.
        (None, Validity::Valid) => place.enclosing().report(Fault::Value("must be a whole number".into())),
        _ => not_json(),
    }
}

/// Returns the fault of a text that can be valid JSON although `serde_json` reports a syntax error.
fn syntax(
    message: &str,
    place: &Place,
    validity: Validity,
    error: &serde_json::Error,
) -> Option<Fault<'static>> {
    let is_first = error.line() == 1 && error.column() <= 1;
    let value = |text: &'static str| Some(Fault::Value(text.into()));
    // With neither a path nor the text, these errors are the same for malformed JSON. To claim either would be wrong.
    let is_ambiguous = validity == Validity::Unknown && place.is_whole();
    match message {
        "expected value" | "trailing characters" | "invalid number" if is_ambiguous && !is_first => {
            Some(Fault::Whole("is not valid JSON, or contains a value that is not allowed"))
        }
        // The first byte of the text, which can hardly be an enum.
        "expected value" if validity != Validity::Valid && is_first => None,
        "expected value" => value("is none of the allowed values"),
        "trailing characters" => value("has too many entries"),
        "invalid number" if validity == Validity::Valid => value("must be a whole number"),
        "invalid number" => value("is not a valid number"),
        "number out of range" => value("is out of range"),
        "invalid value: expected key to be a number in quotes" => {
            Some(Fault::Name("must be a number".into()))
        }
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            value("must be valid Unicode")
        }
        "recursion limit exceeded" => Some(Fault::Whole("is nested too deeply")),
        _ => None,
    }
}

fn not_json() -> FieldError {
    FieldError::new("body", "must be valid JSON")
}

/// Returns `true` if the error is about the whole text: no value inside can end as early.
///
/// The column is the number of bytes read. Before a value inside, there is at least a bracket.
fn is_about_the_whole(message: &str, error: &serde_json::Error) -> bool {
    let max_column = match mismatch(message) {
        Some(("map" | "sequence", _)) => 1,
        Some(("null", _)) => 4,
        Some((unexpected, _)) if !unexpected.contains('\\') => {
            let literal =
                |prefix| unexpected.strip_prefix(prefix).and_then(|literal| literal.strip_suffix('`'));
            if let Some(literal) = literal("integer `").or(literal("boolean `")) {
                literal.len()
            } else if let Some(string) = unexpected.strip_prefix("string ") {
                string.len()
            } else {
                return false;
            }
        }
        _ if message.starts_with("invalid length 0, ") => 2,
        _ => return false,
    };
    error.line() == 1 && error.column() <= max_column
}

#[cfg(test)]
mod tests;
