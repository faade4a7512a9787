//! The search, second half: candidates are verified into matches.

use super::{
    Vocabulary,
    code::{code_end, is_word, reason_end},
    layer::{Layer, prefix_of},
    lms::{self, Kind, Needle},
    prefilter::{Candidate, candidates},
    segment::{self, TermMatch},
    shapes::Shape,
    strip::{What, prefix_at},
};

/// Something that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: Rule,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    Rewrite {
        term: &'static str,
        replacement: &'static str,
        plural: bool,
    },
    /// The words of this term are joined otherwise than by one joiner.
    Loose(&'static str),
    Strip(What),
    Marker {
        marker: &'static str,
        reason: &'static str,
    },
    Shape(Shape),
}

/// The matches of a text, in order.
#[derive(Default)]
pub(super) struct Matches {
    found: Vec<Match>,
    /// What is kept: from where, to where, and the furthest end of those up to here.
    kept: Vec<(usize, usize, usize)>,
    /// Whether the text may read otherwise than it is written.
    pub(super) may_read_otherwise: bool,
    /// The last `select` that may begin a statement.
    select: Option<usize>,
}

impl Matches {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Match> {
        self.found.iter()
    }

    pub(super) fn capacity(&self) -> usize {
        self.found.capacity() * size_of::<Match>()
    }

    /// Returns whether one kept span covers all of this one.
    pub(super) fn is_kept(&self, start: usize, end: usize) -> bool {
        is_kept(&self.kept, start, end)
    }

    fn push(&mut self, start: usize, end: usize, rule: Rule) {
        self.found.push(Match { start, end, rule });
    }

    fn keep(&mut self, start: usize, end: usize) {
        let furthest = self.kept.last().map_or(end, |kept| kept.2.max(end));
        self.kept.push((start, end, furthest));
    }
}

fn is_kept(kept: &[(usize, usize, usize)], start: usize, end: usize) -> bool {
    let before = kept.partition_point(|kept| kept.0 <= start);
    before > 0 && kept[before - 1].2 >= end
}

