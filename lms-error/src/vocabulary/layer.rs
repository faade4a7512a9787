//! The slices of rules that make up a vocabulary.

use std::fmt;

use self::Layer::{Keep, Rewrite, Strip, Withhold};
use super::Vocabulary;
use super::prefilter::{Gram, Grams};

/// One slice of rules, and the grams that they may begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Rewrite(&'static [(&'static str, &'static str)], Grams<1>),
    /// Patterns of codes, `prefix.*`.
    Strip(&'static [&'static str], Grams<1>),
    Withhold(&'static [&'static str], Grams<1>),
    /// Terms that are exempt from every other rule.
    Keep(&'static [&'static str], Grams<1>),
}

impl Layer {
    pub(super) const fn len(&self) -> usize {
        match self {
            Rewrite(rules, _) => rules.len(),
            Strip(texts, _) | Withhold(texts, _) | Keep(texts, _) => texts.len(),
        }
    }

    /// Returns true if a rule may begin with this gram.
    pub(super) const fn has(&self, gram: Gram) -> bool {
        let (Rewrite(_, grams) | Strip(_, grams) | Withhold(_, grams) | Keep(_, grams)) = self;
        grams.has(gram)
    }

    /// Returns the text of a rule: a term, a marker, or a pattern.
    pub(super) const fn text(&self, n: usize) -> &'static str {
        match self {
            Rewrite(rules, _) => rules[n].0,
            Strip(texts, _) | Withhold(texts, _) | Keep(texts, _) => texts[n],
        }
    }

    /// Returns the text that a rule searches for: a term, a marker, or the prefix of a pattern.
    pub(super) const fn needle(&self, n: usize) -> &'static str {
        let text = self.text(n);
        if let Strip(..) = self { slice(text, 0, text.len() - 2) } else { text }
    }

    /// Adds the grams that its rules may begin with to a set. The words of terms may be joined by any joiner.
    pub(super) const fn add_to<const N: usize>(&self, mut grams: Grams<N>, are_terms: bool) -> Grams<N> {
        let mut n = 0;
        while n < self.len() {
            let needle = self.needle(n);
            grams = grams.with(needle, Grams::<N>::fixed_len(needle.as_bytes(), are_terms));
            n += 1;
        }
        grams
    }
}

pub(super) const fn slice(text: &str, from: usize, to: usize) -> &str {
    let bytes = text.as_bytes().split_at(to).0.split_at(from).1;
    if let Ok(text) = std::str::from_utf8(bytes) { text } else { panic!("an offset is within a character") }
}

/// Writes the expression that builds the vocabulary.
impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.lms { "Vocabulary::LMS" } else { "Vocabulary::EMPTY" })?;
        self.layers[..self.len.into()].iter().try_for_each(|layer| match layer {
            Rewrite(rules, _) => write!(f, ".rewrite(&{rules:?})"),
            Strip(patterns, _) => write!(f, ".strip(&{patterns:?})"),
            Withhold(markers, _) => write!(f, ".withhold(&{markers:?})"),
            Keep(terms, _) => write!(f, ".keep(&{terms:?})"),
        })
    }
}
