//! Terms, and the word segments at which they match.
//!
//! A *segment* begins where a word begins or where an identifier goes on (`fromClientId`, `CREATE_CLIENT`), and ends
//! likewise: so `client` is a segment of `clientId` and not of `clientele`.

/// A match of a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TermMatch {
    pub(super) end: usize,
    /// The last word is in the plural.
    pub(super) plural: bool,
    /// The words are joined by something else than one joiner.
    pub(super) loose: bool,
    /// An `id` in lower case follows.
    pub(super) before_id: bool,
}

/// Returns the match of the term that begins at this offset.
pub(super) fn match_at(text: &str, at: usize, term: &str) -> Option<TermMatch> {
    let mut rest = term.chars();
    let (mut end, mut loose) = (at, false);
    while let Some(letter) = rest.next() {
        if is_joiner_char(letter) {
            rest = rest.as_str().trim_start_matches(is_joiner_char).chars();
            let (joint, one) = joint_at(text, end)?;
            (end, loose) = (joint, loose || !one);
            continue;
        }
        match char_at(text, end) {
            Some(c) if is_same_letter(c, letter) => end += c.len_utf8(),
            _ if rest.as_str().is_empty() && ends_in_consonant_y(term.as_bytes()) => {
                return plural(text, end, "ies").map(|end| TermMatch {
                    end,
                    plural: true,
                    loose,
                    before_id: false,
                });
            }
            _ => return None,
        }
    }
    if !starts_segment(text, at) {
        return None;
    }
    let before_id = term.len() >= SHORTEST_BEFORE_ID && is_before_id(text, end);
    if before_id || ends_segment(text, end) {
        return Some(TermMatch { end, plural: false, loose, before_id });
    }
    let suffix = if takes_es(term.as_bytes()) { "es" } else { "s" };
    plural(text, end, suffix).map(|end| TermMatch { end, plural: true, loose, before_id: false })
}

/// The LMS writes the names of some parameters and columns in lower case, as in `dateformat` or `clientid`.
const SHORTEST_BEFORE_ID: usize = 5;

fn is_before_id(text: &str, at: usize) -> bool {
    plural(text, at, "id").or_else(|| plural(text, at, "ids")).is_some()
}

/// Returns the end of the suffix at this offset, if the segment ends there.
fn plural(text: &str, at: usize, suffix: &str) -> Option<usize> {
    let end = at + suffix.len();
    let is_there = text.get(at..end)?.eq_ignore_ascii_case(suffix);
    (is_there && ends_segment(text, end)).then_some(end)
}

/// Returns where the next word of a term may go on, and whether one joiner leads there.
fn joint_at(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let next = rest.trim_start_matches(is_any_joiner);
    let joint = &rest[..rest.len() - next.len()];
    let one = match joint {
        "" => starts_segment(text, at),
        " " | "_" | "-" | "." | "/" => true,
        // The full stop of a sentence joins nothing.
        _ if joint.starts_with('.') && joint[1..].starts_with(char::is_whitespace) => return None,
        _ => false,
    };
    Some((at + joint.len(), one))
}

fn is_any_joiner(c: char) -> bool {
    is_joiner_char(c) || c.is_whitespace() || matches!(c, '\u{2010}' | '\u{2011}')
}

fn is_joiner_char(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_joiner)
}

/// Joins the words of a term.
pub(super) const fn is_joiner(byte: u8) -> bool {
    matches!(byte, b' ' | b'_' | b'-' | b'.' | b'/')
}

fn is_same_letter(a: char, b: char) -> bool {
    if a.is_ascii() || b.is_ascii() {
        return a.eq_ignore_ascii_case(&b);
    }
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// Returns whether the text holds the needle at this offset, in any case.
pub(super) fn is_at(text: &str, at: usize, needle: &str) -> Option<usize> {
    if needle.is_ascii() {
        let end = at + needle.len();
        let is_there = text.as_bytes().get(at..end)?.eq_ignore_ascii_case(needle.as_bytes());
        return is_there.then_some(end);
    }
    let mut rest = text.get(at..)?.chars();
    let is_there = needle.chars().all(|letter| rest.next().is_some_and(|c| is_same_letter(c, letter)));
    is_there.then(|| text.len() - rest.as_str().len())
}

fn starts_segment(text: &str, at: usize) -> bool {
    let (Some(before), Some(first)) = (char_before(text, at), char_at(text, at)) else { return true };
    if !before.is_alphabetic() || !first.is_alphabetic() || is_escape(text.as_bytes(), at - 1) {
        return true;
    }
    let second = char_at(text, at + first.len_utf8());
    // `fromClient`, and the `C` of `XMLClient`.
    let is_hump = first.is_uppercase() && (before.is_lowercase() || second.is_some_and(char::is_lowercase));
    is_hump || !share_words(before, first)
}

fn ends_segment(text: &str, end: usize) -> bool {
    let (Some(last), Some(next)) = (char_before(text, end), char_at(text, end)) else { return true };
    if !next.is_alphabetic() || !last.is_alphabetic() {
        return true;
    }
    let second = char_at(text, end + next.len_utf8());
    // `clientId`, and the `I` of `CLIENTId`.
    let is_hump = next.is_uppercase() && (!last.is_uppercase() || second.is_some_and(char::is_lowercase));
    is_hump || !share_words(last, next)
}

/// Returns whether letters of these two kinds make up one word. Scripts without case have no word boundaries to go
/// by, and to find a term too many is the safe side.
fn share_words(a: char, b: char) -> bool {
    let is_cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let is_latin = |c: char| c.is_ascii() || matches!(c, '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    is_latin(a) == is_latin(b) && is_cased(a) && is_cased(b)
}

/// Returns whether the byte is the letter of a line break or a tab in an escaped text, and so belongs to no word.
pub(super) fn is_escape(text: &[u8], at: usize) -> bool {
    at > 0 && text[at - 1] == b'\\' && matches!(text[at], b'n' | b'r' | b't')
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[..at].last() {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(..at)?.chars().next_back(),
    }
}

/// How many bytes of the term its plural has, too.
pub(super) const fn stem_len(term: &[u8]) -> usize {
    if ends_in_consonant_y(term) { term.len() - 1 } else { term.len() }
}

/// Returns whether the plural of the word ends in `ies` instead of `y`.
pub(super) const fn ends_in_consonant_y(word: &[u8]) -> bool {
    let len = word.len();
    len > 1
        && word[len - 1].eq_ignore_ascii_case(&b'y')
        && !matches!(word[len - 2].to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Returns whether the plural of the word ends in `es`.
pub(super) const fn takes_es(word: &[u8]) -> bool {
    let len = word.len();
    if len < 2 {
        return false;
    }
    let before = word[len - 2].to_ascii_lowercase();
    match word[len - 1].to_ascii_lowercase() {
        b's' | b'x' | b'z' => true,
        b'h' => before == b'c' || before == b's',
        _ => false,
    }
}