/// The longest match of a term so far at one offset, by the latest layer, and among those of one layer by an order
/// that does not depend on the order of the rules.
#[derive(Default)]
struct Best(Option<(TermMatch, &'static (&'static str, &'static str))>);

impl Best {
    fn offer(&mut self, found: TermMatch, rule: &'static (&'static str, &'static str), is_later: bool) {
        let rank = |found: TermMatch, term: &'static str| (found.end, !found.plural, term);
        let is_better = self.0.is_none_or(|(best, other)| {
            found.end > best.end
                || found.end == best.end && (is_later || rank(found, rule.0) > rank(best, other.0))
        });
        if is_better {
            self.0 = Some((found, rule));
        }
    }
}

impl Vocabulary {
    /// Finds all matches in the text. Those that are kept are left out.
    pub(super) fn scan(&self, text: &str, matches: &mut Matches) {
        matches.found.clear();
        matches.kept.clear();
        matches.select = None;
        let lms = self.lms.then_some(&lms::GRAMS);
        matches.may_read_otherwise =
            candidates(text, &self.grams, lms, |candidate| self.verify(text, candidate, matches));
        if !matches.kept.is_empty() {
            let Matches { found, kept, .. } = matches;
            found.retain(|found| !is_kept(kept, found.start, found.end));
        }
    }

    fn verify(&self, text: &str, candidate: Candidate, matches: &mut Matches) {
        let at = candidate.at;
        let mut best = Best::default();
        if candidate.is_lms {
            for needle in lms::needles(candidate.gram) {
                if needle.may_begin(candidate.gram) {
                    needle.verify(text, at, &mut best, matches);
                }
            }
        }
        if candidate.is_own {
            for layer in self.layers() {
                verify_layer(layer, text, at, &mut best, matches);
            }
        }
        if let Some((found, (term, replacement))) = best.0 {
            matches.push(at, found.end, Rule::Rewrite { term, replacement, plural: found.plural });
        }
    }
}

impl Needle {
    fn verify(&self, text: &str, at: usize, best: &mut Best, matches: &mut Matches) {
        if let Kind::Shape(shape) = self.kind {
            if let Some((start, end)) = shape.find(text, at, self.text, &mut matches.select) {
                matches.push(start, end, Rule::Shape(shape));
            }
            return;
        }
        let Some(end) = segment::is_at(text, at, self.text) else { return };
        match self.kind {
            Kind::Marker(reason) => {
                let is_same = !self.is_exact || &text[at..end] == self.text;
                let starts = !self.starts_word || starts_word(text.as_bytes(), at);
                let ends = !self.ends_word || ends_word(text.as_bytes(), end);
                if is_same && starts && ends {
                    matches.push(at, end, Rule::Marker { marker: self.text, reason });
                }
            }
            Kind::Term(rule) => offer(text, at, rule, false, best, matches),
            Kind::Code => push_code(text, at, self.text, matches),
            Kind::Keep => keep(text, at, self.text, matches),
            Kind::Status => {
                if let Some((start, end)) = prefix_at(text, at) {
                    matches.push(start, end, Rule::Strip(What::Prefix));
                }
            }
            Kind::DueTo => {
                let reason = reason_end(text, end).filter(|_| text[..at].ends_with("data validation "));
                if let Some(reason) = reason {
                    matches.push(end, reason, Rule::Strip(What::Reason));
                }
            }
            Kind::Shape(_) => {}
        }
    }
}

fn verify_layer(layer: &Layer, text: &str, at: usize, best: &mut Best, matches: &mut Matches) {
    let first = text.as_bytes()[at];
    // Most needles are told by their first byte.
    let may_begin = |needle: &str| {
        let byte = needle.as_bytes()[0];
        byte.eq_ignore_ascii_case(&first) || !byte.is_ascii() && !first.is_ascii()
    };
    match layer {
        Layer::Rewrite(rules) => {
            // A later layer overrides a match of an earlier one, and not one of its own.
            let before = best.0.map(|(_, rule)| rule.0.as_ptr());
            for rule in rules.iter().filter(|rule| may_begin(rule.0)) {
                let is_later = best.0.is_none_or(|(_, rule)| Some(rule.0.as_ptr()) == before);
                offer(text, at, rule, is_later, best, matches);
            }
        }
        Layer::Strip(patterns) => {
            for pattern in patterns.iter().filter(|pattern| may_begin(pattern)) {
                push_code(text, at, prefix_of(pattern), matches);
            }
        }
        Layer::Withhold(markers) => {
            for marker in markers.iter().filter(|marker| may_begin(marker)) {
                if let Some(end) = segment::is_at(text, at, marker) {
                    matches.push(at, end, Rule::Marker { marker, reason: "of the service" });
                }
            }
        }
        Layer::Keep(terms) => {
            terms.iter().filter(|term| may_begin(term)).for_each(|term| keep(text, at, term, matches))
        }
    }
}

fn offer(
    text: &str,
    at: usize,
    rule: &'static (&'static str, &'static str),
    is_later: bool,
    best: &mut Best,
    matches: &mut Matches,
) {
    match segment::match_at(text, at, rule.0) {
        Some(found) if found.loose => matches.push(at, found.end, Rule::Loose(rule.0)),
        Some(found) => best.offer(found, rule, is_later),
        None => {}
    }
}

fn push_code(text: &str, at: usize, prefix: &'static str, matches: &mut Matches) {
    if let Some(end) = code_end(text, at, prefix) {
        matches.push(at, end, Rule::Strip(What::Code));
    }
}

fn keep(text: &str, at: usize, term: &str, matches: &mut Matches) {
    let found = segment::match_at(text, at, term).filter(|found| !found.loose && !found.before_id);
    if let Some(found) = found {
        matches.keep(at, found.end);
    }
}

/// An underscore that joins nothing is markup, or left over: `_m_client_`. So is the letter of an escape.
fn starts_word(text: &[u8], at: usize) -> bool {
    let before = text[..at].iter().rposition(|byte| *byte != b'_');
    before.is_none_or(|n| !is_word(text[n]) || segment::is_escape(text, n))
}

fn ends_word(text: &[u8], end: usize) -> bool {
    text[end..].iter().find(|byte| **byte != b'_').is_none_or(|byte| !is_word(*byte))
}
