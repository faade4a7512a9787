//! The checks of a vocabulary while it is compiled: rules that contradict each other are refused.
//!
//! Letters of ASCII are compared without case, and any other letter is taken for any other: so the checks may refuse
//! too much, never too little. Joiners are left out on both sides, as some text has the words joined without.

use super::{
    Vocabulary,
    layer::{Layer, prefix_of},
    lms,
    prefilter::{Grams, gram_of},
    segment::{ends_in_consonant_y, is_joiner, takes_es},
};

pub(super) const fn rewrites(rules: &[(&str, &str)]) {
    let mut n = 0;
    while n < rules.len() {
        let (term, replacement) = rules[n];
        assert!(!is_blank(term), "an empty term would match everywhere: name a word to rewrite");
        assert!(!is_blank(replacement), "a replacement can't be empty: name the word partners know");
        assert!(
            is_letter(term.as_bytes()[0]) && is_letter(term.as_bytes()[term.len() - 1]),
            "a term begins and ends with a letter or a digit: leave out what joins it"
        );
        let mut m = 0;
        while m < n {
            assert!(!is_same(term, rules[m].0), "a term is twice in the slice: write one rule");
            m += 1;
        }
        n += 1;
    }
}

pub(super) const fn patterns(patterns: &[&str]) {
    let mut n = 0;
    while n < patterns.len() {
        let [prefix @ .., b'.', b'*'] = patterns[n].as_bytes() else {
            panic!("a strip pattern is a prefix and `.*` after it: `error.msg.*`")
        };
        assert!(
            !prefix.is_empty() && is_letter(prefix[0]) && is_letter(prefix[prefix.len() - 1]),
            "a strip pattern names a prefix: `error.msg.*`"
        );
        n += 1;
    }
}

pub(super) const fn markers(markers: &[&str]) {
    let mut n = 0;
    while n < markers.len() {
        assert!(
            !markers[n].trim_ascii().is_empty(),
            "an empty marker would withhold every text: name what must not be seen"
        );
        n += 1;
    }
}

pub(super) const fn kept(terms: &[&str]) {
    let mut n = 0;
    while n < terms.len() {
        assert!(!is_blank(terms[n]), "an empty term would keep everything: name a word to keep");
        n += 1;
    }
}

/// Checks the layer that was added last against the ones below, and these against it.
pub(super) const fn is_consistent(vocabulary: &Vocabulary) {
    let last = vocabulary.len as usize - 1;
    if let Layer::Keep(_) = vocabulary.layers[last] {
        return;
    }
    let grams = grams(vocabulary);
    if let Layer::Rewrite(rules) = vocabulary.layers[last] {
        let mut n = 0;
        while n < rules.len() {
            check(vocabulary, &grams, rules[n].1, last + 1, 0);
            n += 1;
        }
    }
    // Only a later slice of terms may hold what a replacement has: it goes on renaming it.
    if let Layer::Strip(_) | Layer::Withhold(_) = vocabulary.layers[last] {
        let mut layer = 0;
        while layer <= last {
            let rules = rules_of(vocabulary, layer);
            let mut n = 0;
            while n < rules.len() {
                if !is_overridden(vocabulary, rules[n].0, layer) {
                    check(vocabulary, &grams, rules[n].1, layer, last + 1);
                }
                n += 1;
            }
            layer += 1;
        }
    }
}

/// Checks a replacement of a layer against the layers from another one on, and against the rules of the LMS. Layers
/// are numbered from one, as zero are those of the LMS.
const fn check(vocabulary: &Vocabulary, grams: &Grams, replacement: &str, layer: usize, from: usize) {
    let mut plural = 0;
    while plural < 2 {
        let text = Text::new(replacement, plural == 1);
        let mut at = 0;
        while at < text.len {
            if grams.has(text.gram_at(at)) {
                check_at(vocabulary, &text, at, layer, from);
            }
            if vocabulary.lms && from == 0 {
                check_lms_at(&text, at);
            }
            at += 1;
        }
        plural += 1;
    }
}

const fn check_at(vocabulary: &Vocabulary, text: &Text, at: usize, layer: usize, from: usize) {
    let mut m = if from == 0 { 1 } else { from };
    while m <= vocabulary.len as usize {
        let mut n = 0;
        match vocabulary.layers[m - 1] {
            Layer::Rewrite(rules) if m <= layer => {
                while n < rules.len() {
                    assert!(
                        !text.holds_term(at, rules[n].0),
                        "a replacement holds a term of the same or of an earlier slice: it would be replaced again"
                    );
                    n += 1;
                }
            }
            Layer::Strip(patterns) => {
                while n < patterns.len() {
                    let prefix = prefix_of(patterns[n]);
                    assert!(
                        !(text.holds(at, prefix) && text.byte(at + prefix.len()) == b'.'),
                        "a replacement holds a code that the vocabulary strips"
                    );
                    n += 1;
                }
            }
            Layer::Withhold(markers) => {
                while n < markers.len() {
                    assert!(
                        !text.holds_loosely(at, markers[n]),
                        "a replacement holds a marker of the same vocabulary: the text would be withheld"
                    );
                    n += 1;
                }
            }
            _ => {}
        }
        m += 1;
    }
}

