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

/// Returns true if the whole token is a code without a prefix, of so many words: `cannot.delete.payment.type`.
///
/// Its length or its verbs distinguish a code from a host and a file: `not.final.pdf` has one, and a short end.
pub(super) fn is_bare_code(token: &str, least: usize) -> bool {
    const VERBS: [&[u8]; 6] = [b"be", b"cannot", b"has", b"is", b"must", b"not"];
    let is_token = skip(token.as_bytes(), 0, is_dotted) == token.len();
    let Some(words) = dotted_words(token).filter(|_| is_token) else { return false };
    let (count, end) = words.clone().fold((0, 0), |(count, _), word| (count + 1, word.len()));
    let verbs = words.filter(|word| VERBS.contains(word)).count();
    count >= 6 || count >= least && (verbs >= 2 || end >= 4 && (count == 5 || verbs == 1))
}

/// Returns the end of the reason in `Failed data validation due to: cannot.be.blank.`: a token of two or more dotted
/// words before the full stop of the sentence.
pub(super) fn reason_end(text: &str, start: usize) -> Option<usize> {
    let reason = text[start..skip(text.as_bytes(), start, is_dotted)].strip_suffix('.')?;
    let mut words = dotted_words(reason)?;
    // `e.g. a missing name` is not a code.
    (words.clone().count() >= 2 && words.any(|word| word.len() >= 3)).then_some(start + reason.len())
}

/// Returns the words that dots join, if the token begins with a letter.
fn dotted_words(token: &str) -> Option<impl Iterator<Item = &[u8]> + Clone> {
    let token = token.as_bytes();
    let begins = token.iter().find(|byte| **byte != b'.').is_some_and(u8::is_ascii_alphabetic);
    begins.then(|| token.split(|byte| *byte == b'.').filter(|word| !word.is_empty()))
}

pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Returns true for a byte of words joined by dots: of a code, a host or a file.
pub(super) const fn is_dotted(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-')
}

pub(super) fn skip(text: &[u8], at: usize, is_part: impl Fn(u8) -> bool) -> usize {
    text[at..].iter().position(|byte| !is_part(*byte)).map_or(text.len(), |n| at + n)
}
