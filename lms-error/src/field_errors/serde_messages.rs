//! What serde says of malformed input, in words for the partner who sent it.
//!
//! serde's own texts echo the input and name Rust's types, lines, columns and all the fields there are. Here
//! each of its shapes has a sentence of its own; a text of another shape (one that some type made up for
//! itself) says `invalid`.

use std::{any::Any, borrow::Cow, error::Error};

use serde_core::de::value;
use serde_path_to_error::Error as AtPath;

use crate::{AsFieldErrors, FieldError};

/// What is wrong with a JSON text. A member that is missing is named, others not: `serde_json` keeps no path. Through
/// `serde_path_to_error`, each is.
impl AsFieldErrors for serde_json::Error {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![json_at(".", self)].into()
    }
}

/// What is wrong, and with which member; `addresses[1].zipCode`.
impl<E: Error + 'static> AsFieldErrors for AtPath<E> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        vec![at_path(self)].into()
    }
}

fn at_path<E: Error + 'static>(error: &AtPath<E>) -> FieldError {
    let path = error.path().to_string();
    match (error.inner() as &dyn Any).downcast_ref() {
        Some(json) => json_at(&path, json),
        None => field(&path, &error.inner().to_string(), "request"),
    }
}

fn json_at(path: &str, error: &serde_json::Error) -> FieldError {
    let message = error.to_string();
    if error.is_data() {
        field(path, &message, "body")
    } else if message.starts_with("expected value") && path != "." {
        // No JSON at all, or a number where the name of a variant belongs: serde_json says the same of both.
        FieldError::new(unless_odd(path, "body"), "invalid")
    } else if error.is_io() {
        FieldError::new("body", "cannot be read")
    } else {
        FieldError::new("body", "must be valid JSON")
    }
}

/// A JSON body, by the errors that stand behind its rejection.
pub(crate) fn json<'e>(sources: impl Iterator<Item = &'e (dyn Error + 'static)>) -> FieldError {
    for error in sources {
        if let Some(error) = error.downcast_ref::<AtPath<serde_json::Error>>() {
            return at_path(error);
        }
        if let Some(error) = error.downcast_ref::<serde_json::Error>() {
            return json_at(".", error);
        }
    }
    FieldError::new("body", "must be valid JSON")
}

/// A query or a form, by the errors that stand behind its rejection; `whole` names it.
pub(crate) fn pairs<'e>(
    sources: impl Iterator<Item = &'e (dyn Error + 'static)>,
    whole: &'static str,
) -> FieldError {
    for error in sources {
        if let Some(error) = error.downcast_ref::<AtPath<value::Error>>() {
            return field(&error.path().to_string(), &error.inner().to_string(), whole);
        }
        if let Some(error) = error.downcast_ref::<value::Error>() {
            return field(".", &error.to_string(), whole);
        }
    }
    FieldError::new(whole, "invalid")
}

/// The error and all that stands behind it.
pub(crate) fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// `path` is where serde stood, `.` for the whole; a field that is missing or there twice is reported where
/// its parent stands.
fn field(path: &str, message: &str, whole: &'static str) -> FieldError {
    let name = quoted_after(message, "missing field ").or(quoted_after(message, "duplicate field "));
    let path = match (path, name) {
        (".", None) => return FieldError::new(whole, text(message)),
        (".", Some(name)) => name.to_owned(),
        (parent, Some(name)) => format!("{parent}.{name}"),
        (path, None) => path.to_owned(),
    };
    FieldError::in_partner_words(unless_odd(&path, whole), text(message))
}

/// The path, unless no field of ours has such a name: then it is of the partner's own making, and not given back.
pub(crate) fn unless_odd<'p>(path: &'p str, whole: &'static str) -> &'p str {
    const LONGEST: usize = 200;
    let is_odd = path.len() > LONGEST || path.contains(|c: char| c.is_control() || c.is_whitespace());
    if is_odd { whole } else { path }
}