const fn check_lms_at(text: &Text, at: usize) {
    if !lms::GRAMS.has(text.gram_at(at)) {
        return;
    }
    let needles = lms::needles(text.gram_at(at));
    let mut n = 0;
    while n < needles.len() {
        let needle = needles[n];
        if needle.is_term() {
            assert!(
                !text.holds_term(at, needle.text),
                "a replacement holds a term of the LMS: it would be replaced again"
            );
        } else if needle.is_code() {
            assert!(
                !(text.holds(at, needle.text) && text.byte(at + needle.text.len()) == b'.'),
                "a replacement holds a code of the LMS"
            );
        } else if needle.is_marker() {
            assert!(
                !text.holds(at, needle.text),
                "a replacement holds what gives the LMS away: the text would be withheld"
            );
        }
        n += 1;
    }
}

/// Collects how the rules of all layers may begin, joiners left out.
const fn grams(vocabulary: &Vocabulary) -> Grams {
    let mut grams = Grams::NONE;
    let mut layer = 0;
    while layer < vocabulary.len as usize {
        let mut n = 0;
        match vocabulary.layers[layer] {
            Layer::Rewrite(rules) => {
                while n < rules.len() {
                    grams = grams.with(rules[n].0, true);
                    n += 1;
                }
            }
            Layer::Strip(patterns) => {
                while n < patterns.len() {
                    grams = grams.with(prefix_of(patterns[n]), true);
                    n += 1;
                }
            }
            Layer::Withhold(markers) => {
                while n < markers.len() {
                    grams = grams.with(markers[n], true);
                    n += 1;
                }
            }
            Layer::Keep(_) => {}
        }
        layer += 1;
    }
    grams
}

/// Returns the rewrites of a layer; zero are those of the LMS.
const fn rules_of(vocabulary: &Vocabulary, layer: usize) -> &'static [(&'static str, &'static str)] {
    if layer == 0 {
        return if vocabulary.lms { lms::TERMS } else { &[] };
    }
    match vocabulary.layers[layer - 1] {
        Layer::Rewrite(rules) => rules,
        _ => &[],
    }
}

const fn is_overridden(vocabulary: &Vocabulary, term: &str, by: usize) -> bool {
    let mut layer = by + 1;
    while layer <= vocabulary.len as usize {
        let rules = rules_of(vocabulary, layer);
        let mut n = 0;
        while n < rules.len() {
            if is_same(rules[n].0, term) {
                return true;
            }
            n += 1;
        }
        layer += 1;
    }
    false
}

/// A replacement, in the singular or in the plural.
struct Text<'t> {
    stem: &'t [u8],
    ending: &'static [u8],
    len: usize,
}

impl<'t> Text<'t> {
    const fn new(replacement: &'t str, plural: bool) -> Self {
        let word = replacement.as_bytes();
        let (stem, ending): (_, &[u8]) = if !plural {
            (word, b"")
        } else if ends_in_consonant_y(word) {
            (word.split_at(word.len() - 1).0, b"ies")
        } else if takes_es(word) {
            (word, b"es")
        } else {
            (word, b"s")
        };
        Self { stem, ending, len: stem.len() + ending.len() }
    }

    /// Returns the byte at this offset, and a space after the end.
    const fn byte(&self, at: usize) -> u8 {
        if at < self.stem.len() {
            self.stem[at]
        } else if at < self.len {
            self.ending[at - self.stem.len()]
        } else {
            b' '
        }
    }

    const fn gram_at(&self, at: usize) -> usize {
        gram_of(&[self.byte(at), self.byte(at + 1), self.byte(at + 2)])
    }

    const fn holds(&self, at: usize, needle: &str) -> bool {
        let needle = needle.as_bytes();
        let mut n = 0;
        while n < needle.len() {
            if !self.byte(at + n).eq_ignore_ascii_case(&needle[n]) && needle[n].is_ascii() {
                return false;
            }
            n += 1;
        }
        at + needle.len() <= self.len
    }

