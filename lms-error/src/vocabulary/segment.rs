//! Terms, and the word segments at which they match.
//!
//! A *segment* is a word, or one word of an identifier (`fromClientId`, `CREATE_CLIENT`): `client` is a segment of
//! `clientId`, but not of `clientele`.

/// A match of a term.
#[derive(Clone, Copy)]
pub(super) struct TermMatch {
    pub(super) end: usize,
    /// True if the last word is in the plural.
    pub(super) plural: bool,
    /// True if the words are not joined by exactly one joiner.
    pub(super) loose: bool,
}

/// Returns the match of the term that begins at this offset.
pub(super) fn match_at(text: &str, at: usize, term: &str) -> Option<TermMatch> {
    let (stem, is_whole) = (&term[..stem_len(term.as_bytes())], !ends_in_consonant_y(term.as_bytes()));
    let (mut end, mut loose, mut rest) = (at, false, stem.chars());
    while let Some(letter) = rest.next() {
        if is_joiner_char(letter) {
            rest = rest.as_str().trim_start_matches(is_joiner_char).chars();
            let (joint, one) = joint_at(text, end)?;
            (end, loose) = (joint, loose || !one);
        } else if letter.is_ascii() {
            let is_same = |byte: &&u8| letter.eq_ignore_ascii_case(&char::from(**byte));
            end += text.as_bytes().get(end).filter(is_same).map(|_| 1)?;
        } else {
            end += char_at(text, end).filter(|c| is_same_letter(*c, letter))?.len_utf8();
        }
    }
    if !is_edge(text, at) {
        return None;
    }
    let found = TermMatch { end, plural: false, loose };
    let plural = |suffix| suffix_end(text, end, suffix).map(|end| TermMatch { end, plural: true, ..found });
    if !is_whole {
        let singular = suffix_end(text, end, &term[stem.len()..]).map(|end| TermMatch { end, ..found });
        return singular.or_else(|| plural("ies"));
    }
    // The LMS writes the names of some parameters in lower case: `dateformat`, `clientid`.
    if is_edge(text, end) || term.len() >= 5 && suffix_end(text, end, "id").is_some() {
        return Some(found);
    }
    plural(if takes_es(term.as_bytes()) { "es" } else { "s" })
}

/// Returns the end of the suffix at this offset, if the segment ends there.
fn suffix_end(text: &str, at: usize, suffix: &str) -> Option<usize> {
    is_at(text, at, suffix).filter(|end| is_edge(text, *end))
}

/// Returns the offset of the next word of a term, and true if exactly one joiner leads there.
fn joint_at(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let is_any = |c: char| is_joiner_char(c) || c.is_whitespace() || matches!(c, '\u{2010}' | '\u{2011}');
    let next = rest.trim_start_matches(is_any);
    let joint = &rest[..rest.len() - next.len()];
    let one = match joint {
        "" => is_edge(text, at),
        " " | "_" | "-" | "." | "/" => true,
        // The full stop of a sentence is not a joiner.
        _ if joint.starts_with('.') && joint[1..].starts_with(char::is_whitespace) => return None,
        _ => false,
    };
    Some((at + joint.len(), one))
}

/// Returns true for a byte that joins the words of a term.
pub(super) const fn is_joiner(byte: u8) -> bool {
    matches!(byte, b' ' | b'_' | b'-' | b'.' | b'/')
}

pub(super) fn is_joiner_char(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_joiner)
}

fn is_same_letter(a: char, b: char) -> bool {
    let is_same_case = || a.to_lowercase().eq(b.to_lowercase()) || a.to_uppercase().eq(b.to_uppercase());
    a.eq_ignore_ascii_case(&b) || !a.is_ascii() && !b.is_ascii() && is_same_case()
}

/// Returns the end of the needle at this offset, in any case.
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

/// Returns true if a segment may begin or end at this offset.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    let (Some(before), Some(next)) = (char_before(text, at), char_at(text, at)) else { return true };
    if !share_words(before, next) || is_escape(text.as_bytes(), at - 1) {
        return true;
    }
    let second = char_at(text, at + next.len_utf8());
    // `fromClient`, and the `C` of `XMLClient`.
    next.is_uppercase() && (!before.is_uppercase() || second.is_some_and(char::is_lowercase))
}

/// Returns true if two characters may belong to one word. Scripts without case have no reliable word boundaries, so there
/// each letter is taken for a word: that finds too many terms rather than too few.
fn share_words(a: char, b: char) -> bool {
    let is_cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let is_latin = |c: char| c.is_ascii() || matches!(c, '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    is_latin(a) == is_latin(b) && is_cased(a) && is_cased(b)
}

/// Returns true if the byte is the letter of an escaped line break or tab, and so part of no word.
pub(super) fn is_escape(text: &[u8], at: usize) -> bool {
    at > 0 && text[at - 1] == b'\\' && matches!(text[at], b'n' | b'r' | b't')
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Returns the length of the part that a term shares with its plural.
pub(super) const fn stem_len(term: &[u8]) -> usize {
    if ends_in_consonant_y(term) { term.len() - 1 } else { term.len() }
}

/// Returns true if the plural of the word ends in `ies` instead of `y`.
pub(super) const fn ends_in_consonant_y(word: &[u8]) -> bool {
    let [.., before, b'y' | b'Y'] = word else { return false };
    !matches!(before.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Returns true if the plural of the word ends in `es`.
pub(super) fn takes_es(word: &[u8]) -> bool {
    let [.., before, last] = word else { return false };
    matches!(last | 0x20, b's' | b'x' | b'z') || matches!((before | 0x20, last | 0x20), (b'c' | b's', b'h'))
}
