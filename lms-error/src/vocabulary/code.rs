//! The grammars of globalisation codes and of the upstream's own prefix.

use super::segment::char_at;
use crate::{placeholder::is_placeholder, simd::any_of_sixteen};

/// The bytes that are read of a run, at most.
pub(super) const LONGEST_RUN: usize = 64;

/// Returns the end of the code that begins at this offset with this prefix, without its trailing dots. A code is words
/// joined by dots and hyphens, mixed with the plurals, operators, indices and values that the LMS adds.
/// A prefix with a dot is never a word of a sentence: it may begin within a word, and the code may be the prefix alone.
pub(super) fn code_end(text: &str, start: usize, prefix: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let dot = start + prefix.len();
    if bytes.get(dot) != Some(&b'.') || !bytes[start..dot].eq_ignore_ascii_case(prefix.as_bytes()) {
        return None;
    }
    let is_dotted = prefix.contains('.');
    if !is_dotted && bytes[..start].last().is_some_and(|byte| is_word(*byte)) {
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
            [b'[', ref index @ ..] => {
                let ends = |byte: &u8| matches!(byte, b'[' | b']' | b'\n') || !byte.is_ascii();
                let len = index.iter().take(LONGEST_RUN).position(ends).filter(|len| index[*len] == b']');
                if let Some(len) = len { end + len + 2 } else { break }
            }
            _ => break,
        }
    }
    let end = dot + text[dot..end].trim_end_matches(['.', '-', '<', '>', '=']).len();
    // No code of the LMS has letters beyond ASCII, but a text that continues with one is a code in disguise.
    let goes_on = || char_at(text, dot + 1).is_some_and(char::is_alphabetic);
    (end > dot || is_dotted || goes_on()).then_some(end)
}

/// Returns true if the whole token is a code without a prefix, of so many words: `cannot.delete.payment.type`.
/// Its length or its verbs distinguish a code from a host and a file: `not.final.pdf` has one, and a short end.
pub(super) fn is_bare_code(token: &str, least: usize) -> bool {
    let Some(words) = dotted_words(token) else { return false };
    let verb =
        |word: &[u8]| usize::from(matches!(word, b"be" | b"cannot" | b"has" | b"is" | b"must" | b"not"));
    let (count, verbs, end) = words.fold((0, 0, 0), |(n, v, _), word| (n + 1, v + verb(word), word.len()));
    count >= 6 || count >= least && (verbs >= 2 || end >= 4 && (count == 5 || verbs == 1))
}

/// Returns the end of the reason in `Failed data validation due to: cannot.be.blank.`: a token of two or more dotted
/// words before the full stop of the sentence.
pub(super) fn reason_end(text: &str, start: usize) -> Option<usize> {
    let reason = text[start..skip(text.as_bytes(), start, is_dotted)].strip_suffix('.')?;
    let mut words = dotted_words(reason)?;
    // `e.g. a missing name` is not a code.
    (words.clone().nth(1).is_some() && words.any(|word| word.len() >= 3)).then_some(start + reason.len())
}

/// Returns the words that dots join, if the text is one token that begins with a letter.
fn dotted_words(token: &str) -> Option<impl Iterator<Item = &[u8]> + Clone> {
    // Most texts have an early space, which is found fast.
    let has_space = |start| any_of_sixteen(start, |byte| byte == b' ');
    let token = token.as_bytes();
    let begins = token.iter().find(|byte| **byte != b'.').is_some_and(u8::is_ascii_alphabetic);
    let is_token = !token.first_chunk().is_some_and(has_space) && skip(token, 0, is_dotted) == token.len();
    (begins && is_token).then(|| token.split(|byte| *byte == b'.').filter(|word| !word.is_empty()))
}

/// Returns the span of the upstream's own prefix around this `status=`: `lms: status=404 code="…": `. It begins the text
/// or a line, or follows a colon and a space.
pub(super) fn prefix_at(text: &str, status: usize, end: usize) -> Option<(usize, usize)> {
    let before = text[..status].trim_end_matches(' ').strip_suffix(':')?;
    let before = before.strip_suffix(' ').unwrap_or(before);
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name: usize = before.chars().rev().take(LONGEST_RUN).take_while(is_name).map(char::len_utf8).sum();
    let start = before.len() - name;
    let lead = before[..start].trim_end_matches(' ');
    let is_at_place = lead.is_empty() || lead.ends_with('\n') || lead.ends_with(':') && lead.len() < start;
    // The upstream writes this prefix for 4xx and 5xx only.
    let (number, mut rest) = text[end..].split_at_checked(3)?;
    let is_refusal = number.starts_with(['4', '5']) && number.bytes().all(|byte| byte.is_ascii_digit());
    if name == 0 || !is_at_place || !is_refusal || rest.bytes().next().is_some_and(is_word) {
        return None;
    }
    while let Some(next) = after_attribute(rest) {
        rest = next;
    }
    let rest = rest.trim_start_matches(' ');
    let rest = rest.strip_prefix(':').or(Some(rest).filter(|rest| rest.is_empty()))?;
    Some((start, text.len() - rest.trim_start_matches(' ').len()))
}

/// Returns the text after ` key="value"` or ` key=value`.
fn after_attribute(text: &str) -> Option<&str> {
    let key = text.strip_prefix(' ')?.trim_start_matches(|c| u8::try_from(c).is_ok_and(is_word));
    let value = key.strip_prefix('=').filter(|_| key.len() + 1 < text.len())?;
    let len = match value.strip_prefix('"') {
        None => skip(value.as_bytes(), 0, |byte| !byte.is_ascii_whitespace() && byte != b':'),
        Some(quoted) => {
            let mut is_escaped = false;
            let ends = |byte: u8| {
                let ends = byte == b'"' && !is_escaped;
                is_escaped = byte == b'\\' && !is_escaped;
                ends
            };
            quoted.bytes().position(ends)? + 2
        }
    };
    let (value, rest) = value.split_at(len);
    (!value.contains(is_placeholder)).then_some(rest)
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
