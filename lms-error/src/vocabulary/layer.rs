//! The slices of rules that make up a vocabulary.

use std::fmt;

use super::{Vocabulary, prefilter::Grams};

/// One slice of rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Rewrite(&'static [(&'static str, &'static str)]),
    /// Patterns of codes, `prefix.*`.
    Strip(&'static [&'static str]),
    Withhold(&'static [&'static str]),
    /// Terms that are exempt from every other rule.
    Keep(&'static [&'static str]),
}

impl Layer {
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Rewrite(rules) => rules.len(),
            Self::Strip(texts) | Self::Withhold(texts) | Self::Keep(texts) => texts.len(),
        }
    }

    /// Returns the text of a rule: a term, a marker, or a pattern.
    pub(super) const fn text(&self, n: usize) -> &'static str {
        match self {
            Self::Rewrite(rules) => rules[n].0,
            Self::Strip(texts) | Self::Withhold(texts) | Self::Keep(texts) => texts[n],
        }
    }

    /// Returns the text that a rule searches for: a term, a marker, or the prefix of a pattern.
    pub(super) const fn needle(&self, n: usize) -> &'static str {
        let text = self.text(n);
        if let Self::Strip(_) = self { slice(text, 0, text.len() - 2) } else { text }
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
        self.layers().iter().try_for_each(|layer| match layer {
            Layer::Rewrite(rules) => write!(f, ".rewrite(&{rules:?})"),
            Layer::Strip(patterns) => write!(f, ".strip(&{patterns:?})"),
            Layer::Withhold(markers) => write!(f, ".withhold(&{markers:?})"),
            Layer::Keep(terms) => write!(f, ".keep(&{terms:?})"),
        })
    }
}
