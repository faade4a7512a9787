//! Strings as JSON writes them.

use std::fmt::Write;

use crate::sixteen::any_of_sixteen;

/// Writes the text as it stands in a string of JSON, which may stand in a string of JSON itself: once for each layer,
/// of which there are two at most.
pub(crate) fn escape(out: &mut String, text: &str, layers: usize) {
    match first_special(text.as_bytes()) {
        Some(at) if layers > 0 => escape_from(at, out, text, layers),
        _ => out.push_str(text),
    }
}

#[cold]
fn escape_from(first: usize, out: &mut String, text: &str, layers: usize) {
    let (mut rest, mut special) = (text, Some(first));
    // Every byte that needs an escape is a character of ASCII.
    while let Some(at) = special {
        out.push_str(&rest[..at]);
        push_special(out, rest.as_bytes()[at], layers);
        rest = &rest[at + 1..];
        special = first_special(rest.as_bytes());
    }
    out.push_str(rest);
}

/// Where the first byte stands that needs an escape; most texts have none.
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

/// Whether the byte is a quote, a backslash, or a control character, which has none of the three upper bits. Of three
/// numbers, whether the least is nothing takes one comparison.
fn is_special(byte: u8) -> bool {
    (byte ^ b'"').min(byte ^ b'\\').min(byte & 0xE0) == 0
}

/// Each layer writes a backslash before each backslash and each quote of the one within.
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
        write!(out, "u{byte:04x}").expect("a String takes everything");
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
    }

    #[test]
    fn every_character_is_escaped_as_serde_json_escapes_it() {
        for c in '\0'..=char::MAX {
            assert_escaped(&format!("a{c}b{c}"));
        }
    }

    #[test]
    fn every_byte_is_escaped_wherever_it_stands() {
        for c in ('\0'..='\u{80}').chain(['é', '客']) {
            for (before, behind) in (0..40).flat_map(|before| (0..40).map(move |behind| (before, behind))) {
                assert_escaped(&format!("{}{c}{}", "a".repeat(before), "b".repeat(behind)));
                assert_escaped(&format!("{c}{}{c}{}{c}", "a".repeat(before), "b".repeat(behind)));
            }
        }
    }
}
