//! The compile-time checks of a vocabulary: rules that contradict each other do not compile.
//!
//! ASCII letters are compared without case; a cased letter beyond ASCII equals any other such letter. Joiners are
//! ignored on both sides. So the checks may refuse valid rules, but never accept contradictory ones.

use super::{
    Vocabulary,
    layer::Layer,
    lms::{self, Kind},
    prefilter::{Grams, gram_of},
    segment::{is_joiner, stem_len},
};

/// Checks each rule of a slice, and its terms against each other.
pub(super) const fn rules(layer: &Layer) {
    let mut n = 0;
    while n < layer.len() {
        match layer {
            Layer::Rewrite(rules, _) => {
                let (term, replacement) = rules[n];
                assert!(is_tight(term.as_bytes()), "a term begins and ends with a letter or a digit");
                assert!(!is_blank(replacement), "a replacement can't be empty: name the word partners know");
                let mut m = 0;
                while m < n {
                    assert!(!is_same(rules[m].0, term), "a term is twice in the slice: write one rule");
                    m += 1;
                }
            }
            Layer::Strip(patterns, _) => {
                let is_valid =
                    matches!(patterns[n].as_bytes(), [prefix @ .., b'.', b'*'] if is_tight(prefix));
                assert!(is_valid, "a strip pattern is a prefix and `.*` after it: `error.msg.*`");
            }
            Layer::Withhold(markers, _) => {
                assert!(!is_blank(markers[n]), "a blank marker withholds every text: name what stays inside");
            }
            Layer::Keep(terms, _) => {
                assert!(!is_blank(terms[n]), "a blank term would keep everything: name a word to keep");
            }
        }
        n += 1;
    }
}

/// Checks the replacements of all layers against the last, and those of the last against all. Layer zero is the LMS.
pub(super) const fn contradictions(vocabulary: &Vocabulary) {
    let (last, mut grams) = (vocabulary.len as usize, Grams::<1024>::NONE);
    let is_rewrite = matches!(vocabulary.layers[last - 1], Layer::Rewrite(..));
    let (mut layer, mut n) = if is_rewrite { (last, 0) } else { (0, last - 1) };
    while n < last {
        grams = vocabulary.layers[n].add_to(grams, true);
        n += 1;
    }
    while layer <= last {
        let rules = match (layer, &vocabulary.layers[layer.saturating_sub(1)]) {
            (0, _) if vocabulary.lms => lms::TERMS,
            (1.., Layer::Rewrite(rules, _)) => rules,
            _ => &[],
        };
        n = 0;
        while n < rules.len() {
            let (text, mut at) = (rules[n].1.as_bytes(), 0);
            while at < text.len() {
                let gram = gram_of(text.split_at(at).1);
                if grams.has(gram) && text[at] & 0xC0 != 0x80 {
                    own_rules(vocabulary, text, at, layer);
                }
                if vocabulary.lms && is_rewrite && lms::GRAMS.has(gram) {
                    rules_of_the_lms(text, at);
                }
                at += 1;
            }
            n += 1;
        }
        layer += 1;
    }
}

/// Checks a replacement of a layer at an offset. A later layer may rewrite it again.
const fn own_rules(vocabulary: &Vocabulary, text: &[u8], at: usize, layer: usize) {
    let mut m = 0;
    while m < vocabulary.len as usize {
        let (other, mut n) = (&vocabulary.layers[m], 0);
        m += 1;
        while n < other.len() {
            let needle = other.needle(n).as_bytes();
            let is_free = match other {
                Layer::Rewrite(..) => m > layer || !holds_term(text, at, needle),
                Layer::Strip(..) => !holds_code(text, at, needle),
                Layer::Withhold(..) => loose_end(text, at, needle).is_none(),
                Layer::Keep(..) => true,
            };
            assert!(is_free, "a replacement has a code, a marker, or a term of its own or an earlier slice");
            n += 1;
        }
    }
}

const fn rules_of_the_lms(text: &[u8], at: usize) {
    let (mut group, mut is_free) = (0, !holds_term(text, at, lms::TERMS[0].0.as_bytes()));
    while group < lms::GROUPS.len() {
        let ((kind, patterns), mut n) = (lms::GROUPS[group], 0);
        while n < patterns.len() {
            let (head, part) = lms::parts_of(patterns[n]);
            let is_there = loose_end(text, at, part.as_bytes()).is_some()
                && (head.is_empty()
                    || loose_end(text, at.saturating_sub(head.len()), head.as_bytes()).is_some());
            is_free &= !is_there || !matches!(kind, Kind::Code | Kind::Marker(_));
            n += 1;
        }
        group += 1;
    }
    assert!(is_free, "a replacement holds a term, a code or a marker of the LMS");
}

