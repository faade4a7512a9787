//! The grammar of globalisation codes.

use super::segment::{char_at, char_before};
use crate::render::is_placeholder;

/// Returns the end of the code with this prefix that begins at this offset, without the dots that it ends in.
///
/// A prefix with a dot in it is no word of a sentence: with it, whatever follows the next dot is a code, and it may
/// begin in the middle of a word.
pub(super) fn code_end(text: &str, start: usize, prefix: &str) -> Option<usize> {
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
    while let Some(part) =
        part_end(text, skip(bytes, end, |byte| byte == b'.')).filter(|_| bytes.get(end) == Some(&b'.'))
    {
        end = part;
    }
    // A letter beyond ASCII goes on no code of the LMS, but what it goes on was meant as one.
    let goes_on = || char_at(text, dot + 1).is_some_and(char::is_alphanumeric);
    (end > dot || is_dotted || goes_on()).then_some(end)
}

/// Returns the end of one dotted part: words with hyphens, and the plurals, operators, indices and values that the
/// LMS mixes in.
fn part_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if let Some(end) = index_end(text, at) {
        return Some(end);
    }
    let mut end = word_end(bytes, skip(bytes, at, |byte| matches!(byte, b'<' | b'>' | b'=')))?;
    while let Some(next) = literal_end(bytes, end, "-").and_then(|hyphen| word_end(bytes, hyphen)) {
        end = next;
    }
    if let Some(quote) = literal_end(bytes, end, "'") {
        let letters = skip(bytes, quote, |byte| byte.is_ascii_lowercase());
        end = if letters > quote { letters } else { end };
    }
    end = literal_end(bytes, end, "(s)").unwrap_or(end);
    if let Some(operator) = literal_end(bytes, end, "<").or_else(|| literal_end(bytes, end, ">")) {
        let operand = literal_end(bytes, operator, "=").unwrap_or(operator);
        end = word_end(bytes, operand).unwrap_or(end);
    }
    while let Some(next) = index_end(text, end) {
        end = next;
    }
    if let Some(comma) = literal_end(bytes, end, ",") {
        let letters = skip(bytes, comma, |byte| byte.is_ascii_alphabetic());
        end = if letters > comma { letters } else { end };
    }
    Some(end)
}

fn index_end(text: &str, at: usize) -> Option<usize> {
    // A bracket that is not closed soon is none of the code's.
    const LONGEST: usize = 64;
    let open = literal_end(text.as_bytes(), at, "[")?;
    let inside = &text.as_bytes()[..text.len().min(open + LONGEST)];
    let close = skip(inside, open, |byte| !matches!(byte, b']' | b'\n'));
    let end = literal_end(text.as_bytes(), close, "]")?;
    (!text[open..close].contains(is_placeholder)).then_some(end)
}

/// Returns whether the text is a code without a prefix and nothing else: `cannot.delete.payment.type`.
///
/// A code is told from a host and a file by its length, or by a verb or a negation in it.
pub(super) fn is_bare_code(text: &str) -> bool {
    const VERBS: [&str; 6] = ["be", "cannot", "has", "is", "must", "not"];
    let text = text.trim();
    // Most texts are told by the space after one of their words.
    if text.contains(' ') {
        return false;
    }
    let Some((words, last)) = dotted_words(text) else { return false };
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

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn skip(text: &[u8], at: usize, is_part: impl Fn(u8) -> bool) -> usize {
    text[at..].iter().position(|byte| !is_part(*byte)).map_or(text.len(), |n| at + n)
}

pub(super) fn word_end(text: &[u8], at: usize) -> Option<usize> {
    let end = skip(text, at, is_word);
    (end > at).then_some(end)
}

pub(super) fn literal_end(text: &[u8], at: usize, literal: &str) -> Option<usize> {
    text[at..].starts_with(literal.as_bytes()).then_some(at + literal.len())
}
