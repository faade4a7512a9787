//! Which texts need no second look.
//!
//! Most texts are clean, and are to be found so at the speed of memory. So nothing is compared with whole words at
//! first. Each thing that is looked for has an *anchor*, five neighbouring characters of it that are rare in other
//! texts, and wherever five stand, one of the two fours in them begins at an even place. So every second place of a
//! text is looked up, in a table of fours, and nothing more is done where the table holds none. What is shorter than
//! five has any character for the missing ones.
//!
//! What has no anchor because it has no letters of its own is a *shape*: a `_`, or a dot with a capital behind it.
//! The compiler finds these sixteen bytes at a time while the table is read.

/// What rules have to say of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    /// It is not shown.
    pub(super) const WITHHELD: Self = Self(1);
    /// It may name a class.
    pub(super) const CLASS: Self = Self(2);
    /// It may hold what is stripped.
    pub(super) const CODE: Self = Self(4);
    /// It may hold what is rewritten.
    pub(super) const TERM: Self = Self(8);

    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) const fn include(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// The fours of the anchors of what is looked for. The table may hold some that nobody put in, and never lacks one
/// that somebody did.
#[derive(Clone, Copy)]
pub(super) struct Anchors {
    /// At the hash of a four, the kinds of what it stands in: in the lower half of the byte or in the upper one, as a
    /// further bit of the hash tells.
    kinds: [u8; TABLE],
}

/// 16 KiB, so that fours rarely share a place, and the table leaves room for others in the first cache.
const TABLE: usize = 1 << 14;

/// How many bytes are looked at in one go, and how far the next ones are from there.
const CHUNK: usize = 34;
const STEP: usize = CHUNK - 2;

/// How far from the beginning of what is looked for its anchor ends at most.
const REACH: usize = 16;

impl Anchors {
    pub(super) const NONE: Self = Self { kinds: [0; TABLE] };

    /// With the anchor of what is looked for as it stands there.
    pub(super) const fn of(mut self, needle: &[u8], kind: Kinds) -> Self {
        match needle.len() {
            0..=2 => {
                // Two characters stand everywhere.
                let mut n = 0;
                while n < TABLE {
                    self.kinds[n] |= kind.0 | kind.0 << 4;
                    n += 1;
                }
            }
            len @ (3 | 4) => {
                let mut any = u8::MAX;
                while any > 0 {
                    if len == 3 {
                        self.add([any, needle[0], needle[1], needle[2]], kind);
                    }
                    self.add([needle[len - 3], needle[len - 2], needle[len - 1], any], kind);
                    any -= 1;
                }
                if len == 4 {
                    self.add([needle[0], needle[1], needle[2], needle[3]], kind);
                }
            }
            _ => {
                let at = rarest_five(needle);
                self.add([needle[at], needle[at + 1], needle[at + 2], needle[at + 3]], kind);
                self.add([needle[at + 1], needle[at + 2], needle[at + 3], needle[at + 4]], kind);
            }
        }
        self
    }

    const fn add(&mut self, four: [u8; 4], kind: Kinds) {
        let hash = hash(four);
        self.kinds[place(hash)] |= kind.0 << half(hash);
    }

    const fn kinds_at(&self, four: [u8; 4]) -> Kinds {
        let hash = hash(four);
        Kinds(self.kinds[place(hash)] >> half(hash) & 0xF)
    }
}

impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Anchors({})", self.kinds.iter().filter(|kinds| **kinds != 0).count())
    }
}

/// Without regard to case.
const fn hash(four: [u8; 4]) -> u32 {
    (u32::from_le_bytes(four) | 0x2020_2020).wrapping_mul(0x9E37_79B1)
}

const fn place(hash: u32) -> usize {
    (hash >> 18) as usize
}

const fn half(hash: u32) -> u32 {
    (hash >> 15) & 4
}

/// What is looked for in a text.
pub(super) struct Survey<'a, const N: usize> {
    pub(super) anchors: [&'a Anchors; N],
    /// Whether shapes are.
    pub(super) shapes: bool,
}

