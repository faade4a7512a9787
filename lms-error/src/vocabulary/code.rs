//! The grammar of globalisation codes.

use super::segment::{char_at, char_before};

/// Returns the end of the code that begins at this offset with this prefix, without its trailing dots. A code is words
/// joined by dots and hyphens, mixed with the plurals, operators, indices and values that the LMS adds.
///
/// A prefix that contains a dot is never a word of a sentence: it may begin in the middle of a word, and the code may
/// be the prefix alone.
pub(super) fn code_end(text: &str, start: usize, prefix: &str) -> Option<usize> {
    const LONGEST_INDEX: usize = 64;
    let bytes = text.as_bytes();
    let dot = start + prefix.len();
    if bytes.get(dot) != Some(&b'.') || !bytes[start..dot].eq_ignore_ascii_case(prefix.as_bytes()) {
        return None;
    }
    let is_dotted = prefix.contains('.');
    if !is_dotted && char_before(text, start).is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let mut end = dot;
    loop {
        end = match bytes[end..] {
            [b'.' | b'_' | b'-' | b'<' | b'>' | b'=', ..] => end + 1,
            [byte, ..] if byte.is_ascii_alphanumeric() => end + 1,
            // `can't`, `age.days,invalid`
            [b'\'' | b',', letter, ..] if letter.is_ascii_alphabetic() => end + 1,
            [b'(', b's', b')', ..] => end + 3,
            // A short index: `[0]`.
            [b'[', ..] => {
                let ends = |byte: &u8| matches!(byte, b']' | b'\n') || !byte.is_ascii();
                match bytes[end..].iter().take(LONGEST_INDEX).position(ends) {
                    Some(close) if bytes[end + close] == b']' => end + close + 1,
                    _ => break,
                }
            }
            _ => break,
        }
    }
    let end = dot + text[dot..end].trim_end_matches(['.', '-', '<', '>', '=']).len();
    // No code of the LMS has letters beyond ASCII, but a text that continues with one is a code in disguise.
    let goes_on = || char_at(text, dot + 1).is_some_and(char::is_alphanumeric);
    (end > dot || is_dotted || goes_on()).then_some(end)
}

/// Returns true if the whole text is a code without a prefix: `cannot.delete.payment.type`.
///
/// Its length or its verbs distinguish a code from a host and a file: `not.final.pdf` has one, and a short end.
pub(super) fn is_bare_code(text: &str) -> bool {
    const VERBS: [&str; 6] = ["be", "cannot", "has", "is", "must", "not"];
    // Most texts contain a space.
    let token = Some(text.trim()).filter(|text| !text.bytes().any(|byte| byte == b' '));
    let Some((words, last)) = token.and_then(dotted_words) else { return false };
    let verbs = text.split('.').filter(|part| VERBS.contains(part)).count();
    words >= 6 || words == 5 && last >= 4 || words >= 3 && (verbs >= 2 || verbs == 1 && last >= 4)
}

/// Returns the end of the reason in `Failed data validation due to: cannot.be.blank.`: a token of two or more dotted
/// words before the full stop of the sentence.
pub(super) fn reason_end(text: &str, start: usize) -> Option<usize> {
    let is_part = |byte: u8| is_word(byte) || matches!(byte, b'.' | b'-');
    let token = &text[start..skip(text.as_bytes(), start, is_part)];
    let reason = token.strip_suffix('.')?;
    // `e.g. a missing name` is not a code.
    let has_word = reason.split('.').any(|part| part.len() >= 3);
    (dotted_words(reason)?.0 >= 2 && has_word).then_some(start + reason.len())
}

/// Returns the number of words and the length of the last one, if the text is words joined by dots.
fn dotted_words(text: &str) -> Option<(usize, usize)> {
    let (mut words, mut last) = (0, 0);
    for part in text.split('.').filter(|part| !part.is_empty()) {
        if !part.bytes().all(|byte| is_word(byte) || byte == b'-') {
            return None;
        }
        (words, last) = (words + 1, part.len());
    }
    let first = text.bytes().find(|byte| *byte != b'.')?;
    (first.is_ascii_alphabetic() && text.contains('.')).then_some((words, last))
}

pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn skip(text: &[u8], at: usize, is_part: impl Fn(u8) -> bool) -> usize {
    text[at..].iter().position(|byte| !is_part(*byte)).map_or(text.len(), |n| at + n)
}
