//! The messages of serde and its formats, in a partner's words.
//!
//! serde's own texts echo the input and name Rust's types, lines, columns and every known field. Each of their shapes
//! has a sentence here. A text of any other shape (one that a type wrote for itself) becomes `invalid`.

use std::borrow::Cow;

/// The error that a message reports, and what the error is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault<'m> {
    /// The value has the wrong type, is out of range, … The text continues a sentence: `must be text`.
    Value(Cow<'static, str>),
    /// The name of a member is of the wrong type.
    Name(Cow<'static, str>),
    /// The whole is wrong, whatever the path.
    Whole(&'static str),
    /// A member is missing.
    Missing(&'m str),
    /// A member that does not exist.
    Unknown(&'m str),
    /// A member occurs more than once.
    Duplicate(&'m str),
}

impl<'m> Fault<'m> {
    /// Reads a message without its position (`at line 1 column 9`).
    pub(crate) fn read(message: &'m str) -> Self {
        let name = |prefix| quoted_after(message, prefix);
        if let Some(name) = name("missing field ") {
            Self::Missing(name)
        } else if let Some(name) = name("unknown field ") {
            Self::Unknown(name)
        } else if let Some(name) = name("duplicate field ") {
            Self::Duplicate(name)
        } else {
            Self::Value(value(message))
        }
    }
}

/// Returns the name or value that the message quotes after `prefix`.
///
/// The input may contain backticks; the list of expected names, which follows it, contains none.
pub(crate) fn quoted_after<'m>(message: &'m str, prefix: &str) -> Option<&'m str> {
    let quoted = message.strip_prefix(prefix)?.strip_prefix('`')?;
    let end = quoted
        .rfind("`, expected ")
        .or_else(|| quoted.rfind("`, there are no "))
        .or_else(|| quoted.rfind('`'))?;
    Some(&quoted[..end])
}

/// Returns the unexpected input and the expectation of `invalid type: string "x", expected u64`.
///
/// The input comes first and may hold anything, so the last `, expected ` is serde's.
pub(crate) fn mismatch(message: &str) -> Option<(&str, &str)> {
    let mismatch =
        message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    mismatch.rsplit_once(", expected ")
}

/// Returns the sentence for a message about a value.
fn value(message: &str) -> Cow<'static, str> {
    let starts = |prefix| message.starts_with(prefix);
    if starts("unknown variant ") {
        return allowed_values(message);
    }
    if let Some((unexpected, expected)) = mismatch(message) {
        return mismatched(message, unexpected, expected).into();
    }
    let text = if starts("invalid length ") {
        if message.contains(", expected struct ") {
            "must be an object"
        } else {
            "has the wrong number of entries"
        }
    } else if starts("invalid digit found in ") || starts("cannot parse integer ") {
        "must be a whole number"
    } else if starts("number too ") || message == "number out of range" {
        "is out of range"
    } else if starts("invalid float literal") || starts("cannot parse float ") {
        "must be a number"
    } else if starts("provided string was not `true` or `false`") {
        "must be true or false"
    } else if starts("too many characters in string") || starts("cannot parse char ") {
        "must be a single character"
    } else if starts("data did not match any variant ") {
        "matches none of the allowed forms"
    } else if starts("invalid IP") && message.ends_with(" address syntax") {
        "must be an IP address"
    } else if starts("invalid socket address ") {
        "must be an IP address with a port"
    } else if starts("UUID parsing failed") {
        "must be a UUID"
    } else if let Some((value, expected)) =
        message.strip_prefix("can not parse ").and_then(|rest| rest.rsplit_once(" to a "))
    {
        // actix-web's paths.
        parsed(value.trim_matches(['"', '`']), expected)
    } else {
        "invalid"
    };
    text.into()
}

fn mismatched(message: &str, unexpected: &str, expected: &str) -> &'static str {
    let text = self::expected(expected);
    let is_unsigned = expected.starts_with('u') || expected.starts_with("a nonzero u");
    if unexpected == "null" || unexpected.starts_with("unit value") {
        "must not be null"
    } else if text.starts_with("must be a whole number") && is_beyond_u64(unexpected) {
        "is out of range"
    } else if !unexpected.starts_with("integer `") || message.starts_with("invalid type: ") {
        text
    } else if unexpected == "integer `0`" && expected.starts_with("a nonzero ") {
        "must not be zero"
    } else if unexpected.starts_with("integer `-") && is_unsigned {
        "must not be negative"
    } else {
        "is out of range"
    }
}

/// `serde_json` reads an integer beyond `u64` and `i64` as a floating point number.
fn is_beyond_u64(unexpected: &str) -> bool {
    const OUTSIDE: std::ops::RangeInclusive<f64> =
        -9_223_372_036_854_775_808.0..=18_446_744_073_709_551_616.0;
    let number = unexpected.strip_prefix("floating point `").and_then(|number| number.strip_suffix('`'));
    let number = number.and_then(|number| number.parse::<f64>().ok());
    number.is_some_and(|number| number <= *OUTSIDE.start() || number >= *OUTSIDE.end())
}

/// Returns the sentence for an expectation of serde's: a type of Rust, or serde's own word for one.
pub(crate) fn expected(expected: &str) -> &'static str {
    let starts = |prefix| expected.starts_with(prefix);
    match expected {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
            "must be a whole number"
        }
        "f32" | "f64" => "must be a number",
        "bool" | "a boolean" => "must be true or false",
        "a string" | "a borrowed string" | "str" | "string" | "String" | "variant identifier" => {
            "must be text"
        }
        "char" | "a character" => "must be a single character",
        "a sequence" | "byte array" | "a borrowed byte array" => "must be a list",
        "a map" => "must be an object",
        "unit" | "null" | "()" => "must be null",
        "string or map" => "is none of the allowed values",
        "IP address" | "IPv4 address" | "IPv6 address" => "must be an IP address",
        "socket address" | "IPv4 socket address" | "IPv6 socket address" => {
            "must be an IP address with a port"
        }
        _ if starts("a nonzero ") => "must be a whole number other than zero",
        _ if starts("struct ") || starts("internally tagged enum ") || starts("adjacently tagged enum ") => {
            "must be an object"
        }
        _ if starts("unit struct ") => "must be null",
        _ if starts("an array ") || starts("an empty array") || starts("a tuple ") || starts("tuple ") => {
            "must be a list"
        }
        _ if starts("enum ") => "is none of the allowed values",
        _ => "invalid",
    }
}

