//! Which texts need no second look.
//!
//! Most texts are clean, and are to be found so at the speed of memory. So nothing is compared with whole words at
//! first. Each thing that is looked for has an *anchor*, five neighbouring characters of it that are rare in other
//! texts, and wherever five stand, one of the two fours in them begins at an even place. So every second place of a
//! text is looked up, in a table of fours, and nothing more is done where the table holds none. What is shorter than
//! five has any character for a missing one.
//!
//! What is too short for an anchor of the LMS is known by a *shape*, one or two characters that other texts rarely
//! have: a `_`, a dot with a capital behind it, the end of `SQL`. These cost little more, since the compiler compares
//! sixteen bytes with each at a time, and the processor reads the table meanwhile.

use std::ops::RangeInclusive;

use super::sites::Kinds;

/// The fours of the anchors of what is looked for. The table may hold some that nobody put in, and never lacks one
/// that somebody did.
#[derive(Clone, Copy)]
pub(super) struct Anchors {
    /// At the hash of a four, what it stands in: the kinds in the lower half of the byte, and in the upper one the
    /// `reach` of how far from the beginning.
    entries: [u8; TABLE],
}

/// 16 KiB, so that fours rarely share a place, and the table leaves room for others in the first cache.
const TABLE: usize = 1 << 14;

/// How many bytes are looked at in one go, and how far the next ones are from there.
const CHUNK: usize = 34;
const STEP: usize = CHUNK - 2;

/// What is shorter than this has no anchor.
pub(super) const SHORTEST: usize = 3;

/// How far from the beginning of what is looked for a four of its anchor stands at most.
const REACH: usize = 10;

impl Anchors {
    pub(super) const NONE: Self = Self { entries: [0; TABLE] };

    /// With the anchor of what is looked for as it stands there.
    pub(super) const fn of(mut self, needle: &[u8], kind: Kinds) -> Self {
        match needle {
            [a, b, c] => {
                let mut any = u8::MAX;
                while any > 0 {
                    self.add([any, *a, *b, *c], kind, 0);
                    self.add([*a, *b, *c, any], kind, 1);
                    any -= 1;
                }
            }
            [a, b, c, d] => {
                self.add([*a, *b, *c, *d], kind, 1);
                let mut any = u8::MAX;
                while any > 0 {
                    self.add([*b, *c, *d, any], kind, 2);
                    any -= 1;
                }
            }
            _ => {
                let at = self.rarest_five(needle);
                self.add([needle[at], needle[at + 1], needle[at + 2], needle[at + 3]], kind, at + 1);
                self.add([needle[at + 1], needle[at + 2], needle[at + 3], needle[at + 4]], kind, at + 2);
            }
        }
        self
    }

    /// Puts in a four that stands so far behind what stands before the needle.
    const fn add(&mut self, four: [u8; 4], kind: Kinds, distance: usize) {
        let entry = &mut self.entries[place(four)];
        *entry = kind.0 | *entry & 0xF | reach_with(*entry >> 4, distance) << 4;
    }

    /// Where those five characters begin that ordinary texts have least often, or that are there already.
    const fn rarest_five(&self, needle: &[u8]) -> usize {
        let mut rarest = 0;
        let mut least = usize::MAX;
        let mut at = 0;
        while at + 5 <= needle.len() && at < REACH {
            let first = self.commonness([needle[at], needle[at + 1], needle[at + 2], needle[at + 3]]);
            let second = self.commonness([needle[at + 1], needle[at + 2], needle[at + 3], needle[at + 4]]);
            let commonness = if first > second { first } else { second };
            if commonness < least {
                (rarest, least) = (at, commonness);
            }
            at += 1;
        }
        rarest
    }

    const fn commonness(&self, four: [u8; 4]) -> usize {
        let rank = rank(four[0]) * rank(four[1]) * rank(four[2]) * rank(four[3]);
        if self.holds(four) {
            0
        } else if ORDINARY.holds(four) {
            rank * 1000
        } else {
            rank
        }
    }

    const fn holds(&self, four: [u8; 4]) -> bool {
        self.entries[place(four)] != 0
    }
}

/// How far fours that share a place stand from the beginnings of what they stand in, as four bits tell it: nothing, the
/// one distance, or up to one of three.
const fn reach_with(reach: u8, distance: usize) -> u8 {
    const { assert!(REACH + 2 <= ONE_DISTANCE as usize) };
    #[expect(clippy::cast_possible_truncation, reason = "asserted above")]
    let alone = distance as u8 + 1;
    if reach == 0 || reach == alone {
        return alone;
    }
    let most =
        if reach <= ONE_DISTANCE { reach as usize - 1 } else { UP_TO[(reach - ONE_DISTANCE - 1) as usize] };
    let most = if most > distance { most } else { distance };
    let mut n = 0;
    while UP_TO[n as usize] < most {
        n += 1;
    }
    ONE_DISTANCE + 1 + n
}

