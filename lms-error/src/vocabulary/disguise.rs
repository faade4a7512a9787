//! Texts that say one thing to a reader and another to whoever compares bytes.

/// The text as it is read: without characters that cannot be seen, and with letters that only look
/// otherwise as those of ASCII. `None` where that is the text itself.
pub(super) fn undisguised(text: &str) -> Option<String> {
    // Most texts are passed over, a part of so many bytes at a time.
    const PART: usize = 32;
    let is_plain = |c: char| !is_invisible(c) && narrow(c) == c;
    for (n, part) in text.as_bytes().chunks(PART).enumerate() {
        if !part.iter().fold(false, |may, byte| may | may_lead(*byte)) {
            continue;
        }
        let mut leads = (n * PART..).zip(part).filter(|(_, byte)| may_lead(**byte));
        if !leads.all(|(at, _)| text[at..].chars().next().is_none_or(is_plain)) {
            return Some(read(text));
        }
    }
    None
}

fn read(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(narrow).collect()
}

/// Whether a character that is invisible or narrowed may begin with the byte. No letter of the languages of Europe
/// does.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "only what does not branch is compared sixteen bytes at a time"
)]
fn may_lead(byte: u8) -> bool {
    (byte >= 0xE1) | (byte == 0xC2) | (byte == 0xCD) | (byte == 0xD8)
}

/// The soft hyphen, what joins and what separates with no width, fillers, the marks of direction, and tags.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// The letter of ASCII that one of full width, of mathematics or in a circle shows.
fn narrow(c: char) -> char {
    let letter = |n: u32| {
        let first = if n % 52 < 26 { u32::from(b'A') } else { u32::from(b'a') };
        char::from_u32(first + n % 26).unwrap_or(c)
    };
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
        '\u{24B6}'..='\u{24E9}' => letter(u32::from(c) - 0x24B6),
        // Thirteen alphabets one after the other, large letters and small.
        '\u{1D400}'..='\u{1D6A3}' => letter(u32::from(c) - 0x1D400),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_disguise_is_seen() {
        for c in '\0'..=char::MAX {
            let read = if is_invisible(c) { String::new() } else { narrow(c).to_string() };
            let expected = (read != c.to_string()).then(|| format!("a{read}ü"));
            assert_eq!(undisguised(&format!("a{c}ü")), expected, "{c:?}");
        }
    }
}
