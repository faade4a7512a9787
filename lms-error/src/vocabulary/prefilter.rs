//! The search: a prefilter of 3-byte n-grams, in the manner of Wu and Manber.
//!
//! A needle is a term, the prefix of a code, a marker, or the trigger of a shape. Its *gram* is its first three bytes, or
//! rarer ones after a `|`, each folded to one of 32 classes: letters without case, and kinds of other bytes. A text is
//! read once, byte by byte; an offset whose gram is in the set is a *candidate* and is verified, no other begins a match.
//! A set may have grams of no needle, but never lacks the gram of a needle.

use super::segment;

/// Three classes of five bits each.
pub(super) type Gram = usize;

const CLASSES: [u8; 256] = {
    let (mut classes, mut byte) = ([class_of(u8::MAX); 256], 0);
    while byte < u8::MAX {
        classes[byte as usize] = class_of(byte);
        byte += 1;
    }
    classes
};

const fn class_of(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => byte & 31,
        b'0'..=b'9' => 27,
        b'.' => 28,
        // Signs of many needles have the classes of rare letters, so that few texts hold their grams.
        b':' => class_of(b'j'),
        b'{' => class_of(b'k'),
        b'\\' | b'(' => class_of(b'q'),
        b'_' => class_of(b'x'),
        b'/' | b'-' => class_of(b'z'),
        // The first bytes of quotation marks in other languages, and of few letters.
        0xC2 | 0xE2 => 29,
        b'!'..=b'~' | 0xC3.. => 30,
        0x80.. => 31,
        // Spaces and control characters.
        _ => 0,
    }
}

/// Returns the gram of the first three bytes, padded with spaces.
pub(super) const fn gram_of(needle: &[u8]) -> Gram {
    let (mut gram, mut n) = (0, 0);
    while n < 3 {
        gram = gram << 5 | if n < needle.len() { CLASSES[needle[n] as usize] as usize } else { 0 };
        n += 1;
    }
    gram
}

/// A set of grams, of this size in words: exact with 1,024; with fewer, grams share bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Grams<const WORDS: usize>([u32; WORDS]);

impl<const WORDS: usize> Grams<WORDS> {
    pub(super) const NONE: Self = Self([0; WORDS]);

    /// Adds the grams of a needle of which so many bytes are the same in every match, by class.
    pub(super) const fn with(mut self, needle: &str, fixed: usize) -> Self {
        // The other case of a letter beyond ASCII may begin with a byte of another class, from 28 to 31.
        let is_ascii = fixed == 0 || needle.as_bytes()[fixed - 1].is_ascii();
        let free = 5 * (3 - fixed) + if is_ascii { 0 } else { 2 };
        let mut gram = gram_of(needle.as_bytes()) >> free << free;
        let end = gram + (1 << free);
        while gram < end {
            let (word, bit) = Self::place(gram);
            self.0[word] |= 1 << bit;
            gram += 1;
        }
        self
    }

    /// Returns how many of the first three bytes of a needle are the same in every match, by class. A joiner matches
    /// any joiner. Of a letter beyond ASCII only the first byte is known: its other case may have another length.
    pub(super) const fn fixed_len(needle: &[u8], is_term: bool) -> usize {
        let len = if is_term { segment::stem_len(needle) } else { needle.len() };
        let mut n = 0;
        while n < 3 && n < len && needle[n].is_ascii() && !(is_term && segment::is_joiner(needle[n])) {
            n += 1;
        }
        n + (n < 3 && n < len && !needle[n].is_ascii()) as usize
    }

    pub(super) const fn has(&self, gram: Gram) -> bool {
        let (word, bit) = Self::place(gram);
        self.0[word] >> bit & 1 == 1
    }

    const fn place(gram: Gram) -> (usize, usize) {
        match WORDS {
            1 => (0, (gram * 0x9E37) >> 11 & 31),
            // A quarter of a word for each first class.
            8 => (gram >> 12, (gram >> 10 & 3) << 3 | (gram + (gram >> 5)) & 7),
            _ => (gram >> 5, gram & 31),
        }
    }
}

/// Visits each candidate in order, with its gram.
pub(super) fn candidates(text: &str, has: impl Fn(Gram) -> bool, mut visit: impl FnMut(usize, Gram)) {
    // The last two classes, and the last one as the first of two. A gram made of the one before would wait for it.
    let (bytes, mut pair, mut first, mut from) = (text.as_bytes(), 0, 0, 0);
    // Apart from the verification, to keep the loop tight.
    let mut next = |from: usize| {
        let mut gram = 0;
        let end = bytes[from..].iter().position(|byte| {
            let class = usize::from(CLASSES[usize::from(*byte)] & 31);
            gram = pair << 5 | class;
            (pair, first) = (first | class, class << 5);
            has(gram)
        });
        end.map(|end| (from + end, gram))
    };
    while let Some((end, gram)) = next(from) {
        if end >= 2 {
            visit(end - 2, gram);
        }
        from = end + 1;
    }
    // The last grams are padded with spaces.
    for (len, gram) in [(2, pair << 5), (1, first << 5)] {
        if len <= bytes.len() && has(gram) {
            visit(bytes.len() - len, gram);
        }
    }
}
