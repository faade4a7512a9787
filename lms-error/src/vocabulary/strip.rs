//! Stripping codes, and the upstream's own prefix, from the places where the upstream puts them.
//!
//! A code anywhere else is not understood, and withholds the text.

use super::code::{is_word, literal_end, skip, word_end};
use crate::render::is_placeholder;

/// A code or a prefix of the upstream that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Code,
    /// The reason that follows `data validation due to:`.
    Reason,
    /// `lms: status=404 code="…": `.
    Prefix,
}

/// Writes the text without what was found, or returns the first thing that is not at its place. `found` is in order.
pub(super) fn strip(text: &str, found: impl Iterator<Item = Found>, out: &mut String) -> Result<(), Found> {
    let mut from = 0;
    for found in found.into_iter() {
        // Within a prefix that is gone.
        if found.start < from {
            continue;
        }
        out.push_str(&text[from..found.start]);
        from = match found.what {
            What::Prefix => Some(found.end),
            What::Code => close(out, text, found.end),
            What::Reason => close_reason(out, text, found.end),
        }
        .ok_or(found)?;
    }
    out.push_str(&text[from..]);
    Ok(())
}

/// Removes what wraps and separates a code that ends at this offset, and stood at the end of `out`. Returns where the
/// text goes on; `None` if the code is not at a place of codes.
fn close(out: &mut String, text: &str, mut end: usize) -> Option<usize> {
    let mut wrapper = None;
    loop {
        let after = text[end..].trim_start_matches('.');
        let pair = out.chars().next_back().zip(after.chars().next()).filter(|(a, b)| is_pair(*a, *b));
        let Some((open, close)) = pair else { break };
        out.truncate(out.len() - open.len_utf8());
        end = text.len() - after.len() + close.len_utf8();
        wrapper = Some(open);
    }
    let before = out.trim_end_matches([' ', '\t', '\r']);
    if before.is_empty() || before.ends_with('\n') {
        return close_front(out, text, end, wrapper.is_some());
    }
    if before.ends_with("due to:") {
        return close_reason(out, text, end);
    }
    let after = text[end..].trim_start_matches('.').trim_start_matches([' ', '\t', '\r']);
    if after.is_empty() || after.starts_with('\n') {
        return close_back(out, wrapper.is_some()).then_some(end);
    }
    // In brackets within a sentence.
    let goes_on = text[end..].starts_with([' ', '.', ',', ';', ':', '!', '?']);
    let is_in_brackets = matches!(wrapper, Some('(' | '[' | '{')) && before.len() < out.len() && goes_on;
    out.truncate(before.len());
    is_in_brackets.then_some(end)
}

/// A code in front of the text, with its separator or on a line of its own.
fn close_front(out: &mut String, text: &str, end: usize, is_wrapped: bool) -> Option<usize> {
    let spaced = text[end..].trim_start_matches('.');
    let after = spaced.trim_start_matches([' ', '\t', '\r']);
    let rest = if after.is_empty() {
        out.truncate(out.trim_end().len());
        Some(after)
    } else if let Some(next_line) = after.strip_prefix('\n') {
        out.truncate(out.trim_end_matches([' ', '\t', '\r']).len());
        Some(next_line)
    } else if let Some(rest) = after.strip_prefix(':') {
        Some(rest)
    } else {
        let dash = ["-", "–", "—", "|"].iter().find_map(|dash| after.strip_prefix(dash)?.strip_prefix(' '));
        dash.or(Some(after).filter(|after| is_wrapped && after.len() < spaced.len()))
    };
    rest.map(|rest| text.len() - rest.trim_start_matches(' ').len())
}

/// A code after the text, with its separator. Returns whether what is left reads on its own.
fn close_back(out: &mut String, is_wrapped: bool) -> bool {
    let before = out.trim_end();
    let separators = [":", ",", ";", " -", " –", " —", " |"];
    let clause = match separators.iter().find_map(|separator| before.strip_suffix(separator)) {
        Some(clause) => clause.trim_end(),
        None if is_wrapped && before.len() < out.len() => before,
        None => return false,
    };
    let is_sentence = is_sentence(clause);
    out.truncate(clause.len());
    is_sentence
}