impl<const N: usize> Survey<'_, N> {
    /// What the rules have to say of a text. Where an anchor stands, `confirm` is asked at each byte from which on
    /// something with that anchor may stand.
    pub(super) fn of(&self, text: &[u8], confirm: impl Fn(usize) -> Kinds) -> Kinds {
        let mut kinds = Kinds::NONE;
        if let Some(last) = text.last_chunk::<CHUNK>() {
            for (n, chunk) in text.windows(CHUNK).step_by(STEP).enumerate() {
                if let Some(chunk) = chunk.first_chunk()
                    && self.is_worth_a_look(chunk, kinds)
                {
                    kinds = self.look(chunk, n * STEP, text, kinds, &confirm);
                }
            }
            if self.is_worth_a_look(last, kinds) {
                kinds = self.look(last, text.len() - CHUNK, text, kinds, &confirm);
            }
        } else {
            let mut chunk = [0; CHUNK];
            chunk[..text.len()].copy_from_slice(text);
            if self.is_worth_a_look(&chunk, kinds) {
                kinds = self.look(&chunk, 0, text, kinds, &confirm);
            }
        }
        // A chunk has no shapes in its last two bytes: they are the first ones of the next.
        if self.shapes && text.last_chunk().is_some_and(|[a, b]| is_shape(*a, *b) || is_shape(*b, 0)) {
            kinds = (text.len() - 2..text.len()).fold(kinds, |kinds, at| kinds.and(shape_at(text, at, &confirm)));
        }
        kinds
    }

    /// Whether there may be more in the chunk than these kinds.
    #[inline]
    fn is_worth_a_look(&self, chunk: &[u8; CHUNK], kinds: Kinds) -> bool {
        let mut found = 0;
        for n in 0..STEP / 2 {
            for anchors in self.anchors {
                found |= anchors.kinds[place(hash(four(chunk, n * 2)))];
            }
        }
        let mut has_shape = false;
        for n in 0..STEP {
            has_shape |= is_shape(chunk[n], chunk[n + 1]);
        }
        !kinds.include(Kinds(found & 0xF | found >> 4)) || self.shapes && has_shape
    }

    /// The kinds with those of the chunk, which begins at `start`.
    #[cold]
    fn look(
        &self,
        chunk: &[u8; CHUNK],
        start: usize,
        text: &[u8],
        mut kinds: Kinds,
        confirm: &impl Fn(usize) -> Kinds,
    ) -> Kinds {
        let mut looked_at = start.saturating_sub(REACH);
        for n in (0..STEP).step_by(2) {
            let found = self.anchors.map(|anchors| anchors.kinds_at(four(chunk, n)));
            if !kinds.include(found.into_iter().fold(Kinds::NONE, Kinds::and)) {
                let end = text.len().min(start + n + 4);
                kinds = (looked_at.max(end.saturating_sub(REACH))..end).fold(kinds, |kinds, at| kinds.and(confirm(at)));
                looked_at = end;
            }
        }
        if self.shapes {
            kinds = (0..STEP)
                .filter(|n| is_shape(chunk[*n], chunk[*n + 1]))
                .fold(kinds, |kinds, n| kinds.and(shape_at(text, start + n, confirm)));
        }
        kinds
    }
}

fn four(chunk: &[u8; CHUNK], at: usize) -> [u8; 4] {
    [chunk[at], chunk[at + 1], chunk[at + 2], chunk[at + 3]]
}

const fn is_shape(first: u8, second: u8) -> bool {
    (first == b'_') | ((first == b'.') & second.is_ascii_uppercase())
}

/// What the shape at this byte is one of, if one is there.
fn shape_at(text: &[u8], at: usize, confirm: &impl Fn(usize) -> Kinds) -> Kinds {
    // `m_`, `UNQ_`
    const LONGEST: usize = 4;
    match text.get(at) {
        Some(b'_') => {
            ((at + 1).saturating_sub(LONGEST)..=at).fold(Kinds::NONE, |kinds, at| kinds.and(confirm(at)))
        }
        Some(b'.') if text.get(at + 1).is_some_and(u8::is_ascii_uppercase) => Kinds::CLASS,
        _ => Kinds::NONE,
    }
}

