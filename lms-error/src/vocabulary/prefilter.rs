//! The search: a prefilter of 3-byte n-grams, in the manner of Wu and Manber.
//!
//! Each needle (a term, the prefix of a code, a marker, the trigger of a shape) is known by the first three of its
//! bytes, folded to 32 classes: the letters without case, and the kinds of everything else. A text is read once, a
//! byte at a time; an offset whose gram is in the set is a *candidate* and is verified, every other offset cannot
//! begin a match. A set may hold grams that no needle has, and never lacks one that a needle has.

use super::{
    layer::{Layer, prefix_of},
    segment,
};

/// Three classes of five bits each.
type Gram = usize;

/// The class of each byte. The highest bit marks bytes that may read otherwise than they are written: escapes,
/// control characters, and everything beyond ASCII.
const CLASSES: [u8; 256] = {
    let mut classes = [OTHER | MAY_READ_OTHERWISE; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b' ' => 0,
            b'a'..=b'z' => byte - b'a' + 1,
            b'A'..=b'Z' => byte - b'A' + 1,
            b'0'..=b'9' => 27,
            b'.' => 28,
            b'_' | b'-' => 29,
            b'\\' | b'&' | b'%' => OTHER | MAY_READ_OTHERWISE,
            b'!'..=b'~' => 30,
            _ => MAY_READ_OTHERWISE,
        };
        byte += 1;
    }
    classes
};

const OTHER: u8 = 31;
const MAY_READ_OTHERWISE: u8 = 1 << 7;

const fn class(byte: u8) -> usize {
    (CLASSES[byte as usize] & 31) as usize
}

/// Returns the gram of the first three bytes, as if spaces followed.
pub(super) const fn gram_of(needle: &[u8]) -> Gram {
    let mut gram = 0;
    let mut n = 0;
    while n < 3 {
        gram = gram << 5 | if n < needle.len() { class(needle[n]) } else { 0 };
        n += 1;
    }
    gram
}

/// How many of the first three bytes of a needle stand in every match of it. `joined` needles are terms, in which a
/// joiner matches any other; a letter beyond ASCII may have another length in the other case.
const fn fixed_len(needle: &[u8], joined: bool) -> usize {
    let stem = if joined { segment::stem_len(needle) } else { needle.len() };
    let mut n = 0;
    while n < 3 && n < stem {
        if !needle[n].is_ascii() {
            // The class of the first byte is known.
            return n + 1;
        }
        if joined && segment::is_joiner(needle[n]) {
            return n;
        }
        n += 1;
    }
    n
}

/// The exact set: 32,768 bits.
pub(super) struct Grams {
    bits: [u32; 32 * 32],
}

impl Grams {
    pub(super) const NONE: Self = Self { bits: [0; 32 * 32] };

    pub(super) const fn with(mut self, needle: &str, joined: bool) -> Self {
        let needle = needle.as_bytes();
        let gram = gram_of(needle);
        match fixed_len(needle, joined) {
            0 => self.bits = [u32::MAX; 32 * 32],
            1 => {
                let mut second = 0;
                while second < 32 {
                    self.bits[(gram >> 10) << 5 | second] = u32::MAX;
                    second += 1;
                }
            }
            2 => self.bits[gram >> 5] = u32::MAX,
            _ => self.bits[gram >> 5] |= 1 << (gram & 31),
        }
        self
    }

    pub(super) const fn has(&self, gram: Gram) -> bool {
        self.bits[gram >> 5] >> (gram & 31) & 1 == 1
    }
}

/// The set of a vocabulary's own rules, folded to 256 bits: exact in the first class, and eight bits for the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct FoldedGrams {
    bits: [u8; 32],
}

impl FoldedGrams {
    pub(super) const NONE: Self = Self { bits: [0; 32] };

    const fn fold(gram: Gram) -> usize {
        ((gram >> 5) * 5 + gram * 3) & 7
    }

    const fn with(mut self, needle: &str, joined: bool) -> Self {
        let needle = needle.as_bytes();
        let gram = gram_of(needle);
        match fixed_len(needle, joined) {
            0 => self.bits = [u8::MAX; 32],
            1 | 2 => self.bits[gram >> 10] = u8::MAX,
            _ => self.bits[gram >> 10] |= 1 << Self::fold(gram),
        }
        self
    }

    pub(super) const fn with_layer(mut self, layer: &Layer) -> Self {
        let mut n = 0;
        match layer {
            Layer::Rewrite(rules) => {
                while n < rules.len() {
                    self = self.with(rules[n].0, true);
                    n += 1;
                }
            }
            Layer::Keep(terms) => {
                while n < terms.len() {
                    self = self.with(terms[n], true);
                    n += 1;
                }
            }
            Layer::Strip(patterns) => {
                while n < patterns.len() {
                    self = self.with(prefix_of(patterns[n]), false);
                    n += 1;
                }
            }
            Layer::Withhold(markers) => {
                while n < markers.len() {
                    self = self.with(markers[n], false);
                    n += 1;
                }
            }
        }
        self
    }

    const fn has(&self, gram: Gram) -> bool {
        self.bits[gram >> 10] >> Self::fold(gram) & 1 == 1
    }
}

/// The sets in which an offset was found.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) at: usize,
    pub(super) gram: Gram,
    pub(super) is_own: bool,
    pub(super) is_lms: bool,
}

/// Visits each candidate in order. Returns whether the text may read otherwise than it is written.
pub(super) fn candidates(
    text: &str,
    own: &FoldedGrams,
    lms: Option<&Grams>,
    mut visit: impl FnMut(Candidate),
) -> bool {
    let (mut gram, mut seen) = (0, 0);
    let mut test = |gram: Gram, at: usize| {
        let (is_own, is_lms) = (own.has(gram), lms.is_some_and(|lms| lms.has(gram)));
        if is_own | is_lms {
            visit(Candidate { at, gram, is_own, is_lms });
        }
    };
    for (n, byte) in text.bytes().chain([b' ', b' ']).enumerate() {
        let class = CLASSES[usize::from(byte)];
        seen |= class;
        gram = (gram << 5 | usize::from(class & 31)) & 0x7FFF;
        if n >= 2 {
            test(gram, n - 2);
        }
    }
    seen & MAY_READ_OTHERWISE != 0 || text.contains("  ")
}