/// `due to: <code>.`, which goes as a whole and leaves the full stop.
fn close_reason(out: &mut String, text: &str, end: usize) -> Option<usize> {
    let before = out.trim_end().strip_suffix("due to:")?.trim_end();
    let after = text[end..].trim_start_matches('.').chars().next();
    let ends = after
        .is_none_or(|c| c.is_whitespace() || matches!(c, ']' | ')' | '}' | ';' | ',' | '"' | '\'' | '\\'));
    let is_empty = before.is_empty();
    out.truncate(before.len());
    (ends && !is_empty).then_some(end)
}

/// Returns whether the last clause has two words or more, and does not announce a code: `- clientId` and `error code`
/// are left over where a code was stripped.
fn is_sentence(text: &str) -> bool {
    const LABELS: [&str; 8] = ["cause", "code", "codes", "error", "errors", "key", "message", "reason"];
    const LONGEST: usize = 256;
    let from = (text.len().saturating_sub(LONGEST)..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let is_stop =
        |c: char| matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '(' | '[' | '{' | '\n' | '"' | '\'');
    let clause = text[from..].rsplit(is_stop).next().unwrap_or_default();
    let mut words = clause
        .split_whitespace()
        .filter(|word| word.contains(|c: char| c.is_alphanumeric() || is_placeholder(c)));
    let last = words.next_back();
    words.next().is_some() && last.is_some_and(|last| !LABELS.contains(&&*last.to_lowercase()))
}

fn is_pair(open: char, close: char) -> bool {
    match open {
        '(' => close == ')',
        '[' => close == ']',
        '{' => close == '}',
        '"' | '\'' | '`' => close == open,
        '“' | '„' => matches!(close, '”' | '“'),
        '‘' => close == '’',
        '«' => close == '»',
        _ => false,
    }
}

/// The longest name of a service.
const LONGEST_NAME: usize = 64;

/// Returns the upstream's own prefix, which has this `status=` in it: `lms: status=404 code="…": `.
///
/// It is a prefix of the text, of a line, or of what follows a colon and a space.
pub(super) fn prefix_at(text: &str, status: usize) -> Option<(usize, usize)> {
    let before = text[..status].trim_end_matches(' ').strip_suffix(':')?;
    let before = before.strip_suffix(' ').unwrap_or(before);
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name: usize = before.chars().rev().take(LONGEST_NAME).take_while(is_name).map(char::len_utf8).sum();
    let start = before.len() - name;
    let lead = before[..start].trim_end_matches(' ');
    let is_at_place = lead.is_empty() || lead.ends_with('\n') || lead.ends_with(':') && lead.len() < start;
    if name == 0 || !is_at_place {
        return None;
    }
    let bytes = text.as_bytes();
    let number = status + "status=".len();
    let mut end = skip(bytes, number, |byte| byte.is_ascii_digit());
    // Only a refusal is reported so: `status=200` is some other status.
    if end != number + 3
        || !matches!(bytes[number], b'4' | b'5')
        || bytes.get(end).is_some_and(|byte| is_word(*byte))
    {
        return None;
    }
    while let Some(next) = attribute_end(text, end) {
        end = next;
    }
    let end = skip(bytes, end, |byte| byte == b' ');
    match literal_end(bytes, end, ":") {
        Some(colon) => Some((start, skip(bytes, colon, |byte| byte == b' '))),
        None if end == text.len() => Some((start, end)),
        None => None,
    }
}

/// Returns the end of ` key="value"` or ` key=value`.
fn attribute_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let key = word_end(bytes, literal_end(bytes, at, " ")?)?;
    let value = literal_end(bytes, key, "=")?;
    let end = match literal_end(bytes, value, "\"") {
        None => skip(bytes, value, |byte| !byte.is_ascii_whitespace() && byte != b':'),
        Some(mut end) => loop {
            end = skip(bytes, end, |byte| !matches!(byte, b'"' | b'\\'));
            match bytes.get(end..)? {
                [b'\\', _, ..] => end += 2,
                [b'"', ..] => break end + 1,
                _ => return None,
            }
        },
    };
    let holds_value = text.get(value..end)?.contains(is_placeholder);
    (!holds_value).then_some(end)
}
