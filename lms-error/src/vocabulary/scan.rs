//! The search, second step: verifies candidates into matches.

use super::{
    MAX_LEN, MAX_WORK, Vocabulary,
    code::{code_end, is_word, prefix_at, reason_end},
    layer::Layer,
    lms::{self, Kind, Needle},
    prefilter::candidates,
    segment::{self, TermMatch},
};

pub(super) type Rewrite = &'static (&'static str, &'static str);
pub(super) type Test = fn(Rule) -> bool;

/// A span of the text that a rule matches.
#[derive(Clone, Copy)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: Rule,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    /// The term and its replacement; true for the plural.
    Rewrite(Rewrite, bool),
    /// The words of this term, not joined by exactly one joiner.
    Loose(&'static str),
    /// A code with a prefix, or one after `data validation due to:`.
    Code,
    /// The upstream's own prefix: `lms: status=404 code="…": `.
    Prefix,
    /// The text is beyond the limit of this name.
    MaxLen,
    MaxWork,
    Marker(&'static str, &'static str),
    Shape(&'static str),
}

/// The matches of a text, in the order in which the search finds them.
#[derive(Default)]
pub(super) struct Matches {
    pub(super) found: Vec<Match>,
    /// The work so far, in all passes.
    pub(super) work: usize,
    /// Kept spans: the start, and the furthest end so far.
    kept: Vec<(usize, usize)>,
    /// The last `select` that may begin a statement.
    select: Option<usize>,
    /// The ends of the last prefix, code and shape: within one, no other of its kind is verified, and within a code,
    /// which is stripped, no shape.
    prefix_end: usize,
    code_end: usize,
    shape_end: (&'static str, usize),
}

impl Matches {
    /// Returns the rule of the first match of such a rule from this offset on, as an error.
    pub(super) fn refuse(&self, from: usize, test: Test) -> Result<(), Rule> {
        let found = self.found.iter().find(|found| found.start >= from && test(found.rule));
        found.map_or(Ok(()), |found| Err(found.rule))
    }

    /// Returns true if one kept span covers this one.
    pub(super) fn is_kept(&self, start: usize, end: usize) -> bool {
        let before = self.kept.partition_point(|kept| kept.0 <= start);
        before > 0 && self.kept[before - 1].1 >= end
    }

    fn push(&mut self, start: usize, end: usize, rule: Rule) {
        self.found.push(Match { start, end, rule });
    }
}

impl Vocabulary {
    /// Finds all matches in the text, except those within kept spans; an error if the text is beyond a limit.
    pub(super) fn scan(&self, text: &str, matches: &mut Matches) -> Result<(), Rule> {
        matches.work += text.len() / if self.len > 0 { 2 } else { 8 };
        matches.found.clear();
        matches.kept.clear();
        (matches.select, matches.prefix_end, matches.code_end, matches.shape_end) = Default::default();
        let visit = |at, gram| {
            matches.work += 1;
            let is_lms = self.lms && lms::GRAMS.has(gram);
            let needles = is_lms.then(|| lms::needles(gram, lms::eight_at(text.as_bytes(), at)));
            let mut needles = needles.into_iter().flatten().peekable();
            let layers = &self.layers[..if self.grams.has(gram) { self.len.into() } else { 0 }];
            let mut layers = layers.iter().enumerate().filter(|(_, layer)| layer.has(gram)).peekable();
            let is_any = needles.peek().is_some() || layers.peek().is_some();
            // Most candidates end here.
            if is_any && text.is_char_boundary(at) && matches.work <= MAX_WORK {
                let mut verifier = Verifier { text, at, best: None, matches: &mut *matches };
                needles.for_each(|needle| verifier.needle(needle));
                layers.for_each(|(n, layer)| verifier.layer(layer, n + 1));
                if let Some((found, rule, _)) = verifier.best {
                    matches.push(at, found.end, Rule::Rewrite(rule, found.plural));
                }
            }
        };
        // Separate loops, as most vocabularies have no rules of their own.
        match (self.lms, self.len) {
            _ if text.len() > MAX_LEN => return Err(Rule::MaxLen),
            (true, 0) => candidates(text, |gram| lms::GRAMS.has(gram), visit),
            (true, _) => candidates(text, |gram| lms::GRAMS.has(gram) | self.grams.has(gram), visit),
            (false, _) => candidates(text, |gram| self.grams.has(gram), visit),
        }
        if !matches.kept.is_empty() {
            let mut found = std::mem::take(&mut matches.found);
            found.retain(|found| !matches.is_kept(found.start, found.end));
            matches.found = found;
        }
        if matches.work <= MAX_WORK { Ok(()) } else { Err(Rule::MaxWork) }
    }
}

/// Verifies one candidate.
struct Verifier<'v> {
    text: &'v str,
    at: usize,
    /// The longest match of a term so far, its rule, and the number of its layer.
    best: Option<(TermMatch, Rewrite, usize)>,
    matches: &'v mut Matches,
}

impl Verifier<'_> {
    fn needle(&mut self, needle: &'static Needle) {
        self.matches.work += if matches!(needle.kind, Kind::Shape(..)) { 24 } else { 8 };
        let (text, words, start) = (self.text, needle.text.as_str(), self.at.checked_sub(needle.before));
        let Some((at, end)) = start.map(|at| (at, at + words.len())) else { return };
        match needle.kind {
            _ if (needle.before > 0 || words.len() > 8) && segment::is_at(text, at, words).is_none() => {}
            Kind::Marker(_) if needle.pattern.starts_with('=') && &text[at..end] != words => {}
            Kind::Marker(_) if needle.pattern.as_bytes()[..2].contains(&b'^') && !starts_word(text, at) => {}
            Kind::Marker(_) if needle.pattern.ends_with('$') && goes_on(text.as_bytes(), end) => {}
            Kind::Marker(kind) => self.matches.push(at, end, Rule::Marker(words, kind)),
            Kind::Keep => self.keep(words),
            _ if at < self.matches.prefix_end => {}
            Kind::Shape(name, _) if self.matches.shape_end.0 == name && at < self.matches.shape_end.1 => {}
            Kind::Code | Kind::Shape(..) if at < self.matches.code_end => {}
            Kind::Term(rule) => self.term(rule, 0),
            Kind::Code => self.code(at, code_end(text, at, words)),
            Kind::Status => {
                if let Some((start, end)) = prefix_at(text, at, end) {
                    let is_glued = matches!(text.as_bytes()[end - 1..], [b':', b'!'..=255, ..]);
                    self.matches.push(start, end, if is_glued { Rule::Code } else { Rule::Prefix });
                    self.matches.prefix_end = end;
                }
            }
            Kind::DueTo => self.code(end, reason_end(text, end)),
            Kind::Shape(name, find) => {
                let Some((start, end)) = find(text, at, end, &mut self.matches.select) else { return };
                if end > self.matches.shape_end.1 {
                    self.matches.shape_end = (name, end);
                }
                if start < end {
                    self.matches.push(start, end, Rule::Shape(name));
                }
            }
        }
    }

    fn layer(&mut self, layer: &Layer, number: usize) {
        let (rest, mut furthest) = (&self.text.as_bytes()[self.at..], None);
        for n in 0..layer.len() {
            let rule = layer.text(n).as_bytes();
            // Most rules differ in the first bytes. At a joiner or the end of a plural they may.
            if rule[0].is_ascii() && (rule[0] ^ rest[0]) & !0x20 != 0 {
                continue;
            }
            let same = rule.iter().zip(rest).take(4).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
            let is_near = same == rule.len().min(4);
            let is_fixed = |n: usize| rule[n].is_ascii_alphanumeric() && rule[n] | 0x20 != b'y';
            if !is_near && is_fixed(same) && is_fixed(same.saturating_sub(1)) {
                continue;
            }
            self.matches.work += if is_near { 8 } else { 0 };
            let needle = layer.needle(n);
            match layer {
                Layer::Keep(..) => self.keep(needle),
                Layer::Withhold(..) => {
                    if let Some(end) = segment::is_at(self.text, self.at, needle) {
                        self.matches.push(self.at, end, Rule::Marker(needle, "of the service"));
                    }
                }
                _ if self.at < self.matches.prefix_end => {}
                Layer::Rewrite(rules, _) => self.term(&rules[n], number),
                Layer::Strip(..) if self.at < self.matches.code_end => {}
                Layer::Strip(..) => furthest = furthest.max(code_end(self.text, self.at, needle)),
            }
        }
        self.code(self.at, furthest);
    }

    /// Keeps the better of this match and the best one so far: the longer, then that of the later layer. Within a layer
    /// the singular goes first, then alphabetical order, so that the order of the rules does not matter.
    fn term(&mut self, rule: Rewrite, layer: usize) {
        let Some(found) = segment::match_at(self.text, self.at, rule.0) else { return };
        if found.loose {
            return self.matches.push(self.at, found.end, Rule::Loose(rule.0));
        }
        let rank = |(found, rule, n): (TermMatch, Rewrite, usize)| (found.end, n, !found.plural, rule.0);
        if self.best.is_none_or(|best| rank((found, rule, layer)) > rank(best)) {
            self.best = Some((found, rule, layer));
        }
    }

    fn code(&mut self, start: usize, end: Option<usize>) {
        if let Some(end) = end {
            self.matches.push(start, end, Rule::Code);
            self.matches.code_end = end;
        }
    }

    fn keep(&mut self, term: &str) {
        let is_whole = |found: &TermMatch| !found.loose && segment::is_edge(self.text, found.end);
        if let Some(TermMatch { end, .. }) = segment::match_at(self.text, self.at, term).filter(is_whole) {
            let furthest = self.matches.kept.last().map_or(end, |kept| kept.1.max(end));
            self.matches.kept.push((self.at, furthest));
        }
    }
}

/// An underscore that joins nothing does not count (`_m_client_`), nor does the letter of an escape.
fn starts_word(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rposition(|byte| *byte != b'_');
    before.is_none_or(|n| !is_word(text.as_bytes()[n]) || segment::is_escape(text.as_bytes(), n))
}

fn goes_on(text: &[u8], end: usize) -> bool {
    text[end..].iter().find(|byte| **byte != b'_').is_some_and(|byte| is_word(*byte))
}
