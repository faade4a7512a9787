//! Which texts need no second look, and where the others need one.
//!
//! Most texts are clean, and are to be found so at the speed of memory. Every second four of a text is looked up in the
//! table of anchors, and nothing more is done where the table holds none.
//!
//! What is too short for an anchor of the LMS is known by a *shape*, one or two characters that other texts rarely
//! have: a `_`, a dot with a capital behind it, the end of `SQL`. These cost little more, since the compiler compares
//! sixteen bytes with each at a time, and the processor reads the table meanwhile.

use super::{
    anchors::{Anchors, distances, place},
    sites::Kinds,
};
use crate::simd::any_pair_of_sixteen;

/// How many bytes are looked at in one go; the last two of them are the first ones of the next.
const CHUNK: usize = 34;
const STEP: usize = CHUNK - 2;
/// The same where a text ends, or is no longer.
const HALF: usize = 18;

fn place_at(chunk: &[u8], at: usize) -> usize {
    // Four bytes copied are one load; taken one by one, they may become four.
    let mut four = [0; 4];
    four.copy_from_slice(&chunk[at..at + 4]);
    place(four)
}

/// A chunk that has to be looked at again.
struct Hit<'t> {
    chunk: &'t [u8],
    start: usize,
    /// What the table holds of the fours in each eight bytes.
    quarters: [u8; 4],
    has_shape: bool,
}

/// What is looked for in a text.
pub(super) struct Survey<'a, const N: usize, const SHAPES: bool> {
    /// Where it is looked for; besides, `SHAPES` says whether shapes are.
    pub(super) anchors: [&'a Anchors; N],
    /// Before which byte it does not matter what is cut out or rewritten.
    pub(super) from: usize,
}

impl<const N: usize, const SHAPES: bool> Survey<'_, N, SHAPES> {
    /// Where an anchor or a shape stands, `confirm` is asked at the bytes from which on something that has it may
    /// stand, at some of them more than once. What it answers with are the kinds of which nothing more need be known;
    /// of the others, everything is found. Nothing more is looked for once the text is withheld.
    pub(super) fn of(&self, text: &[u8], mut confirm: impl FnMut(usize) -> Kinds) -> Kinds {
        let mut kinds = Kinds::NONE;
        let mut start = 0;
        while let Some(hit) = self.next_hit(text, start, kinds) {
            kinds = self.look_at(&hit, text, kinds, &mut confirm);
            if kinds.include(Kinds::WITHHELD) {
                return kinds;
            }
            start = hit.start + STEP;
        }
        start = text.len().saturating_sub(CHUNK - STEP) / STEP * STEP;
        let rest = &text[start..];
        if let Some(half) = rest.first_chunk::<HALF>().filter(|half| half.len() < rest.len()) {
            if let Some(hit) = self.hit(half, start, kinds) {
                kinds = self.look_at(&hit, text, kinds, &mut confirm);
            }
        }
        let mut padded = [0; HALF];
        let last = text.last_chunk().unwrap_or_else(|| {
            padded[..text.len()].copy_from_slice(text);
            &padded
        });
        if let Some(hit) = self.hit(last, text.len().saturating_sub(HALF), kinds) {
            kinds = self.look_at(&hit, text, kinds, &mut confirm);
        }
        // A chunk has no shapes in its last two bytes: they are the first ones of the next, where there is one.
        if SHAPES && text.len() > HALF - 2 {
            for at in [text.len() - 2, text.len() - 1] {
                if shape_stands(text, at) {
                    kinds = kinds.and(kinds_of_shape(text, at, &mut confirm));
                }
            }
        }
        kinds
    }

    /// The next chunk that has something. Apart from what is done about it, so that nothing stands in the way of the
    /// chunks that have nothing.
    fn next_hit<'t>(&self, text: &'t [u8], mut start: usize, kinds: Kinds) -> Option<Hit<'t>> {
        while let Some(chunk) = text[start..].first_chunk::<CHUNK>() {
            let hit = self.hit(chunk, start, kinds);
            if hit.is_some() {
                return hit;
            }
            start += STEP;
        }
        None
    }

    /// What the chunk has of shapes, and of anchors of other kinds than those.
    #[expect(clippy::inline_always, reason = "a call would cost as much as the look at the chunk")]
    #[inline(always)]
    fn hit<'t, const BYTES: usize>(
        &self,
        chunk: &'t [u8; BYTES],
        start: usize,
        kinds: Kinds,
    ) -> Option<Hit<'t>> {
        let mut quarters = [0; 4];
        for n in 0..BYTES / 2 - 1 {
            quarters[n / 4] |= self.entry(chunk, n * 2);
        }
        let found = quarters[0] | quarters[1] | quarters[2] | quarters[3];
        let has_shape = SHAPES && has_shape_within(chunk);
        (!kinds.include(Kinds(found & 0xF)) || has_shape).then_some(Hit { chunk, start, quarters, has_shape })
    }

    /// The kinds with those of a chunk.
    #[cold]
    fn look_at(
        &self,
        hit: &Hit<'_>,
        text: &[u8],
        mut kinds: Kinds,
        confirm: &mut impl FnMut(usize) -> Kinds,
    ) -> Kinds {
        for (quarter, found) in hit.quarters.into_iter().enumerate() {
            let (first, last) = (quarter * 8, quarter * 8 + 6);
            if !self.known_at(hit.start + last, kinds).include(Kinds(found & 0xF)) {
                kinds = self.look_at_quarter(hit, first, text.len(), kinds, confirm);
            }
        }
        if hit.has_shape {
            kinds = look_at_shapes(hit.chunk, hit.start, text, kinds, confirm);
        }
        kinds
    }

    #[expect(clippy::inline_always, reason = "so that the places of a chunk are looked up side by side")]
    #[inline(always)]
    fn entry(&self, chunk: &[u8], at: usize) -> u8 {
        let place = place_at(chunk, at);
        let mut entry = 0;
        for anchors in self.anchors {
            entry |= anchors.entries[place];
        }
        entry
    }

    /// Of what kinds nothing more need be known where a four begins. What has the four begins at the byte behind it at
    /// the latest.
    fn known_at(&self, at: usize, kinds: Kinds) -> Kinds {
        if at + 1 < self.from { kinds.and(Kinds::CODE).and(Kinds::TERM) } else { kinds }
    }

    fn look_at_quarter(
        &self,
        hit: &Hit<'_>,
        from: usize,
        len: usize,
        mut kinds: Kinds,
        confirm: &mut impl FnMut(usize) -> Kinds,
    ) -> Kinds {
        for at in (from..from + 8).step_by(2) {
            let place = place_at(hit.chunk, at);
            let known = self.known_at(hit.start + at, kinds);
            for anchors in self.anchors {
                let entry = anchors.entries[place];
                if known.include(Kinds(entry & 0xF)) {
                    continue;
                }
                for distance in distances(entry >> 4) {
                    match (hit.start + at + 1).checked_sub(distance) {
                        Some(at) if at < len => kinds = kinds.and(confirm(at)),
                        _ => {}
                    }
                }
            }
        }
        kinds
    }
}

