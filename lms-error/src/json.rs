//! Strings as JSON writes them.

use std::fmt::{self, Write};

/// Writes the text as it stands in a string of JSON, which may stand in a string of JSON itself: once for each layer.
pub(crate) fn escape(out: &mut String, text: &str, layers: usize) {
    let result = match layers {
        0 => out.write_str(text),
        _ if is_plain(text.as_bytes()) => out.write_str(text),
        1 => Escaped(out).write_str(text),
        _ => Escaped(&mut Escaped(out)).write_str(text),
    };
    result.expect("a String takes everything");
}

/// Whether there is nothing to escape, as in most texts. To see so takes sixteen bytes at a time.
fn is_plain(text: &[u8]) -> bool {
    let are_plain = |bytes: &[u8; 16]| bytes.iter().fold(true, |plain, byte| plain & is_plain_byte(*byte));
    let Some(last) = text.last_chunk() else {
        return text.iter().all(|byte| is_plain_byte(*byte));
    };
    let mut rest = text;
    while let Some((bytes, behind)) = rest.split_first_chunk() {
        if !are_plain(bytes) {
            return false;
        }
        rest = behind;
    }
    are_plain(last)
}

#[expect(clippy::needless_bitwise_bool, reason = "a branch would take one byte at a time")]
fn is_plain_byte(byte: u8) -> bool {
    (byte >= 0x20) & (byte != b'"') & (byte != b'\\')
}

/// Writes into `0` what belongs between the quotes of a JSON string.
struct Escaped<'a>(&'a mut dyn Write);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut clean = 0;
        // Every byte that needs an escape is ASCII, so each slice ends at a character.
        for (n, byte) in text.bytes().enumerate() {
            let short = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0x08 => "\\b",
                0x0c => "\\f",
                0x00..0x20 => "",
                _ => continue,
            };
            self.0.write_str(&text[clean..n])?;
            clean = n + 1;
            if short.is_empty() {
                write!(self.0, "\\u{byte:04x}")?;
            } else {
                self.0.write_str(short)?;
            }
        }
        self.0.write_str(&text[clean..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_escaped_as_serde_json_escapes_it() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b{c}");
            let mut ours = String::from("\"");
            escape(&mut ours, &text, 1);
            ours.push('"');
            let theirs = serde_json::to_string(&text).expect("a string is JSON");
            assert_eq!(ours, theirs);
            let mut twice = String::from("\"\\\"");
            escape(&mut twice, &text, 2);
            twice.push_str("\\\"\"");
            assert_eq!(twice, serde_json::to_string(&theirs).expect("a string is JSON"));
        }
    }
}
