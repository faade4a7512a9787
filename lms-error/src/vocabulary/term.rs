//! What is known of a term before it is looked for.

use super::head::Head;

pub(super) const fn is_blank(term: &str) -> bool {
    let mut n = 0;
    while n < term.len() {
        if is_letter(term.as_bytes()[n]) {
            return false;
        }
        n += 1;
    }
    true
}

/// Whether something stands at the edge of the term that only joins words.
pub(super) const fn is_loose(term: &str) -> bool {
    let bytes = term.as_bytes();
    is_joint(bytes[0]) || is_joint(bytes[bytes.len() - 1])
}

/// Whether both are the same letters, whatever joins them: `Over Draft` and `Overdraft`.
pub(super) const fn is_joined_otherwise(a: &[u8], b: &[u8]) -> bool {
    let (mut n, mut m) = (0, 0);
    loop {
        while n < a.len() && is_joint(a[n]) {
            n += 1;
        }
        while m < b.len() && is_joint(b[m]) {
            m += 1;
        }
        if n == a.len() || m == b.len() {
            return n == a.len() && m == b.len();
        }
        if !a[n].eq_ignore_ascii_case(&b[m]) {
            return false;
        }
        n += 1;
        m += 1;
    }
}

/// Whether it is one word of ASCII.
pub(super) const fn is_plain(term: &str) -> bool {
    let mut n = 0;
    while n < term.len() {
        let byte = term.as_bytes()[n];
        if is_joint(byte) || !byte.is_ascii() {
            return false;
        }
        n += 1;
    }
    true
}

/// The word of the term that begins at `at`, without the letter that a plural may take the place of.
pub(super) const fn stem(term: &[u8], at: usize) -> &[u8] {
    let word = term.split_at(at).1;
    let mut len = 0;
    while len < word.len() && !is_joint(word[len]) {
        len += 1;
    }
    if at + len == term.len() && is_consonant_y(term) {
        len -= 1;
    }
    word.split_at(len).0
}

/// What stands in a text wherever the term does, in whatever case and number: the longest run of ASCII in the stem of
/// one of its words.
pub(super) const fn anchor(term: &str) -> &[u8] {
    let (_, anchor) = lead_and_anchor(term);
    anchor
}

/// What of the term stands before its anchor.
pub(super) const fn lead(term: &str) -> &str {
    let (lead, _) = lead_and_anchor(term);
    let Ok(lead) = std::str::from_utf8(lead) else { panic!("an anchor begins with a character of ASCII") };
    lead
}

const fn lead_and_anchor(term: &str) -> (&[u8], &[u8]) {
    let term = term.as_bytes();
    let (mut lead, mut longest): (&[u8], &[u8]) = (&[], &[]);
    let mut at = 0;
    while at < term.len() {
        let stem = stem(term, at);
        let mut len = 0;
        while len < stem.len() && stem[len].is_ascii() {
            len += 1;
        }
        if len > longest.len() {
            lead = term.split_at(at).0;
            longest = stem.split_at(len).0;
        }
        at += len + 1;
    }
    (lead, longest)
}

/// Whether the character may stand between two words of a term.
pub(super) fn is_joining(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2010}' | '\u{2011}') || u8::try_from(c).is_ok_and(is_joint)
}

/// What the term begins with, wherever and in whatever number it stands.
pub(super) const fn head(term: &str) -> Head {
    let stem = stem(term.as_bytes(), 0);
    let mut len = 0;
    while len < stem.len() && stem[len].is_ascii() {
        len += 1;
    }
    Head::of(stem.split_at(len).0, false)
}

/// Whether the head of the term is all of it. Most are so short.
pub(super) const fn is_head(term: &str) -> bool {
    is_plain(term) && !term.is_empty() && term.len() <= 8 && !is_consonant_y(term.as_bytes())
}

/// Whether the plural of the word ends in `ies` instead of `y`.
pub(super) const fn is_consonant_y(word: &[u8]) -> bool {
    let len = word.len();
    len > 1
        && word[len - 1].eq_ignore_ascii_case(&b'y')
        && !matches!(word[len - 2].to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether the plural of the word ends in `es`.
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

pub(super) const fn is_joint(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.') || byte.is_ascii_whitespace()
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
