//! Where a term stands in a text.
//!
//! Words are matched by *segments*: a segment begins where a word begins or where an identifier goes on
//! (`fromClientId`, `CREATE_CLIENT`), and so `client` is a segment of `clientId` and none of `clientele`.

use super::term::{is_consonant_y, is_joining, is_joint, takes_es};

/// A term that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Behind the last byte.
    pub(super) end: usize,
    /// Whether the last word stands in the plural.
    pub(super) plural: bool,
}

/// Where a term begins, if it does, whose anchor stands at `anchor`.
pub(super) fn begin(text: &str, anchor: usize, lead: &str) -> Option<usize> {
    let (mut lead, mut before) = (lead, text.get(..anchor)?);
    while let Some(last) = lead.chars().next_back() {
        if is_joining(last) {
            (lead, before) = (lead.trim_end_matches(is_joining), before.trim_end_matches(is_joining));
        } else {
            before = &before[..before.len() - before.chars().next_back()?.len_utf8()];
            lead = &lead[..lead.len() - last.len_utf8()];
        }
    }
    Some(before.len())
}

/// The term as it stands at `at`, with the letters of other scripts taken into account.
pub(super) fn found_at(text: &str, at: usize, term: &str) -> Option<Found> {
    if !term.is_ascii() {
        return match_beyond_ascii(text, at, term);
    }
    within_its_word(text, at, match_at(text.as_bytes(), at, term.as_bytes())?)
}

/// The term as it stands at `at`, where its head stands, and is all of it.
pub(super) fn ended_at(text: &str, at: usize, term: &str) -> Option<Found> {
    let bytes = text.as_bytes();
    let end = at + term.len();
    // Most stand alone.
    let is_apart = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    if is_apart(bytes[..at].last()) && is_apart(bytes.get(end)) {
        return Some(Found { end, plural: false });
    }
    if !starts_segment(bytes, at) {
        return None;
    }
    within_its_word(text, at, ended(bytes, end, term.as_bytes())?)
}

/// What was found by ASCII alone, unless a letter beyond it belongs to the word.
fn within_its_word(text: &str, at: usize, found: Found) -> Option<Found> {
    let is_ascii = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
    if is_ascii(text.as_bytes()[..at].last())
        && text.as_bytes()[at].is_ascii()
        && is_ascii(text.as_bytes().get(found.end))
    {
        return Some(found);
    }
    if !text.is_char_boundary(at) || !text.is_char_boundary(found.end) {
        return None;
    }
    // A cased letter beyond ASCII belongs to the word: `Éclient`. Scripts without case don't join words to
    // ours, and to find a term too many there is the safe side.
    let mut word = text[at..].chars();
    let mut behind = text[found.end..].chars();
    let before = text[..at].chars().next_back();
    let last = text[..found.end].chars().next_back();
    let joins = |c: &char| !c.is_ascii() && is_cased(*c);
    let joined_before =
        before.filter(joins).is_some_and(|before| !is_hump(Some(before), word.next(), word.next()));
    let joined_behind =
        behind.next().filter(joins).is_some_and(|next| !is_hump(last, Some(next), behind.next()));
    (!joined_before && !joined_behind).then_some(found)
}