    /// Returns the end of the needle at this offset, whatever joins the words of either.
    const fn loose_end(&self, at: usize, needle: &str) -> Option<usize> {
        let needle = needle.as_bytes();
        let (mut end, mut n) = (at, 0);
        // A joiner at an end of a marker is a part of it.
        if is_joiner(needle[0]) && !is_joiner(self.byte(at)) {
            return None;
        }
        loop {
            while n < needle.len() && is_joiner(needle[n]) {
                n += 1;
            }
            if n == needle.len() {
                let ends_joined = is_joiner(needle[n - 1]);
                return if !ends_joined || end < self.len && is_joiner(self.byte(end)) {
                    Some(end)
                } else {
                    None
                };
            }
            while end < self.len && is_joiner(self.byte(end)) && (end > at || is_joiner(needle[0])) {
                end += 1;
            }
            if end >= self.len || !self.is_same_letter(end, needle, n) {
                return None;
            }
            (end, n) = (end + 1, n + 1);
            // A letter may be longer in the other case.
            while n < needle.len() && is_inner(needle[n]) {
                n += 1;
            }
            while is_inner(self.byte(end)) {
                end += 1;
            }
        }
    }

    /// Compares letters without case exactly; of those with case, any beyond ASCII are the same.
    const fn is_same_letter(&self, at: usize, needle: &[u8], n: usize) -> bool {
        if needle[n].is_ascii() || self.byte(at).is_ascii() {
            return self.byte(at).eq_ignore_ascii_case(&needle[n]);
        }
        let (a, b) = (self.char_at(at), decode(needle, n));
        a == b || is_cased(a) && is_cased(b)
    }

    const fn char_at(&self, at: usize) -> char {
        if at < self.stem.len() { decode(self.stem, at) } else { ' ' }
    }

    const fn holds_loosely(&self, at: usize, marker: &str) -> bool {
        self.loose_end(at, marker).is_some()
    }

    const fn holds_term(&self, at: usize, term: &str) -> bool {
        if !self.is_edge(at) {
            return false;
        }
        let Some(end) = self.loose_end(at, term) else {
            return ends_in_consonant_y(term.as_bytes()) && self.holds_plural(at, term);
        };
        self.is_edge(end)
            || is_plural_ending(self.byte(end)) && (self.is_edge(end + 1) || self.is_edge(end + 2))
    }

    /// `parties` holds `party`.
    const fn holds_plural(&self, at: usize, term: &str) -> bool {
        match self.loose_end(at, term.split_at(term.len() - 1).0) {
            Some(end) => self.byte(end).eq_ignore_ascii_case(&b'i'),
            None => false,
        }
    }

    /// Returns whether a segment may begin or end at this offset.
    const fn is_edge(&self, at: usize) -> bool {
        if at == 0 || at >= self.len {
            return true;
        }
        let (before, next) = (self.byte(at - 1), self.byte(at));
        if before.is_ascii() && next.is_ascii() {
            return !before.is_ascii_alphabetic() || !next.is_ascii_alphabetic() || next.is_ascii_uppercase();
        }
        // Between letters of two scripts there is an edge, and where one has no case.
        before.is_ascii() || next.is_ascii() || !self.char_at(at).is_lowercase()
    }
}

const fn is_plural_ending(byte: u8) -> bool {
    matches!(byte, b's' | b'S' | b'e' | b'E')
}

/// Returns whether both terms have the same letters, whatever joins them: `Over Draft` and `Overdraft`.
const fn is_same(a: &str, b: &str) -> bool {
    let text = Text { stem: a.as_bytes(), ending: b"", len: a.len() };
    match text.loose_end(0, b) {
        Some(end) => end == a.len(),
        None => false,
    }
}

/// Returns whether the byte goes on a letter beyond ASCII.
const fn is_inner(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Decodes the character that begins at this offset; one that does not begin there is any without case.
const fn decode(text: &[u8], at: usize) -> char {
    let (len, first) = match text[at] {
        byte @ 0..=0x7F => (1, byte as u32),
        byte @ 0xC0..=0xDF => (2, byte as u32 & 0x1F),
        byte @ 0xE0..=0xEF => (3, byte as u32 & 0xF),
        byte @ 0xF0.. => (4, byte as u32 & 7),
        _ => return ' ',
    };
    let (mut code, mut n) = (first, 1);
    while n < len && at + n < text.len() {
        code = code << 6 | text[at + n] as u32 & 0x3F;
        n += 1;
    }
    match char::from_u32(code) {
        Some(c) => c,
        None => ' ',
    }
}

const fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

const fn is_blank(text: &str) -> bool {
    let mut n = 0;
    while n < text.len() {
        if is_letter(text.as_bytes()[n]) {
            return false;
        }
        n += 1;
    }
    true
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
