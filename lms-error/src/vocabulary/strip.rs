//! Stripping: removes codes and the upstream's own prefix from the places where the upstream puts them.
//!
//! A code in any other place withholds the text.

use super::scan::{Matches, Rule};
use crate::placeholder::is_placeholder;

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

/// Removes the separator of a code before the text, or its own line. Returns the offset of the text.
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

/// Removes the separator of a code after the text. Returns true if the rest is a sentence.
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

/// Removes `due to: <code>`. Returns the offset of the full stop.
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
    #[rustfmt::skip]
    const LABELS: [&str; 15] =
        ["by", "cause", "code", "codes", "error", "errors", "from", "is", "key", "message", "reason", "response", "said", "to", "with"];
    let is_stop = |c: char| ".,:;!?([{\n\"'".contains(c);
    let clause = text.rsplit(is_stop).next().unwrap_or_default();
    let mut words = clause.split_whitespace().filter(|word| word.contains(is_readable));
    let is_last = |last: &str| !LABELS.iter().any(|label| last.eq_ignore_ascii_case(label));
    words.next_back().is_some_and(is_last) && words.next().is_some()
}

pub(super) fn is_readable(c: char) -> bool {
    c.is_alphanumeric() || is_placeholder(c)
}

fn is_pair(open: char, close: char) -> bool {
    const PAIRS: [&str; 10] = ["()", "[]", "{}", "\"\"", "''", "``", "“”", "„“", "‘’", "«»"];
    PAIRS.iter().any(|pair| pair.starts_with(open) && pair.ends_with(close))
}