/// Where those five characters begin that ordinary texts have least often.
const fn rarest_five(needle: &[u8]) -> usize {
    let mut rarest = 0;
    let mut least = usize::MAX;
    let mut at = 0;
    while at + 5 <= needle.len() && at + 5 <= REACH - 4 {
        let first = commonness([needle[at], needle[at + 1], needle[at + 2], needle[at + 3]]);
        let second = commonness([needle[at + 1], needle[at + 2], needle[at + 3], needle[at + 4]]);
        let commonness = if first > second { first } else { second };
        if commonness < least {
            (rarest, least) = (at, commonness);
        }
        at += 1;
    }
    rarest
}

const fn commonness(four: [u8; 4]) -> usize {
    let is_ordinary = ORDINARY.kinds_at(four).include(Kinds::TERM);
    let rank = rank(four[0]) * rank(four[1]) * rank(four[2]) * rank(four[3]);
    if is_ordinary { rank * 1000 } else { rank }
}

/// The fours of which the texts of services are full.
const ORDINARY: Anchors = {
    const WORDS: &[u8] = b"account activated already amount approved available before cannot be closed contract data \
        detailed does not exist entered exceed executed from identifier inactive insufficient invalid is not locked \
        negative period provided request select status supported table transaction validation with";
    let mut ordinary = Anchors::NONE;
    let mut at = 0;
    while at + 4 <= WORDS.len() {
        ordinary.add([WORDS[at], WORDS[at + 1], WORDS[at + 2], WORDS[at + 3]], Kinds::TERM);
        at += 1;
    }
    ordinary
};

/// The place among the letters of ordinary texts and the space, the rarest first.
const fn rank(byte: u8) -> usize {
    RANKS[byte as usize] as usize
}

const RANKS: [u8; 256] = {
    const BY_RARITY: &[u8] = b"qzjxkvbwypgfmucdlhrsniotae ";
    let mut ranks = [1; 256];
    let mut n = 0_u8;
    while (n as usize) < BY_RARITY.len() {
        let letter = BY_RARITY[n as usize];
        ranks[letter as usize] = n + 1;
        ranks[letter.to_ascii_uppercase() as usize] = n + 1;
        n += 1;
    }
    ranks
};

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found of the kinds of `needle` in a text in which it stands somewhere.
    fn finds(needle: &str, text: &str) -> bool {
        let anchors = Anchors::NONE.of(needle.as_bytes(), Kinds::TERM);
        let survey = Survey { anchors: [&anchors], shapes: false };
        let stands_at = |at: usize| {
            text.as_bytes()[at..].get(..needle.len()).is_some_and(|text| text.eq_ignore_ascii_case(needle.as_bytes()))
        };
        survey.of(text.as_bytes(), |at| if stands_at(at) { Kinds::TERM } else { Kinds::NONE }) == Kinds::TERM
    }

    #[test]
    fn what_is_looked_for_is_found_wherever_it_stands() {
        let needles = ["client", "CLIENT", "mifos", "jdbc", "SQL", "m_", "x", "é", "tenant identifier", "客戶"];
        for needle in needles {
            for before in 0..80 {
                for behind in 0..80 {
                    let text = format!("{}{needle}{}", "-".repeat(before), " ".repeat(behind));
                    assert!(finds(needle, &text), "{needle:?} behind {before} and before {behind}");
                }
            }
        }
    }

    #[test]
    fn nothing_else_is() {
        assert!(!finds("client", "The loan with identifier 7 does not exist, and the customer is closed"));
    }

    #[test]
    fn shapes_are_found_wherever_they_stand() {
        let survey = Survey { anchors: [], shapes: true };
        for before in 0..80 {
            for behind in 0..80 {
                let (before, behind) = ("-".repeat(before), " ".repeat(behind));
                let class = format!("{before}.X{behind}");
                assert_eq!(survey.of(class.as_bytes(), |_| Kinds::NONE), Kinds::CLASS, "{class}");
                let table = format!("{before}m_{behind}");
                let begins = |at: usize| if at == before.len() { Kinds::WITHHELD } else { Kinds::NONE };
                assert_eq!(survey.of(table.as_bytes(), begins), Kinds::WITHHELD, "{table}");
            }
        }
    }
}
