//! Escaping of JSON strings.

use std::{borrow::Cow, fmt::Write};

use crate::simd::any_of_sixteen;

/// Appends the text, escaped for a JSON string that is nested in others: once for each layer, at most twice.
pub(crate) fn escape(out: &mut String, text: &str, layers: usize) {
    match first_special(text.as_bytes()) {
        Some(at) if layers > 0 => escape_from(at, out, text, layers),
        _ => out.push_str(text),
    }
}

#[cold]
fn escape_from(first: usize, out: &mut String, text: &str, layers: usize) {
    let (mut rest, mut special) = (text, Some(first));
    // Every byte that needs an escape is an ASCII character, so the slices end at character boundaries.
    while let Some(at) = special {
        out.push_str(&rest[..at]);
        push_special(out, rest.as_bytes()[at], layers);
        rest = &rest[at + 1..];
        special = first_special(rest.as_bytes());
    }
    out.push_str(rest);
}

/// Returns the position of the first byte that needs an escape; most texts have none.
fn first_special(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    while text[at..].first_chunk().is_some_and(|bytes| !any_of_sixteen(bytes, is_special)) {
        at += 16;
    }
    if text.len() - at < 16 && text.last_chunk().is_some_and(|last| !any_of_sixteen(last, is_special)) {
        return None;
    }
    text[at..].iter().position(|byte| is_special(*byte)).map(|n| at + n)
}

/// Returns true if the byte is a quote, a backslash or a control character (none of the three upper bits is set). The
/// minimum of the three terms takes one comparison.
fn is_special(byte: u8) -> bool {
    (byte ^ b'"').min(byte ^ b'\\').min(byte & 0xE0) == 0
}

/// Appends one escaped byte. Each layer writes a backslash before each backslash and each quote of the layer inside.
fn push_special(out: &mut String, byte: u8, layers: usize) {
    let short = match byte {
        b'"' => "\"",
        b'\\' => "\\",
        b'\n' => "n",
        b'\r' => "r",
        b'\t' => "t",
        0x08 => "b",
        0x0c => "f",
        _ => "",
    };
    let is_letter = !matches!(byte, b'"' | b'\\');
    let backslashes = if is_letter { 1 << (layers - 1) } else { (1 << layers) - 1 };
    out.push_str(&"\\\\\\"[..backslashes]);
    out.push_str(short);
    if short.is_empty() {
        write!(out, "u{byte:04x}").expect("writing to a String succeeds");
    }
}

/// Removes one layer of what [`escape`] wrote. It is no JSON parser: other texts come back in some form.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let Some((plain, mut rest)) = text.split_once('\\') else { return text.into() };
    let mut out = String::with_capacity(text.len());
    out.push_str(plain);
    loop {
        let mut chars = rest.chars();
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('u') => {
                let control = chars.as_str().get(..4).and_then(|digits| u8::from_str_radix(digits, 16).ok());
                out.push(control.map_or(char::REPLACEMENT_CHARACTER, char::from));
                chars = chars.as_str().get(4..).unwrap_or_default().chars();
            }
            Some(c) => out.push(c),
            None => {}
        }
        match chars.as_str().split_once('\\') {
            Some((plain, escaped)) => {
                out.push_str(plain);
                rest = escaped;
            }
            None => {
                out.push_str(chars.as_str());
                return out.into();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_escaped(text: &str) {
        let mut ours = String::from("\"");
        escape(&mut ours, text, 1);
        ours.push('"');
        let theirs = serde_json::to_string(text).expect("a string is JSON");
        assert_eq!(ours, theirs);
        let mut twice = String::from("\"\\\"");
        escape(&mut twice, text, 2);
        twice.push_str("\\\"\"");
        assert_eq!(twice, serde_json::to_string(&theirs).expect("a string is JSON"));
        let mut plain = String::new();
        escape(&mut plain, text, 0);
        assert_eq!(plain, text);
        assert_eq!(unescape(&ours[1..ours.len() - 1]), text);
        assert_eq!(unescape(&twice[1..twice.len() - 1]), ours);
    }

    #[test]
    fn every_character_is_escaped_as_serde_json_escapes_it() {
        for c in '\0'..=char::MAX {
            assert_escaped(&format!("a{c}b{c}"));
        }
    }

    #[test]
    fn anything_can_be_unescaped() {
        for text in ["\\", "a\\u", "a\\u00", "\\u客客", "\\uzzzz", "\\x", "\\u00e9"] {
            let _ = unescape(text);
        }
    }

    #[test]
    fn every_byte_is_escaped_at_every_position() {
        // Around the ends of one, two and three chunks of sixteen bytes.
        const LENGTHS: [usize; 14] = [0, 1, 2, 7, 13, 14, 15, 16, 17, 18, 30, 31, 32, 33];
        for c in ('\0'..='\u{80}').chain(['é', '客']) {
            for (before, after) in LENGTHS.iter().flat_map(|before| LENGTHS.map(|after| (*before, after))) {
                assert_escaped(&format!("{}{c}{}", "a".repeat(before), "b".repeat(after)));
                assert_escaped(&format!("{c}{}{c}{}{c}", "a".repeat(before), "b".repeat(after)));
            }
        }
    }
}
