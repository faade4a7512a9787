//! The grammar of globalisation codes.

use super::segment::{char_at, char_before};

/// Returns the end of the code with this prefix that begins at this offset, without the dots that it ends in: words
/// joined by dots and hyphens, with the plurals, operators, indices and values that the LMS mixes in.
///
/// A prefix with a dot in it is no word of a sentence: with it, whatever follows the next dot is a code, and it may
/// begin in the middle of a word.
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
            // An index, which is closed soon, and in which nothing else begins.
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
    // A letter beyond ASCII goes on no code of the LMS, but what it goes on was meant as one.
    let goes_on = || char_at(text, dot + 1).is_some_and(char::is_alphanumeric);
    (end > dot || is_dotted || goes_on()).then_some(end)
}

/// Returns whether the text is a code without a prefix and nothing else: `cannot.delete.payment.type`.
///
/// A code is told from a host and a file by its length, or by a verb or a negation in it.
pub(super) fn is_bare_code(text: &str) -> bool {
    const VERBS: [&str; 6] = ["be", "cannot", "has", "is", "must", "not"];
    // Most texts are told by the space after one of their words.
    let Some((words, last)) = Some(text.trim()).filter(|text| !text.contains(' ')).and_then(dotted_words)
    else {
        return false;
    };
    words >= 6 || words == 5 && last >= 4 || words >= 3 && text.split('.').any(|part| VERBS.contains(&part))
}

/// Returns the end of the reason in `Failed data validation due to: cannot.be.blank.`: a token of two dotted words or
/// more, and the full stop of the sentence.
pub(super) fn reason_end(text: &str, start: usize) -> Option<usize> {
    let is_part = |byte: u8| is_word(byte) || matches!(byte, b'.' | b'-');
    let token = &text[start..skip(text.as_bytes(), start, is_part)];
    let reason = token.strip_suffix('.')?;
    // `e.g. a missing name` is no code.
    let has_word = reason.split('.').any(|part| part.len() >= 3);
    (dotted_words(reason)?.0 >= 2 && has_word).then_some(start + reason.len())
}

/// Returns the number of the words and the length of the last one, if the text is words joined by dots.
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
