//! Texts that say one thing to a reader and another to whoever compares bytes.

/// The text as it is read: without characters that cannot be seen, and with the letters of full width as those of
/// ASCII. `None` where that is the text itself.
pub(super) fn undisguised(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii() || !is_invisible(c) && narrow(c) == c;
    if text.is_ascii() || text.chars().all(is_plain) {
        return None;
    }
    Some(text.chars().filter(|c| !is_invisible(*c)).map(narrow).collect())
}

/// The soft hyphen, what joins and what separates with no width, and the marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFF01 + 0x21).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
