//! Which texts need no second look.
//!
//! Each rule has an anchor: three neighbouring characters of what it looks for, the rarest there are in it. A text
//! that holds no anchor of any rule is clean, and most are found to be so in one pass.

use super::term;

/// A set of threes of characters, without regard to case. It may hold some that nobody put in, and never lacks one
/// that somebody did.
#[derive(Clone, Copy)]
pub(super) struct Anchors {
    /// A bit for each three of classes, in the order of `index`.
    bits: [u32; CLASSES * CLASSES],
}

/// How many kinds of characters are told apart.
const CLASSES: usize = 32;
const ANY: u32 = u32::MAX;

impl Anchors {
    pub(super) const NONE: Self = Self { bits: [0; CLASSES * CLASSES] };

    /// With the anchor of what is looked for as it stands there.
    pub(super) const fn of(self, needle: &str) -> Self {
        self.with_rarest(needle.as_bytes())
    }

    /// With the anchor of a term, which is in its first word.
    pub(super) const fn of_term(self, term: &str) -> Self {
        self.with_rarest(first_word(term.as_bytes()))
    }

    /// With what a term begins with.
    pub(super) const fn of_beginning_of_term(self, term: &str) -> Self {
        self.with(first_word(term.as_bytes()), 0)
    }

    /// With what a needle begins with, for those who look for its beginning.
    pub(super) const fn of_beginning(self, needle: &str) -> Self {
        self.with(needle.as_bytes(), 0)
    }

    /// Whether one stands at this byte of the text.
    pub(super) fn hold(&self, text: &[u8], at: usize) -> bool {
        let class_at = |at: usize| text.get(at).map_or(0, |byte| class(*byte));
        self.bits[class_at(at) * CLASSES + class_at(at + 1)] >> class_at(at + 2) & 1 == 1
    }

    /// Whether one of these, or of the others, stands anywhere in the text.
    pub(super) fn stand_in(&self, text: &str, others: Option<&Self>) -> bool {
        let bytes = text.as_bytes();
        let last = bytes.len().saturating_sub(2);
        let holds = |anchors: &Self| (last..bytes.len()).any(|at| anchors.hold(bytes, at));
        let others = others.unwrap_or(&Self::NONE);
        bytes.windows(3).any(|three| {
            let [a, b, c] = [class(three[0]), class(three[1]), class(three[2])];
            (self.bits[a * CLASSES + b] | others.bits[a * CLASSES + b]) >> c & 1 == 1
        }) || holds(self)
            || holds(others)
    }

    const fn with_rarest(self, needle: &[u8]) -> Self {
        let mut rarest = 0;
        let mut n = 1;
        while n + 2 < needle.len() {
            if commonness(needle, n) < commonness(needle, rarest) {
                rarest = n;
            }
            n += 1;
        }
        self.with(needle, rarest)
    }

    /// With the three of the needle that begin at `at`; any that begin so, where it has fewer.
    const fn with(mut self, needle: &[u8], at: usize) -> Self {
        let first = class(needle[at]) * CLASSES;
        if at + 2 < needle.len() {
            self.bits[first + class(needle[at + 1])] |= 1 << class(needle[at + 2]);
        } else if at + 1 < needle.len() {
            self.bits[first + class(needle[at + 1])] = ANY;
        } else {
            let mut second = 0;
            while second < CLASSES {
                self.bits[first + second] = ANY;
                second += 1;
            }
        }
        self
    }
}

/// The first word, without the letter that a plural may take the place of.
const fn first_word(term: &[u8]) -> &[u8] {
    let mut len = 0;
    while len < term.len() && !term::is_joint(term[len]) {
        len += 1;
    }
    if len == term.len() && term::is_consonant_y(term) {
        len -= 1;
    }
    term.split_at(len).0
}

impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bits: u32 = self.bits.iter().map(|bits| bits.count_ones()).sum();
        write!(f, "Anchors({bits})")
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

/// How often the three that begin at `at` stand in a text, by their own ranks.
const fn commonness(needle: &[u8], at: usize) -> usize {
    rank(needle[at]) * rank(needle[at + 1]) * rank(needle[at + 2])
}

/// The place among the letters of ordinary texts and the space, the rarest first.
const fn rank(byte: u8) -> usize {
    const BY_RARITY: &[u8] = b"qzjxkvbwypgfmucdlhrsniotae ";
    let mut n = 0;
    while n < BY_RARITY.len() {
        if BY_RARITY[n] == byte.to_ascii_lowercase() {
            return n + 1;
        }
        n += 1;
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_never_passed_over() {
        for needle in ["client", "error.msg", "(conn=", "é", "x", "m_", "SQL", "loan officer"] {
            for anchors in [Anchors::NONE.of(needle), Anchors::NONE.of_beginning(needle)] {
                let texts = [
                    needle.to_owned(),
                    needle.to_ascii_uppercase(),
                    format!("a {needle}."),
                    format!("{needle}{needle}"),
                    format!("a{needle}a"),
                ];
                for text in texts {
                    assert!(anchors.stand_in(&text, None), "{needle} in {text}");
                }
            }
        }
        let term = Anchors::NONE.of_term("Third Party");
        assert!(term.stand_in("thirdParties", None) && term.stand_in("THIRD_PARTY", None));
        assert!(Anchors::NONE.of_term("Party").stand_in("parties", None));
        assert!(!Anchors::NONE.of("jdbc:").stand_in("The loan is closed.", None));
    }
}
