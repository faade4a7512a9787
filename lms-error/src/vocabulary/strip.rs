//! Stripping: removes codes and the upstream's own prefix from the places where the upstream puts them.
//!
//! A code in any other place withholds the text.

use super::{
    code::{is_word, skip},
    scan::{Matches, Rule},
    segment::is_at,
};
use crate::render::is_placeholder;

/// Writes the text without the matches; `None` if a code is not in a place of codes.
pub(super) fn strip(text: &str, matches: &Matches, out: &mut String) -> Option<()> {
    let mut from = 0;
    for found in &matches.found {
        // Within a stripped prefix.
        if found.start < from || !matches!(found.rule, Rule::Prefix | Rule::Code) {
            continue;
        }
        out.push_str(&text[from..found.start]);
        from = if found.rule == Rule::Prefix { found.end } else { close(out, text, found.end)? };
    }
    out.push_str(&text[from..]);
    Some(())
}

/// Removes the brackets and the separator of a code between the end of `out` and this offset. Returns the offset of the
/// rest of the text; `None` if the code is not in a place of codes.
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
        Some(after).filter(|_| !out.ends_with(':'))?
    } else if let Some(next_line) = after.strip_prefix('\n') {
        out.truncate(out.trim_end_matches([' ', '\t', '\r']).len());
        next_line
    } else {
        let separators = [":", "- ", "– ", "— ", "| "];
        let rest = separators.iter().find_map(|separator| after.strip_prefix(separator));
        rest.or(Some(after).filter(|after| is_wrapped && after.len() < spaced.len()))?
    };
    Some(text.len() - rest.trim_start_matches(' ').len())
}

/// A code after the text, with its separator. Returns true if the rest is a sentence.
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

/// `due to: <code>.`, of which only the full stop is left.
fn close_reason(out: &mut String, text: &str, end: usize) -> Option<usize> {
    let before = out.trim_end().strip_suffix("due to:")?.trim_end();
    let after = text[end..].trim_start_matches('.').chars().next();
    let ends = after.is_none_or(|c| !c.is_alphanumeric() && !is_placeholder(c));
    out.truncate(before.len());
    (ends && !out.is_empty()).then_some(end)
}

/// Returns true if the last clause has at least two words and is not the label of a code. Otherwise `- clientId` or
/// `error code` would be left of a stripped text.
fn is_sentence(text: &str) -> bool {
    const LABELS: [&str; 8] = ["cause", "code", "codes", "error", "errors", "key", "message", "reason"];
    let is_stop = |c: char| ".,:;!?([{\n\"'".contains(c);
    let clause = text.rsplit(is_stop).next().unwrap_or_default();
    let mut words = clause
        .split_whitespace()
        .filter(|word| word.contains(|c: char| c.is_alphanumeric() || is_placeholder(c)));
    let last = words.next_back();
    words.next().is_some() && last.is_some_and(|last| !LABELS.contains(&&*last.to_lowercase()))
}

fn is_pair(open: char, close: char) -> bool {
    const PAIRS: [&str; 10] = ["()", "[]", "{}", "\"\"", "''", "``", "“”", "„“", "‘’", "«»"];
    PAIRS.iter().any(|pair| pair.starts_with(open) && pair.ends_with(close))
}

/// Returns the span of the upstream's own prefix around the `status=` that ends here: `lms: status=404 code="…": `.
///
/// It begins the text or a line, or follows a colon and a space.
pub(super) fn prefix_at(text: &str, status: usize) -> Option<(usize, usize)> {
    const LONGEST_NAME: usize = 64;
    let start = status.checked_sub("status=".len()).filter(|at| is_at(text, *at, "status=").is_some())?;
    let before = text[..start].trim_end_matches(' ').strip_suffix(':')?;
    let before = before.strip_suffix(' ').unwrap_or(before);
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name: usize = before.chars().rev().take(LONGEST_NAME).take_while(is_name).map(char::len_utf8).sum();
    let start = before.len() - name;
    let lead = before[..start].trim_end_matches(' ');
    let is_at_place = lead.is_empty() || lead.ends_with('\n') || lead.ends_with(':') && lead.len() < start;
    // The upstream writes this prefix for 4xx and 5xx only.
    let (number, mut rest) = text[status..].split_at_checked(3)?;
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