/// Returns true if both terms have the same letters, as `Over Draft` and `Overdraft` do. Most differ early in one.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b, mut n) = (a.as_bytes(), b.as_bytes(), 0);
    while n < a.len() && n < b.len() && a[n] == b[n] {
        n += 1;
    }
    let differ = n < a.len() && n < b.len() && a[n].is_ascii_lowercase() && b[n].is_ascii_lowercase();
    !differ && matches!(loose_end(a, 0, b), Some(end) if end == a.len())
}

const fn holds_code(text: &[u8], at: usize, prefix: &[u8]) -> bool {
    matches!(loose_end(text, at, prefix), Some(end) if end < text.len() && text[end] == b'.')
}

/// The plural adds `s`, `es` or `ies` to the stem of the term.
const fn holds_term(text: &[u8], at: usize, term: &[u8]) -> bool {
    let Some(end) = loose_end(text, at, term.split_at(stem_len(term)).0) else { return false };
    let is_ending = end < text.len() && matches!(text[end] | 0x20, b's' | b'e' | b'i' | b'y');
    let ends = is_edge(text, end + 1) || is_edge(text, end + 2) || is_edge(text, end + 3);
    is_edge(text, at) && (is_edge(text, end) || is_ending && ends)
}

/// Returns the end of the needle at this offset, ignoring joiners between the words of both, but not at either end.
const fn loose_end(text: &[u8], at: usize, needle: &[u8]) -> Option<usize> {
    if is_joiner(needle[0]) && !(at < text.len() && is_joiner(text[at])) {
        return None;
    }
    let (mut end, mut n) = (at, 0);
    loop {
        while n < needle.len() && is_joiner(needle[n]) {
            n += 1;
        }
        if n == needle.len() {
            let is_tight = !is_joiner(needle[n - 1]);
            return if is_tight || end < text.len() && is_joiner(text[end]) { Some(end) } else { None };
        }
        while end < text.len() && is_joiner(text[end]) && (end > at || n > 0) {
            end += 1;
        }
        if end >= text.len() {
            return None;
        }
        let (a, b) = (decode(text, end), decode(needle, n));
        let is_same = a.0.eq_ignore_ascii_case(&b.0) || is_cased(a.0) && is_cased(b.0);
        if !is_same {
            return None;
        }
        (end, n) = (end + a.1, n + b.1);
    }
}

/// Returns true if a segment may begin or end at this offset.
const fn is_edge(text: &[u8], at: usize) -> bool {
    if at == 0 || at >= text.len() {
        return true;
    }
    let (before, next) = (text[at - 1], text[at]);
    if before.is_ascii() && next.is_ascii() {
        return !before.is_ascii_alphabetic() || !next.is_ascii_alphabetic() || next.is_ascii_uppercase();
    }
    // There is an edge between letters of two scripts, and next to a letter without case.
    before.is_ascii() || next.is_ascii() || !decode(text, at).0.is_lowercase()
}

/// Decodes the character at this offset. Returns it with its length in bytes.
const fn decode(text: &[u8], at: usize) -> (char, usize) {
    let (len, mut code) = match text[at] {
        byte @ 0xC0..=0xDF => (2, byte as u32 & 0x1F),
        byte @ 0xE0..=0xEF => (3, byte as u32 & 0xF),
        byte @ 0xF0.. => (4, byte as u32 & 7),
        byte => return (byte as char, 1),
    };
    let mut n = 1;
    while n < len && at + n < text.len() {
        code = code << 6 | text[at + n] as u32 & 0x3F;
        n += 1;
    }
    (if let Some(c) = char::from_u32(code) { c } else { ' ' }, len)
}

/// Returns true for a letter beyond ASCII that has a case.
const fn is_cased(c: char) -> bool {
    !c.is_ascii() && (c.is_lowercase() || c.is_uppercase())
}

/// Returns true if the text begins and ends with a letter or a digit.
const fn is_tight(text: &[u8]) -> bool {
    !text.is_empty() && is_letter(text[0]) && is_letter(text[text.len() - 1])
}

const fn is_blank(text: &str) -> bool {
    text.as_bytes().trim_ascii().is_empty()
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
