//! The passes over a text, in a fixed order, and the check of their result.

use std::{borrow::Cow, mem};

use super::{
    MAX_LAYERS, Vocabulary,
    code::is_bare_code,
    normalize::{decode, may_change, tidy, without_confusables},
    rewrite::rewrite,
    scan::{Match, Matches, Rule, Test},
    strip::{is_readable, strip},
};

/// The part of a response that a text belongs to.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Part {
    /// The name of a field, in which words may be joined by dots.
    Name,
    Text,
}

/// The text that is shown: the original or the rewritten one, from an offset on.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) is_rewritten: bool,
    pub(super) from: usize,
}

/// The reason why a text is withheld.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reason {
    Blank,
    /// The whole text is a code without a prefix.
    Code,
    Match(Rule),
    /// A match that exists only in the normalized text.
    Hidden(Rule),
}

/// Reusable buffers.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(super) rewritten: String,
    next: String,
    pub(super) matches: Matches,
}

impl Buffers {
    /// Returns the capacity in bytes.
    pub(crate) fn capacity(&self) -> usize {
        self.rewritten.capacity() + self.next.capacity() + self.matches.found.capacity() * size_of::<Match>()
    }
}

impl Vocabulary {
    /// Sanitizes a text into the buffers.
    pub(crate) fn sanitize_within<'b>(
        &self,
        text: &'b str,
        part: Part,
        buffers: &'b mut Buffers,
    ) -> Option<&'b str> {
        let Shown { is_rewritten, from } = self.run(text, part, buffers).ok()?;
        Some(&(if is_rewritten { &buffers.rewritten } else { text })[from..])
    }

    /// Returns true if a marker, a shape or a code withholds the partner's own words, which are not rewritten.
    pub(crate) fn withholds(&self, text: &str) -> bool {
        let is_inner = |rule: Rule| matches!(rule, Rule::Marker(..) | Rule::Shape(_) | Rule::Code);
        let mut matches = Matches::default();
        self.scan(text, &mut matches).is_err()
            || matches.refuse(0, is_inner).is_err()
            || self.check_reading(text, &mut matches, is_inner).is_err()
    }

    /// Applies the passes until they find nothing more to do.
    pub(super) fn run(&self, text: &str, part: Part, buffers: &mut Buffers) -> Result<Shown, Reason> {
        // Each slice may rewrite a term once, after codes are stripped.
        const ROUNDS: usize = MAX_LAYERS + 3;
        let Buffers { rewritten, next, matches } = buffers;
        matches.work = 0;
        // The larger buffer is written first, so that repeated calls do not grow the other one.
        if rewritten.capacity() > next.capacity() {
            mem::swap(rewritten, next);
        }
        let mut shown = Shown { is_rewritten: false, from: 0 };
        for round in 0..ROUNDS {
            let current = if shown.is_rewritten { rewritten.as_str() } else { text };
            self.scan(current, matches).map_err(Reason::Match)?;
            matches.refuse(0, |rule| matches!(rule, Rule::Marker(..))).map_err(Reason::Match)?;
            next.clear();
            let from = prefixes_end(current, matches);
            let rest = &current[from..];
            let may_be_code = self.lms && part == Part::Text && !matches.is_kept(from, current.len());
            if matches.refuse(from, |rule| matches!(rule, Rule::Prefix | Rule::Code)).is_err() {
                // A code that appears only after a pass is not understood.
                let stripped = if round == 0 { strip(current, matches, next) } else { None };
                stripped.ok_or(Reason::Match(Rule::Code))?;
            } else if is_blank(rest) || (from > 0 || shown.is_rewritten) && !rest.contains(is_readable) {
                return Err(Reason::Blank);
            } else if may_be_code && is_bare_code(rest.trim(), 3) {
                return Err(Reason::Code);
            } else {
                matches.refuse(from, |rule| matches!(rule, Rule::Loose(_))).map_err(Reason::Match)?;
                if matches.refuse(from, |rule| matches!(rule, Rule::Rewrite(..))).is_ok() {
                    matches.refuse(from, |rule| matches!(rule, Rule::Shape(_))).map_err(Reason::Match)?;
                    self.check_reading(rest, matches, |_| true)?;
                    return Ok(Shown { from, ..shown });
                }
                rewrite(current, from, matches, next);
            }
            mem::swap(rewritten, next);
            shown = Shown { is_rewritten: true, from: 0 };
        }
        Err(Reason::Match(Rule::MaxWork))
    }

    /// Refuses a text if a reading of it has a match of such a rule.
    fn check_reading(&self, text: &str, found: &mut Matches, is_such: Test) -> Result<(), Reason> {
        let check = |text: &str, found: &mut Matches| {
            self.scan(text, found).and_then(|()| found.refuse(0, is_such)).map_err(Reason::Hidden)
        };
        let mut reading = Cow::Borrowed(text);
        while may_change(&reading) {
            found.work += reading.len() / 2;
            let decoded = decode(&reading);
            let other = if decoded.is_none() { without_confusables(&reading) } else { None };
            other.map_or(Ok(()), |other| check(&other, found))?;
            let mut tidied = |is_plain| tidy(&reading, is_plain, &mut found.work);
            let Some(next) = decoded.or_else(|| tidied(false)).or_else(|| tidied(true)) else { break };
            check(&next, found)?;
            reading = next.into();
        }
        Ok(())
    }
}

/// Returns the end of the upstream's prefixes at the start of the text.
fn prefixes_end(text: &str, matches: &Matches) -> usize {
    let prefixes = matches.found.iter().filter(|found| found.rule == Rule::Prefix);
    prefixes.fold(0, |from, found| {
        let is_next = found.start >= from && is_blank(&text[from..found.start]);
        if is_next { found.end } else { from }
    })
}

/// Returns true if the text is empty or white space.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim_start().is_empty()
}