/// A message of serde's.
pub(crate) fn text(message: &str) -> &'static str {
    let starts = |start| message.starts_with(start);
    if starts("missing field ") {
        "required"
    } else if starts("unknown field ") {
        "unknown field"
    } else if starts("duplicate field ") {
        "given more than once"
    } else if starts("unknown variant ") {
        "is none of the allowed values"
    } else if starts("invalid length ") {
        if message.contains(", expected struct ") {
            "must be an object"
        } else {
            "has the wrong number of entries"
        }
    } else if starts("invalid type: null") || starts("invalid type: unit value") {
        "must not be null"
    } else if starts("invalid value: integer ") {
        let negative = starts("invalid value: integer `-") && message.contains(", expected u");
        if negative { "must not be negative" } else { "is out of range" }
    } else if starts("invalid type: ") || starts("invalid value: ") {
        // The input stands first and may say anything; the last `, expected ` is serde's.
        message.rsplit_once(", expected ").map_or("invalid", |(_, expected)| self::expected(expected))
    } else if let Some((value, what)) =
        message.strip_prefix("can not parse ").and_then(|behind| behind.rsplit_once(" to a "))
    {
        // actix-web's.
        parsed(value.trim_matches(['"', '`']), what)
    } else if starts("invalid digit found in ") || starts("cannot parse integer ") {
        "must be a whole number"
    } else if starts("number too ") {
        "is out of range"
    } else if starts("invalid float literal") {
        "must be a number"
    } else if starts("provided string was not `true` or `false`") {
        "must be true or false"
    } else {
        "invalid"
    }
}

/// What serde, or axum, expected: a type of Rust's or one of serde's own words for one.
pub(crate) fn expected(what: &str) -> &'static str {
    // serde_json adds where it stood.
    let what = what.split(" at line ").next().unwrap_or(what);
    match what {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
            "must be a whole number"
        }
        "f32" | "f64" => "must be a number",
        "bool" | "a boolean" => "must be true or false",
        "a string" | "a borrowed string" | "str" | "string" | "String" => "must be text",
        "char" | "a character" => "must be a single character",
        "a sequence" => "must be a list",
        "a map" => "must be an object",
        "unit" | "null" => "must be null",
        _ if what.starts_with("struct ") => "must be an object",
        _ if what.starts_with("a nonzero ") => "must be a whole number other than zero",
        _ if what.starts_with("an array ") || what.starts_with("a tuple ") => "must be a list",
        _ => "invalid",
    }
}

/// What is wrong with the text of a parameter where a type of Rust's was expected.
pub(crate) fn parsed(value: &str, what: &str) -> &'static str {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match expected(what) {
        "must be a whole number" if is_number && value.starts_with('-') && what.starts_with('u') => {
            "must not be negative"
        }
        "must be a whole number" if is_number => "is out of range",
        text => text,
    }
}

fn quoted_after<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    message.strip_prefix(start)?.strip_prefix('`')?.split_once('`').map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_input_and_no_type_of_rust_is_in_a_text() {
        let messages = [
            (
                "invalid type: string \"a, expected u64\", expected a string at line 1 column 9",
                "must be text",
            ),
            ("invalid value: integer `-1`, expected u64 at line 1 column 9", "must not be negative"),
            ("invalid type: integer `1`, expected struct Address at line 1 column 2", "must be an object"),
            ("invalid type: null, expected a string", "must not be null"),
            ("unknown field `password`, expected one of `a`, `b`", "unknown field"),
            ("unknown variant `x`, expected `A` or `B`", "is none of the allowed values"),
            ("can not parse \"ten\" to a u64", "must be a whole number"),
            ("can not parse \"99999999999999999999\" to a u64", "is out of range"),
            ("premature end of input for chrono::NaiveDate", "invalid"),
        ];
        for (message, expected) in messages {
            assert_eq!(text(message), expected, "{message}");
        }
    }

    /// Each row of the reference's table that is serde's.
    #[test]
    fn the_reference_is_true() {
        let rows = include_str!("../../docs/attributes.md")
            .lines()
            .filter_map(|line| line.strip_prefix("| serde |"));
        let mut told = 0;
        for row in rows {
            let cells: Vec<_> = row.split(" | ").map(|cell| cell.trim_matches([' ', '|'])).collect();
            let message = cells[0].trim_start_matches('`').trim_end_matches(['`', ' ']);
            // The backticks at the end belong to the message, where it has any.
            let closing = if cells[0].starts_with("``") && cells[0].ends_with(" ``") { "`" } else { "" };
            assert_eq!(text(&format!("{message}{closing}")), cells[2], "{row}");
            told += 1;
        }
        assert_eq!(told, 8);
    }

    #[test]
    fn a_missing_field_has_its_own_path() {
        let error = field("addresses[1]", "missing field `zipCode` at line 1 column 30", "body");
        assert_eq!(error, FieldError::new("addresses[1].zipCode", "required"));
        let long = "a".repeat(10_000);
        assert_eq!(field(&long, "unknown field `…`", "body"), FieldError::new("body", "unknown field"));
        let error = field(".", "missing field `officeId`", "body");
        assert_eq!(error, FieldError::new("officeId", "required"));
    }
}
