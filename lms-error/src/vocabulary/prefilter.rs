//! The search: a prefilter of 3-byte n-grams, in the manner of Wu and Manber.
//!
//! Each needle (a term, the prefix of a code, a marker, the trigger of a shape) is known by the first three of its
//! bytes, folded to 32 classes: the letters without case, and the kinds of everything else. A text is read once, a
//! byte at a time; an offset whose gram is in the set is a *candidate* and is verified, every other offset cannot
//! begin a match. A set may hold grams that no needle has, and never lacks one that a needle has.

use super::segment;

/// Three classes of five bits each.
pub(super) type Gram = usize;

/// The class of each byte. The highest bit marks bytes that may read otherwise than they are written: escapes,
/// control characters, and everything beyond ASCII.
const CLASSES: [u8; 256] = {
    let mut classes = [BEYOND_ASCII | MAY_READ_OTHERWISE; 256];
    // What the quotation marks of other languages begin with, and few letters.
    classes[0xC2] = SYMBOL | MAY_READ_OTHERWISE;
    classes[0xE2] = SYMBOL | MAY_READ_OTHERWISE;
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b' ' => 0,
            b'a'..=b'z' => byte - b'a' + 1,
            b'A'..=b'Z' => byte - b'A' + 1,
            b'0'..=b'9' => 27,
            b'.' => 28,
            b'\\' | b'&' | b'%' => PUNCTUATION | MAY_READ_OTHERWISE,
            b'!'..=b'~' => PUNCTUATION,
            _ => MAY_READ_OTHERWISE,
        };
        byte += 1;
    }
    classes
};

const SYMBOL: u8 = 29;
const PUNCTUATION: u8 = 30;
const BEYOND_ASCII: u8 = 31;
const MAY_READ_OTHERWISE: u8 = 1 << 7;

/// Returns the gram of the first three bytes, as if spaces followed.
pub(super) const fn gram_of(needle: &[u8]) -> Gram {
    let (mut gram, mut n) = (0, 0);
    while n < 3 {
        gram = gram << 5 | if n < needle.len() { (CLASSES[needle[n] as usize] & 31) as usize } else { 0 };
        n += 1;
    }
    gram
}

/// A set of grams in so many bytes: 4,096 are exact; fewer are exact in the first class, and fold the other two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Grams<const BYTES: usize>([u8; BYTES]);

impl<const BYTES: usize> Grams<BYTES> {
    pub(super) const NONE: Self = Self([0; BYTES]);

    /// Adds how a needle may begin: where less than three bytes of it stand in every match, with whatever follows.
    pub(super) const fn with(mut self, needle: &str, is_term: bool) -> Self {
        let free = 5 * (3 - fixed_len(needle.as_bytes(), is_term));
        let mut gram = gram_of(needle.as_bytes()) >> free << free;
        let end = gram + (1 << free);
        while gram < end {
            let (byte, bit) = Self::place(gram);
            self.0[byte] |= 1 << bit;
            gram += 1;
        }
        self
    }

    pub(super) const fn has(&self, gram: Gram) -> bool {
        let (byte, bit) = Self::place(gram);
        self.0[byte] >> bit & 1 == 1
    }

    const fn place(gram: Gram) -> (usize, usize) {
        let per_class = BYTES / 32;
        let folded = if per_class == 1 { gram >> 5 } else { 0 };
        ((gram >> 10) * per_class + (gram >> 3) % per_class, (gram + folded) & 7)
    }
}

/// Returns how many of the first three bytes of a needle stand in every match of it. A joiner matches any other; a
/// letter beyond ASCII may be longer in the other case, and of it only the class of the first byte is known, if that.
const fn fixed_len(needle: &[u8], is_term: bool) -> usize {
    let len = if is_term { segment::stem_len(needle) } else { needle.len() };
    let mut n = 0;
    while n < 3 && n < len && !(is_term && segment::is_joiner(needle[n])) {
        match needle[n] {
            // `Ⱥ` and `ⱥ` begin with bytes of two classes.
            0xC8 | 0xE2 if is_term => break,
            0..0x80 => n += 1,
            _ => return n + 1,
        }
    }
    n
}

/// Visits each candidate in order, with its gram. Returns whether the text may read otherwise than it is written.
pub(super) fn candidates(text: &str, has: impl Fn(Gram) -> bool, mut visit: impl FnMut(usize, Gram)) -> bool {
    let (bytes, mut gram, mut seen, mut from) = (text.as_bytes(), 0, 0, 0);
    // Apart from what is done about a candidate, so that the loop stays tight.
    let mut next = |from: usize| {
        let (mut rolling, mut all) = (gram, seen);
        let end = bytes[from..].iter().position(|byte| {
            let class = CLASSES[usize::from(*byte)];
            all |= class;
            rolling = rolling << 5 | usize::from(class & 31);
            has(rolling & 0x7FFF)
        });
        (gram, seen) = (rolling & 0x7FFF, all);
        end.map(|end| (from + end, gram))
    };
    while let Some((end, gram)) = next(from) {
        if end >= 2 {
            visit(end - 2, gram);
        }
        from = end + 1;
    }
    // After the end, spaces follow.
    for at in bytes.len().saturating_sub(2)..bytes.len() {
        let gram = gram_of(&bytes[at..]);
        if has(gram) {
            visit(at, gram);
        }
    }
    seen & MAY_READ_OTHERWISE != 0 || text.contains("  ")
}
