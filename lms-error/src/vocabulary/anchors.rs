//! What a text has wherever it has what is looked for.
//!
//! Nothing is compared with whole words at first. Each thing that is looked for has an *anchor*, five neighbouring
//! characters of it that are rare in other texts, and wherever five stand, one of the two fours in them begins at an
//! even place. So it is enough to look up every second four of a text in the table of those fours. What is shorter than
//! five has any character for a missing one.

use std::ops::RangeInclusive;

use super::sites::Kinds;

/// The fours of the anchors of what is looked for. The table may hold some that nobody put in, and never lacks one
/// that somebody did.
#[derive(Clone, Copy)]
pub(super) struct Anchors {
    /// At the hash of a four, what it stands in: the kinds in the lower half of the byte, and in the upper one the
    /// `reach` of how far from the beginning.
    pub(super) entries: [u8; TABLE],
}

/// 16 KiB, so that fours rarely share a place, and the table leaves room for others in the first cache.
const TABLE: usize = 1 << 14;

/// What is shorter than this has no anchor.
pub(super) const SHORTEST: usize = 3;

/// How far from the beginning of what is looked for a four of its anchor stands at most.
const REACH: usize = 27;

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
        let mut least = u64::MAX;
        let mut at = 0;
        while at + 5 <= needle.len() && at + 2 <= REACH {
            let (_, five) = needle.split_at(at);
            let [before @ .., _] = [five[0], five[1], five[2], five[3], five[4]];
            let [_, behind @ ..] = [five[0], five[1], five[2], five[3], five[4]];
            let first = self.commonness(before, at + 1);
            let second = self.commonness(behind, at + 2);
            let commonness = if first > second { first } else { second };
            if commonness < least {
                (rarest, least) = (at, commonness);
            }
            at += 1;
        }
        rarest
    }

    const fn commonness(&self, four: [u8; 4], distance: usize) -> u64 {
        // More than the ranks of four letters come to.
        const ORDINARY_WORD: u64 = 28 * 28 * 28 * 28;
        let place = place(four);
        let reach = self.entries[place] >> 4;
        // What shares a place is looked for at more than one distance.
        let probes = if reach == 0 {
            0
        } else {
            let with = reach_with(reach, distance);
            if with == reach {
                return 0;
            }
            let (from, to) = REACHES[with as usize];
            (to - from) as u64
        };
        (ORDINARY[place] as u64 + probes) * ORDINARY_WORD
            + rank(four[0]) * rank(four[1]) * rank(four[2]) * rank(four[3])
    }
}

/// From where to where the distances go that each value of four bits stands for, but the first, which is nothing: one
/// alone, several, and where fours share a place, all of them.
const REACHES: [(u8, u8); 16] = [
    (1, 0),
    (0, 0),
    (1, 1),
    (2, 2),
    (3, 3),
    (4, 4),
    (5, 5),
    (6, 6),
    (7, 7),
    (8, 9),
    (10, 13),
    (14, 19),
    (20, 27),
    (0, 3),
    (0, 9),
    (0, 27),
];

/// The narrowest reach that has the distances of another one, and this distance as well.
const fn reach_with(reach: u8, distance: usize) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no anchor stands further from the beginning than `REACH`"
    )]
    let distance = distance as u8;
    let (mut from, mut to) = REACHES[reach as usize];
    if from > to {
        (from, to) = (distance, distance);
    }
    let mut n = 1;
    while {
        let (least, most) = REACHES[n as usize];
        least > from || most < to || least > distance || most < distance
    } {
        n += 1;
    }
    n
}

/// At what distances from the beginning of something a four with that reach stands.
pub(super) fn distances(reach: u8) -> RangeInclusive<usize> {
    let (from, to) = REACHES[usize::from(reach)];
    usize::from(from)..=usize::from(to)
}

impl std::fmt::Debug for Anchors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Anchors({})", self.entries.iter().filter(|entry| **entry != 0).count())
    }
}

/// By a hash without regard to case. Of the multipliers that were tried, this one lets the fewest of the fours of clean
/// texts share a place with one of an anchor.
pub(super) const fn place(four: [u8; 4]) -> usize {
    ((u32::from_le_bytes(four) | 0x2020_2020).wrapping_mul(0x72C5_2097) >> 18) as usize
}

/// How often the fours at each place of the table stand in the words of which the texts of services are full.
static ORDINARY: [u16; TABLE] = {
    const WORDS: &[u8] = include_bytes!("ordinary.txt");
    let mut counts = [0_u16; TABLE];
    // The words before the first empty line are the most frequent.
    let mut weight = 16;
    let mut four = [0; 4];
    let mut at = 0;
    while at < WORDS.len() {
        let ends_line = WORDS[at] == b'\n';
        if ends_line && at > 0 && WORDS[at - 1] == b'\n' {
            weight = 1;
        }
        four = [four[1], four[2], four[3], if ends_line { b' ' } else { WORDS[at] }];
        let place = place(four);
        counts[place] = counts[place].saturating_add(weight);
        at += 1;
    }
    counts
};

/// The place among the letters of ordinary texts and the space, the rarest first.
const fn rank(byte: u8) -> u64 {
    RANKS[byte as usize] as u64
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
