//! `garde::Report` as a field list: every entry, in the order in which garde found them, by the names of Rust's fields.

use std::borrow::Cow;

use garde::Report;

use crate::{AsFieldErrors, FieldError};

impl AsFieldErrors for Report {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let entry = |(path, error): &(garde::Path, garde::Error)| {
            let path = if path.is_empty() { "request".to_owned() } else { path.to_string() };
            FieldError::new(path, text(error.message()))
        };
        self.iter().map(entry).collect()
    }
}

/// Returns garde's own sentences in a partner's words, without patterns and reasons, and the service's as they are.
fn text(message: &str) -> String {
    const WHOLE: [(&str, &str); 4] = [
        ("not set", "required"),
        ("not ascii", "must be ASCII"),
        ("not alphanumeric", "must be letters and digits"),
        ("not a valid phone number", "must be a phone number"),
    ];
    const BEGINNINGS: [(&str, &str); 8] = [
        ("does not match pattern /", "has the wrong form"),
        ("does not contain \"", "lacks something that it must contain"),
        ("value does not begin with \"", "does not begin as it must"),
        ("does not end with \"", "does not end as it must"),
        ("not a valid email: ", "must be an e-mail address"),
        ("not a valid url: ", "must be a URL"),
        ("not a valid phone number: ", "must be a phone number"),
        ("not a valid credit card number: ", "must be a card number"),
    ];
    let limit = |start: &str| message.strip_prefix(start).filter(|limit| limit.parse::<f64>().is_ok());
    if let Some(least) = limit("length is lower than ") {
        return format!("length must be at least {least}");
    }
    if let Some(most) = limit("length is greater than ") {
        return format!("length must be at most {most}");
    }
    if let Some(least) = limit("lower than ") {
        return format!("value must be at least {least}");
    }
    if let Some(most) = limit("greater than ") {
        return format!("value must be at most {most}");
    }
    let holds_name = |start: &str, end: &str| message.starts_with(start) && message.ends_with(end);
    if holds_name("does not match ", " field") {
        return "does not match another field".to_owned();
    }
    if holds_name("not a valid ", " address") {
        return "must be an IP address".to_owned();
    }
    let whole = WHOLE.iter().find(|(whole, _)| message == *whole);
    let sentence = whole.or_else(|| BEGINNINGS.iter().find(|(start, _)| message.starts_with(start)));
    sentence.map_or(message, |(_, sentence)| sentence).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_true() {
        let mut rows = 0;
        for row in include_str!("../../docs/fields.md").lines() {
            let Some(row) = row.strip_prefix("| garde | `") else { continue };
            let (message, sentence) = row.split_once("` | ").expect(row);
            assert_eq!(text(message), sentence.trim_end_matches(" |"), "{row}");
            rows += 1;
        }
        assert_eq!(rows, 17);
        assert_eq!(text("a message of the service"), "a message of the service");
    }
}