/// Returns the sentence for the text of a parameter where a type of Rust was expected.
///
/// The error of a query does not distinguish a sign from another wrong character, so neither does this.
pub(crate) fn parsed(value: &str, expected: &str) -> &'static str {
    let text = self::expected(expected);
    let has_sign = value.starts_with('-') && expected.starts_with('u');
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if text == "must be a whole number" && is_number && !has_sign { "is out of range" } else { text }
}

/// Lists the values that serde names: they are what a partner must send.
fn allowed_values(message: &str) -> Cow<'static, str> {
    let values = message.rsplit_once("`, expected ").map(|(_, values)| values);
    let values = values.map(|values| values.strip_prefix("one of ").unwrap_or(values));
    let values: Option<Vec<_>> = values.and_then(|values| {
        let separated = values.replace("` or `", "`, `");
        let values = separated.strip_prefix('`')?.strip_suffix('`')?;
        Some(values.split("`, `").map(str::to_owned).collect())
    });
    one_of(&values.unwrap_or_default())
}

/// Returns the sentence that lists the allowed values. A long list is left to the documentation.
pub(crate) fn one_of(values: &[impl AsRef<str>]) -> Cow<'static, str> {
    const MAX_BYTES: usize = 200;
    let list = values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    if list.is_empty() || list.len() > MAX_BYTES {
        "is none of the allowed values".into()
    } else if values.len() == 1 {
        format!("must be {list}").into()
    } else {
        format!("must be one of {list}").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(message: &str) -> String {
        match Fault::read(message) {
            Fault::Value(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_sentence_has_neither_the_input_nor_a_type_of_rust() {
        let messages = [
            ("invalid type: string \"a, expected u64\", expected a string", "must be text"),
            ("invalid type: integer `1`, expected struct Address", "must be an object"),
            ("invalid type: integer `1`, expected internally tagged enum Payment", "must be an object"),
            ("invalid type: integer `1`, expected variant identifier", "must be text"),
            ("invalid type: integer `1`, expected string or map", "is none of the allowed values"),
            ("invalid type: integer `1`, expected unit struct Marker", "must be null"),
            ("invalid type: map, expected tuple struct Point", "must be a list"),
            ("invalid type: null, expected a string", "must not be null"),
            ("invalid length 1, expected an array of length 3", "has the wrong number of entries"),
            ("invalid length 0, expected struct Loan with 2 elements", "must be an object"),
            ("invalid length 4, expected fewer elements in array", "has the wrong number of entries"),
            ("data did not match any variant of untagged enum Payment", "matches none of the allowed forms"),
            ("invalid IPv4 address syntax", "must be an IP address"),
            ("can not parse \"ten\" to a u64", "must be a whole number"),
            ("can not parse \"99999999999999999999\" to a u64", "is out of range"),
            ("can not parse \"-1\" to a u64", "must be a whole number"),
            ("invalid value: string \"xx\", expected a character", "must be a single character"),
            ("cannot parse float from empty string", "must be a number"),
            ("premature end of input for chrono::NaiveDate", "invalid"),
        ];
        for (message, expected) in messages {
            assert_eq!(text(message), expected, "{message}");
        }
    }

    #[test]
    fn a_number_outside_of_its_type_is_out_of_range() {
        let messages = [
            ("invalid value: integer `300`, expected u8", "is out of range"),
            ("invalid value: integer `-129`, expected i8", "is out of range"),
            ("invalid value: integer `-1`, expected u64", "must not be negative"),
            ("invalid value: integer `-1`, expected a nonzero u8", "must not be negative"),
            ("invalid value: integer `0`, expected a nonzero u8", "must not be zero"),
            ("invalid type: floating point `1e+20`, expected u64", "is out of range"),
            ("invalid type: floating point `1.8446744073709552e+19`, expected u64", "is out of range"),
            ("invalid type: floating point `-1e+20`, expected i64", "is out of range"),
            ("invalid type: floating point `1e+20`, expected a nonzero u8", "is out of range"),
            ("invalid type: floating point `1e+20`, expected a string", "must be text"),
            ("invalid type: floating point `1.5`, expected u64", "must be a whole number"),
            ("number too large to fit in target type", "is out of range"),
            ("number out of range", "is out of range"),
        ];
        for (message, expected) in messages {
            assert_eq!(text(message), expected, "{message}");
        }
    }

    #[test]
    fn the_allowed_values_are_listed_up_to_a_length() {
        let cases = [
            ("unknown variant `x`, expected `PERSON`", "must be PERSON"),
            ("unknown variant `x`, expected `PERSON` or `GROUP`", "must be one of PERSON, GROUP"),
            ("unknown variant `x`, expected one of `A`, `B or C`, `D`", "must be one of A, B or C, D"),
            ("unknown variant `x`, expected `EVIL`, expected `A` or `B`", "must be one of A, B"),
            ("unknown variant `x`, there are no variants", "is none of the allowed values"),
        ];
        for (message, expected) in cases {
            assert_eq!(text(message), expected, "{message}");
        }
        let long = (0..40).map(|n| format!("`VALUE_{n}`")).collect::<Vec<_>>().join(", ");
        assert_eq!(
            text(&format!("unknown variant `x`, expected one of {long}")),
            "is none of the allowed values"
        );
    }

    #[test]
    fn a_name_is_read_as_it_was_sent() {
        assert_eq!(
            Fault::read("unknown field `q`, expected `z`, expected `y` or `s`"),
            Fault::Unknown("q`, expected `z")
        );
        assert_eq!(Fault::read("unknown field `a`b`, there are no fields"), Fault::Unknown("a`b"));
        assert_eq!(Fault::read("missing field `zipCode`"), Fault::Missing("zipCode"));
        assert_eq!(Fault::read("duplicate field `name`"), Fault::Duplicate("name"));
    }
}