/// Whether a segment begins at `first`: at the `C` of `fromClient`, and at that of `XMLClient`.
fn is_hump(before: Option<char>, first: Option<char>, second: Option<char>) -> bool {
    first.is_some_and(char::is_uppercase)
        && (before.is_some_and(char::is_lowercase) || second.is_some_and(char::is_lowercase))
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

/// The same for a term that is not of ASCII alone.
fn match_beyond_ascii(text: &str, at: usize, term: &str) -> Option<Found> {
    let mut letters = text.get(at..)?.chars();
    let (first, second) = (letters.next(), letters.next());
    let before = text[..at].chars().next_back();
    if before.is_some_and(char::is_alphabetic)
        && !is_hump(before, first, second)
        && !is_escape(text.as_bytes(), at - 1)
    {
        return None;
    }
    let mut end = at;
    let mut rest = term;
    while let Some(letter) = rest.chars().next() {
        if u8::try_from(letter).is_ok_and(is_joint) {
            end = skip_joint(text.as_bytes(), end);
            rest = rest.trim_start_matches(|c| u8::try_from(c).is_ok_and(is_joint));
            continue;
        }
        let is_last = rest.len() == letter.len_utf8();
        match text.get(end..)?.chars().next() {
            Some(c) if c == letter || c.to_lowercase().eq(letter.to_lowercase()) => end += c.len_utf8(),
            _ if is_last && is_consonant_y(term.as_bytes()) => return plural(text.as_bytes(), end, b"ies"),
            _ => return None,
        }
        rest = &rest[letter.len_utf8()..];
    }
    let last = text[..end].chars().next_back();
    let mut behind = text[end..].chars();
    let (next, second) = (behind.next(), behind.next());
    if next.is_none_or(|c| !is_cased(c)) || is_hump(last, next, second) {
        return Some(Found { end, plural: false });
    }
    plural(text.as_bytes(), end, if takes_es(term.as_bytes()) { b"es" } else { b"s" })
}

/// The term as it stands at `at`, as far as ASCII tells. A constant can call it.
pub(super) const fn match_at(text: &[u8], at: usize, term: &[u8]) -> Option<Found> {
    if at >= text.len() || !text[at].eq_ignore_ascii_case(&term[0]) || !starts_segment(text, at) {
        return None;
    }
    let mut end = at;
    let mut t = 0;
    while t < term.len() {
        if end < text.len() && term[t].is_ascii_alphabetic() && text[end] | 0x20 == term[t] | 0x20 {
            end += 1;
            t += 1;
        } else if is_joint(term[t]) {
            end = skip_joint(text, end);
            t += 1;
            while t < term.len() && is_joint(term[t]) {
                t += 1;
            }
        } else if end < text.len() && text[end].eq_ignore_ascii_case(&term[t]) {
            end += 1;
            t += 1;
        } else if t + 1 == term.len() && is_consonant_y(term) {
            return plural(text, end, b"ies");
        } else {
            return None;
        }
    }
    ended(text, end, term)
}

/// The term that stands before `end`, if its word ends there or behind the plural.
const fn ended(text: &[u8], end: usize, term: &[u8]) -> Option<Found> {
    if ends_segment(text, end) || is_id(text, end) && term.len() >= SHORTEST_WITH_ID {
        return Some(Found { end, plural: false });
    }
    if takes_es(term) { plural(text, end, b"es") } else { plural(text, end, b"s") }
}

/// `clientid` holds the term, and `fluid` does not hold `flu`: behind a word that is no shorter, `id` is a word too.
const SHORTEST_WITH_ID: usize = 5;

const fn is_id(text: &[u8], at: usize) -> bool {
    if at + 1 >= text.len()
        || !text[at].eq_ignore_ascii_case(&b'i')
        || !text[at + 1].eq_ignore_ascii_case(&b'd')
    {
        return false;
    }
    ends_segment(text, at + 2) || text[at + 2].eq_ignore_ascii_case(&b's') && ends_segment(text, at + 3)
}

const fn plural(text: &[u8], at: usize, suffix: &[u8]) -> Option<Found> {
    let mut n = 0;
    while n < suffix.len() {
        if at + n >= text.len() || !text[at + n].eq_ignore_ascii_case(&suffix[n]) {
            return None;
        }
        n += 1;
    }
    let end = at + suffix.len();
    if ends_segment(text, end) { Some(Found { end, plural: true }) } else { None }
}

const fn starts_segment(text: &[u8], at: usize) -> bool {
    if at == 0 || at >= text.len() {
        return at < text.len();
    }
    let (before, first) = (text[at - 1], text[at]);
    if !before.is_ascii_alphabetic() || is_escape(text, at - 1) {
        return true;
    }
    // `fromClient`, and the `C` of `XMLClient`.
    first.is_ascii_uppercase()
        && (before.is_ascii_lowercase() || at + 1 < text.len() && text[at + 1].is_ascii_lowercase())
}

/// Whether the byte is the letter of a line break or a tab that somebody has escaped, and so belongs to no word.
pub(super) const fn is_escape(text: &[u8], at: usize) -> bool {
    at > 0 && text[at - 1] == b'\\' && matches!(text[at], b'n' | b'r' | b't')
}

const fn ends_segment(text: &[u8], end: usize) -> bool {
    if end >= text.len() || end == 0 || !text[end].is_ascii_alphabetic() {
        return true;
    }
    // `clientId`, and the `I` of `CLIENTId`; a letter beyond ASCII may be a small one.
    let before_small =
        end + 1 < text.len() && (text[end + 1].is_ascii_lowercase() || !text[end + 1].is_ascii());
    text[end].is_ascii_uppercase() && (!text[end - 1].is_ascii_uppercase() || before_small)
}

/// What joins the words of a term: nothing, a dot, a hyphen, white space, or one or more of `_` or of `-`.
const fn skip_joint(text: &[u8], at: usize) -> usize {
    if at >= text.len() {
        return at;
    }
    if text[at] == b'.' {
        return at + 1;
    }
    // The hyphens of Unicode.
    if at + 2 < text.len() && text[at] == 0xE2 && text[at + 1] == 0x80 && matches!(text[at + 2], 0x90 | 0x91)
    {
        return at + 3;
    }
    let mut end = at;
    if matches!(text[at], b'_' | b'-') {
        while end < text.len() && text[end] == text[at] {
            end += 1;
        }
        return end;
    }
    loop {
        let space = space_len(text, end);
        if space == 0 {
            return end;
        }
        end += space;
    }
}

/// How many bytes the white space at this byte has: the spaces of Unicode are more than one.
const fn space_len(text: &[u8], at: usize) -> usize {
    if at >= text.len() {
        return 0;
    }
    let (second, third) = (
        if at + 1 < text.len() { text[at + 1] } else { 0 },
        if at + 2 < text.len() { text[at + 2] } else { 0 },
    );
    match [text[at], second, third] {
        [byte, ..] if byte.is_ascii_whitespace() || byte == b'\x0B' => 1,
        [0xC2, 0x85 | 0xA0, _] => 2,
        [0xE1, 0x9A, 0x80]
        | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF]
        | [0xE2, 0x81, 0x9F]
        | [0xE3, 0x80, 0x80] => 3,
        _ => 0,
    }
}
