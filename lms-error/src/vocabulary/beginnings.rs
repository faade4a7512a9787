//! Where in a text something that is looked for may begin.

use super::term;

/// A set of threes of characters, without regard to case: what the things that are looked for begin with. It may
/// hold some that nobody put in, and never lacks one that somebody did.
#[derive(Clone, Copy)]
pub(super) struct Beginnings {
    /// A bit for each three of classes, in the order of `index`.
    bits: [u32; CLASSES * CLASSES],
}

/// How many kinds of characters are told apart.
const CLASSES: usize = 32;
const ANY: u32 = u32::MAX;

impl Beginnings {
    pub(super) const NONE: Self = Self { bits: [0; CLASSES * CLASSES] };

    /// With what the needle begins with; with any that begin so, where it has fewer than three characters.
    pub(super) const fn of(mut self, needle: &[u8]) -> Self {
        let first = class(needle[0]) * CLASSES;
        if needle.len() > 2 {
            self.bits[first + class(needle[1])] |= 1 << class(needle[2]);
        } else if needle.len() > 1 {
            self.bits[first + class(needle[1])] = ANY;
        } else {
            let mut second = 0;
            while second < CLASSES {
                self.bits[first + second] = ANY;
                second += 1;
            }
        }
        self
    }

    /// With what the first word of a term begins with, in whatever number it stands.
    pub(super) const fn of_term(self, term: &str) -> Self {
        self.of(term::stem(term.as_bytes(), 0))
    }

    /// Whether one stands at this byte of the text.
    pub(super) fn hold(&self, text: &[u8], at: usize) -> bool {
        let class_at = |at: usize| text.get(at).map_or(0, |byte| class(*byte));
        self.holds((class_at(at) * CLASSES + class_at(at + 1)) * CLASSES + class_at(at + 2))
    }

    /// Where the next one stands, from this byte on.
    pub(super) fn next(&self, text: &[u8], from: usize) -> Option<usize> {
        let stands = |three: &[u8]| {
            let &[first, second, third] = three else { return false };
            let seconds = &self.bits[class(first) * CLASSES..][..CLASSES];
            seconds[class(second)] >> class(third) & 1 == 1
        };
        let last = text.len().saturating_sub(2).max(from);
        // The last two have nothing behind them.
        let at = text.get(from..)?.windows(3).position(stands);
        at.map(|at| from + at).or_else(|| (last..text.len()).find(|at| self.hold(text, *at)))
    }

    fn holds(&self, three: usize) -> bool {
        self.bits[three / CLASSES] >> (three % CLASSES) & 1 == 1
    }
}

impl std::fmt::Debug for Beginnings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bits: u32 = self.bits.iter().map(|bits| bits.count_ones()).sum();
        write!(f, "Beginnings({bits})")
    }
}

/// The letters without case, and the kinds of all else.
const fn class(byte: u8) -> usize {
    CLASS_OF[byte as usize] as usize
}

const CLASS_OF: [u8; 256] = {
    let mut classes = [31; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => byte - b'a' + 1,
            b'A'..=b'Z' => byte - b'A' + 1,
            b'0'..=b'9' => 27,
            b'.' => 28,
            b'_' => 29,
            b':' | b'=' | b'(' | b'\'' | b'*' | b'/' => 30,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_never_passed_over() {
        for needle in ["client", "error.msg", "(conn=", "é", "x", "m_", "SQL", "loan officer"] {
            let beginnings = Beginnings::NONE.of(needle.as_bytes());
            for text in [needle.to_owned(), needle.to_ascii_uppercase(), format!("{needle}.")] {
                assert!(beginnings.hold(text.as_bytes(), 0), "{needle} in {text}");
                for before in 0..5 {
                    let text = format!("{}{text}", "-".repeat(before));
                    assert_eq!(beginnings.next(text.as_bytes(), 0), Some(before), "{needle} in {text}");
                }
            }
        }
        let term = Beginnings::NONE.of_term("Third Party");
        assert!(term.hold(b"thirdParties", 0) && term.hold(b"THIRD_PARTY", 0));
        assert!(Beginnings::NONE.of_term("Party").hold(b"parties", 0));
        assert!(!Beginnings::NONE.of(b"jdbc:").hold(b"The loan is closed.", 0));
    }
}