#[expect(clippy::inline_always, reason = "a call would cost as much as the look at the chunk")]
#[inline(always)]
fn has_shape_within(chunk: &[u8]) -> bool {
    // The last two bytes of a chunk are the first ones of the next.
    let sixteens = (0..chunk.len() - 2).step_by(16).filter_map(|at| chunk[at..].first_chunk());
    sixteens.fold(false, |has_shape, bytes| has_shape | any_pair_of_sixteen(bytes, is_shape))
}

fn look_at_shapes(
    chunk: &[u8],
    start: usize,
    text: &[u8],
    mut kinds: Kinds,
    confirm: &mut impl FnMut(usize) -> Kinds,
) -> Kinds {
    for n in 0..(chunk.len() - 2).min(text.len() - start) {
        if shape_stands(chunk, n) {
            kinds = kinds.and(kinds_of_shape(text, start + n, confirm));
        }
    }
    kinds
}

/// Whether a shape stands at this byte. Where one is allowed to branch, what it begins with is told in fewer steps.
fn shape_stands(text: &[u8], at: usize) -> bool {
    match text[at] {
        b'_' => true,
        b'.' | b'q' | b'Q' | b'j' | b'J' => is_shape(text[at], text.get(at + 1).copied().unwrap_or(0)),
        _ => false,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found of the kinds of `needle` in a text in which it stands somewhere.
    fn finds(needle: &str, text: &str) -> bool {
        let anchors = Anchors::NONE.of(needle.as_bytes(), Kinds::TERM);
        let survey = Survey::<1, false> { anchors: [&anchors], from: 0 };
        let stands_at = |at: usize| {
            text.as_bytes()[at..]
                .get(..needle.len())
                .is_some_and(|text| text.eq_ignore_ascii_case(needle.as_bytes()))
        };
        survey.of(text.as_bytes(), |at| if stands_at(at) { Kinds::TERM } else { Kinds::NONE }) == Kinds::TERM
    }

    #[test]
    fn what_is_looked_for_is_found_wherever_it_stands() {
        let needles = [
            "client",
            "CLIENT",
            "mifos",
            "jdbc",
            "SQL",
            "tenant identifier",
            "客戶",
            // Of words that are everywhere, and one that is not, further behind than any anchor stands.
            "the number of the account is not in the state quixotic",
        ];
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
        let survey = Survey::<0, true> { anchors: [], from: 0 };
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