fn distances(reach: u8) -> RangeInclusive<usize> {
    match reach.checked_sub(ONE_DISTANCE + 1) {
        Some(n) => 0..=UP_TO[usize::from(n)],
        None => usize::from(reach) - 1..=usize::from(reach) - 1,
    }
}

/// The last of those that tell one distance.
const ONE_DISTANCE: u8 = 12;
const UP_TO: [usize; 3] = [3, 7, 11];

impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Anchors({})", self.entries.iter().filter(|entry| **entry != 0).count())
    }
}

/// By a hash without regard to case. Of the multipliers that were tried, this one lets the fewest of the fours of clean
/// texts share a place with one of an anchor.
const fn place(four: [u8; 4]) -> usize {
    ((u32::from_le_bytes(four) | 0x2020_2020).wrapping_mul(0xE9AC_4883) >> 18) as usize
}

/// What is looked for in a text.
pub(super) struct Survey<'a, const N: usize, const SHAPES: bool> {
    /// Where it is looked for; besides, `SHAPES` says whether shapes are.
    pub(super) anchors: [&'a Anchors; N],
}

impl<const N: usize, const SHAPES: bool> Survey<'_, N, SHAPES> {
    /// Where an anchor or a shape stands, `confirm` is asked at the bytes from which on something that has it may
    /// stand, at some of them more than once. What it answers with are the kinds of which nothing more need be known;
    /// of the others, everything is found. Nothing more is looked for once the text is withheld.
    pub(super) fn of(&self, text: &[u8], mut confirm: impl FnMut(usize) -> Kinds) -> Kinds {
        let mut kinds = Kinds::NONE;
        if let Some(last) = text.last_chunk::<CHUNK>() {
            let mut start = 0;
            while let Some(chunk) = text[start..].first_chunk() {
                kinds = self.of_chunk(chunk, start, text, kinds, &mut confirm);
                if kinds.include(Kinds::WITHHELD) {
                    return kinds;
                }
                start += STEP;
            }
            kinds = self.of_chunk(last, text.len() - CHUNK, text, kinds, &mut confirm);
        } else {
            let mut chunk = [0; CHUNK];
            chunk[..text.len()].copy_from_slice(text);
            kinds = self.of_chunk(&chunk, 0, text, kinds, &mut confirm);
        }
        // A chunk has no shapes in its last two bytes: they are the first ones of the next.
        if let Some([a, b]) = text.last_chunk().filter(|_| SHAPES) {
            for (at, is_shape) in [(text.len() - 2, is_shape(*a, *b)), (text.len() - 1, is_shape(*b, 0))] {
                kinds = if is_shape { kinds.and(kinds_of_shape(text, at, &mut confirm)) } else { kinds };
            }
        }
        kinds
    }

    /// The kinds with those of a chunk, which begins at `start`.
    #[expect(clippy::inline_always, reason = "a call would cost as much as the look at the chunk")]
    #[inline(always)]
    fn of_chunk(
        &self,
        chunk: &[u8; CHUNK],
        start: usize,
        text: &[u8],
        mut kinds: Kinds,
        confirm: &mut impl FnMut(usize) -> Kinds,
    ) -> Kinds {
        // Four sums, so that none has to wait for the other.
        let mut found = [0; 4];
        for n in 0..STEP / 2 {
            found[n % 4] |= self.entry(chunk, n * 2);
        }
        let found = found[0] | found[1] | found[2] | found[3];
        let mut has_shape = false;
        for n in 0..STEP {
            has_shape |= is_shape(chunk[n], chunk[n + 1]);
        }
        if !kinds.include(Kinds(found & 0xF)) {
            kinds = self.look_at_anchors(chunk, start, text.len(), kinds, confirm);
        }
        if SHAPES && has_shape {
            kinds = look_at_shapes(chunk, start, text, kinds, confirm);
        }
        kinds
    }

    #[expect(clippy::inline_always, reason = "so that the places of a chunk are looked up side by side")]
    #[inline(always)]
    fn entry(&self, chunk: &[u8; CHUNK], at: usize) -> u8 {
        let place = place([chunk[at], chunk[at + 1], chunk[at + 2], chunk[at + 3]]);
        let mut entry = 0;
        for anchors in self.anchors {
            entry |= anchors.entries[place];
        }
        entry
    }

    #[cold]
    fn look_at_anchors(
        &self,
        chunk: &[u8; CHUNK],
        start: usize,
        len: usize,
        mut kinds: Kinds,
        confirm: &mut impl FnMut(usize) -> Kinds,
    ) -> Kinds {
        let mut places = 0_u32;
        for n in 0..STEP / 2 {
            places |= u32::from(self.entry(chunk, n * 2) != 0) << n;
        }
        while places != 0 {
            let n = places.trailing_zeros() as usize * 2;
            places &= places - 1;
            let place = place([chunk[n], chunk[n + 1], chunk[n + 2], chunk[n + 3]]);
            for anchors in self.anchors {
                let entry = anchors.entries[place];
                if kinds.include(Kinds(entry & 0xF)) {
                    continue;
                }
                for distance in distances(entry >> 4) {
                    match (start + n + 1).checked_sub(distance) {
                        Some(at) if at < len => kinds = kinds.and(confirm(at)),
                        _ => {}
                    }
                }
            }
        }
        kinds
    }
}

