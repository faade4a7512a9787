//! Strings as JSON writes them.

use std::fmt::{self, Write};

/// Writes into `0` what belongs between the quotes of a JSON string.
pub(crate) struct Escaped<'a>(pub(crate) &'a mut dyn Write);

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
            Escaped(&mut ours).write_str(&text).expect("a String takes everything");
            ours.push('"');
            assert_eq!(ours, serde_json::to_string(&text).expect("a string is JSON"));
        }
    }
}
