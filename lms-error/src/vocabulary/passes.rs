//! The passes over a text, in a fixed order, and the check of what they leave.

use std::mem;

use super::{
    MAX_LAYERS, MAX_LEN, Vocabulary,
    code::is_bare_code,
    explain::{Reason, Withheld},
    normalize::normalize,
    rewrite::{Replaced, rewrite},
    scan::{Matches, Rule},
    strip::{Found, What, strip},
};

/// The part of a response that a text is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Part {
    /// The name of a field, which may be words joined by dots.
    Name,
    Text,
}

/// What is shown of a text: it, or what it was rewritten to, from an offset on.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) is_rewritten: bool,
    pub(super) from: usize,
}

impl Shown {
    fn of<'t>(self, text: &'t str, rewritten: &'t str) -> &'t str {
        &(if self.is_rewritten { rewritten } else { text })[self.from..]
    }
}

/// Reusable buffers, so that not every text allocates its own.
#[derive(Default)]
pub(crate) struct Buffers {
    rewritten: String,
    next: String,
    pub(super) matches: Matches,
}

impl Buffers {
    pub(super) fn into_rewritten(self) -> String {
        self.rewritten
    }

    /// Returns the capacity of the buffers in bytes.
    pub(crate) fn capacity(&self) -> usize {
        self.rewritten.capacity() + self.next.capacity() + self.matches.capacity()
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
        let shown = self.run(text, part, buffers).ok()?;
        Some(shown.of(text, &buffers.rewritten))
    }

    /// Returns whether a marker or a shape withholds the text: for words of the partner's own, which are not reworded.
    pub(crate) fn withholds(&self, text: &str) -> bool {
        let is_inner = |rule: Rule| matches!(rule, Rule::Marker { .. } | Rule::Shape(_));
        let mut matches = Matches::default();
        self.scan(text, &mut matches);
        text.len() > MAX_LEN
            || matches.iter().any(|found| is_inner(found.rule))
            || matches.may_read_otherwise && self.find_in_reading(text, &mut matches, is_inner).is_some()
    }

    /// Applies the passes until they find nothing more to do.
    pub(super) fn run(&self, text: &str, part: Part, buffers: &mut Buffers) -> Result<Shown, Withheld> {
        // A term may be renamed by every slice, after the codes are stripped.
        const ROUNDS: usize = MAX_LAYERS + 3;
        let Buffers { rewritten, next, matches } = buffers;
        // The larger buffer is written first, so that repeated calls do not grow the other one.
        if rewritten.capacity() > next.capacity() {
            mem::swap(rewritten, next);
        }
        let mut shown = Shown { is_rewritten: false, from: 0 };
        for round in 0..ROUNDS {
            let current = shown.of(text, rewritten);
            if current.len() > MAX_LEN {
                return Err(Reason::Length.into());
            }
            self.scan(current, matches);
            let found = |test: fn(Rule) -> bool| matches.iter().find(|found| test(found.rule));
            if let Some(marker) = found(|rule| matches!(rule, Rule::Marker { .. })) {
                return Err(Reason::Match(marker.rule).into());
            }
            next.clear();
            let from = match front(current, matches) {
                Front::Prefix(from) => from,
                // What a pass brings together is not understood.
                Front::Code if round > 0 => return Err(Reason::Match(Rule::Strip(What::Code)).into()),
                Front::Code => {
                    strip(current, codes(matches), next)
                        .map_err(|found| Reason::Match(Rule::Strip(found.what)))?;
                    mem::swap(rewritten, next);
                    shown = Shown { is_rewritten: true, from: 0 };
                    continue;
                }
            };
            let rest = &current[from..];
            if is_blank(rest) {
                return Err(Reason::Blank.into());
            }
            if self.lms && part == Part::Text && is_bare_code(rest) && !matches.is_kept(from, current.len()) {
                return Err(Reason::Code.into());
            }
            let rest_of =
                |test: fn(Rule) -> bool| matches.iter().find(|found| found.start >= from && test(found.rule));
            if let Some(loose) = rest_of(|rule| matches!(rule, Rule::Loose(_))) {
                return Err(Reason::Match(loose.rule).into());
            }
            if rest_of(|rule| matches!(rule, Rule::Rewrite { .. })).is_some() {
                rewrite(current, from, terms(matches), next);
                mem::swap(rewritten, next);
                shown = Shown { is_rewritten: true, from: 0 };
                continue;
            }
            if let Some(shape) = rest_of(|rule| matches!(rule, Rule::Shape(_))) {
                return Err(Reason::Match(shape.rule).into());
            }
            if matches.may_read_otherwise {
                if let Some(reason) = self.find_in_reading(rest, matches, |_| true) {
                    return Err(Withheld { reason, is_hidden: true });
                }
            }
            return Ok(Shown { from: shown.from + from, ..shown });
        }
        Err(Reason::Unsettled.into())
    }

    /// Finds a match of such a rule in the text as a person reads it.
    fn find_in_reading(
        &self,
        text: &str,
        matches: &mut Matches,
        is_such: fn(Rule) -> bool,
    ) -> Option<Reason> {
        // A text that was quoted more often is no error message.
        const DEEPEST: usize = 4;
        let mut reading = normalize(text)?;
        for _ in 0..DEEPEST {
            self.scan(&reading, matches);
            if let Some(found) = matches.iter().find(|found| is_such(found.rule)) {
                return Some(Reason::Match(found.rule));
            }
            if reading.len() > MAX_LEN {
                return Some(Reason::Length);
            }
            reading = normalize(&reading)?;
        }
        Some(Reason::Unsettled)
    }
}

/// What a text begins with, if something is to be stripped.
enum Front {
    /// Nothing but prefixes of the upstream, up to this offset.
    Prefix(usize),
    /// Codes, there or elsewhere.
    Code,
}

fn front(text: &str, matches: &Matches) -> Front {
    let mut from = 0;
    for code in codes(matches) {
        let is_next = || code.start >= from && is_blank(&text[from..code.start]);
        if code.what == What::Prefix && is_next() {
            from = code.end;
        } else if code.start >= from {
            return Front::Code;
        }
    }
    Front::Prefix(from)
}

fn codes(matches: &Matches) -> impl Iterator<Item = Found> {
    matches.iter().filter_map(|found| match found.rule {
        Rule::Strip(what) => Some(Found { start: found.start, end: found.end, what }),
        _ => None,
    })
}

fn terms(matches: &Matches) -> impl Iterator<Item = Replaced> {
    matches.iter().filter_map(|found| match found.rule {
        Rule::Rewrite { term, replacement, plural } => {
            Some(Replaced { start: found.start, end: found.end, plural, term, replacement })
        }
        _ => None,
    })
}

/// Returns whether there is nothing to read in the text.
pub(crate) fn is_blank(text: &str) -> bool {
    // Most texts begin with a letter.
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim_start().is_empty()
}