#[cold]
fn look_at_shapes(
    chunk: &[u8; CHUNK],
    start: usize,
    text: &[u8],
    mut kinds: Kinds,
    confirm: &mut impl FnMut(usize) -> Kinds,
) -> Kinds {
    for n in 0..STEP.min(text.len() - start) {
        // What it begins with is told in fewer steps, where one is allowed to branch.
        let may_begin = matches!(chunk[n], b'_' | b'.' | b'q' | b'Q' | b'j' | b'J');
        if may_begin && is_shape(chunk[n], chunk[n + 1]) {
            kinds = kinds.and(kinds_of_shape(text, start + n, confirm));
        }
    }
    kinds
}

/// `m_` and its like, class names and `.kt:`, `SQL`, and `JPA` and `JDBC`; in as few steps as there can be, and a few
/// characters more.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "only what does not branch is compared sixteen bytes at a time"
)]
const fn is_shape(first: u8, second: u8) -> bool {
    (first == b'_')
        | ((first == b'.') & ((second & 0xE0 == b'A' & 0xE0) | (second | 0x20 == b'k')))
        | ((first | 0x20 == b'q') & (second | 0x20 == b'l'))
        | ((first | 0x20 == b'j') & (second | 0x34 == b'd' | 0x34))
}

/// How far from the beginning of what is looked for its shape is at most.
const SHAPE_REACH: usize = 3;

/// Whether something is found by its shape.
pub(super) const fn has_shape(needle: &[u8]) -> bool {
    let mut at = 0;
    while at <= SHAPE_REACH && at < needle.len() {
        let second = if at + 1 < needle.len() { needle[at + 1] } else { 0 };
        if is_shape(needle[at], second) {
            return true;
        }
        at += 1;
    }
    false
}

/// What the shape at this byte is one of, if one is there.
fn kinds_of_shape(text: &[u8], at: usize, confirm: &mut impl FnMut(usize) -> Kinds) -> Kinds {
    let (first, second) = (text[at], text.get(at + 1).copied().unwrap_or(0));
    let class = if first == b'.' && second.is_ascii_uppercase() { Kinds::SUSPECT } else { Kinds::NONE };
    (at.saturating_sub(SHAPE_REACH)..=at).fold(class, |kinds, at| kinds.and(confirm(at)))
}

/// The fours of which the texts of services are full.
const ORDINARY: Anchors = {
    const WORDS: &[u8] = b"account accountNumber activated active address addresses administrator agreement already amount approved based before \
        cannot be category changed by closed could create credited currency client contract date detailed differs \
        disabled does not exist entered exceed from identifier inactive insufficient installment invalid is not last \
        locked management negative office order of the other passing password payment cannot payment date payment \
        order period provided redirect region request restricted schedule select should statement status strategy \
        strange supported the transaction until validation view when which with would parentId available \
        firstName lastName zipCode street country phone mobile email birthDate externalId interest principal whole \
        number required";
    let mut ordinary = Anchors::NONE;
    let mut at = 0;
    while at + 4 <= WORDS.len() {
        ordinary.add([WORDS[at], WORDS[at + 1], WORDS[at + 2], WORDS[at + 3]], Kinds::TERM, 0);
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
        let survey = Survey::<1, false> { anchors: [&anchors] };
        let stands_at = |at: usize| {
            text.as_bytes()[at..]
                .get(..needle.len())
                .is_some_and(|text| text.eq_ignore_ascii_case(needle.as_bytes()))
        };
        survey.of(text.as_bytes(), |at| if stands_at(at) { Kinds::TERM } else { Kinds::NONE }) == Kinds::TERM
    }

    #[test]
    fn what_is_looked_for_is_found_wherever_it_stands() {
        let needles = ["client", "CLIENT", "mifos", "jdbc", "SQL", "tenant identifier", "客戶"];
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
        let survey = Survey::<0, true> { anchors: [] };
        for before in 0..80 {
            for behind in 0..80 {
                let (before, behind) = ("-".repeat(before), " ".repeat(behind));
                let class = format!("{before}.X{behind}");
                assert_eq!(survey.of(class.as_bytes(), |_| Kinds::NONE), Kinds::SUSPECT, "{class}");
                let table = format!("{before}m_{behind}");
                let begins = |at: usize| if at == before.len() { Kinds::WITHHELD } else { Kinds::NONE };
                assert_eq!(survey.of(table.as_bytes(), begins), Kinds::WITHHELD, "{table}");
            }
        }
    }
}
