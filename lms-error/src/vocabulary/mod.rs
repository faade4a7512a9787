//! The words that must not reach a partner, and the sanitizer that removes them.
//!
//! [`prefilter`](Grams) finds candidates, [`scan`] verifies them into matches, [`passes`] acts on the matches: codes
//! are stripped, terms are rewritten, and any other match withholds the text. The result is scanned again, as it is
//! and normalized ([`normalize`]), and is shown only if it is clean.

use std::borrow::Cow;

mod layer;
mod check;
mod lms;
mod prefilter;
mod scan;
mod segment;
mod code;
mod strip;
mod rewrite;
mod shapes;
mod normalize;
mod passes;
mod explain;

pub use self::explain::Explanation;
use self::layer::Layer::{self, Keep, Rewrite, Strip, Withhold};
pub(crate) use self::passes::{Buffers, Part, is_blank};
use self::prefilter::Grams;

/// The words and shapes that must not reach a partner.
///
#[doc = include_str!("../../docs/sanitizing.md")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Vocabulary {
    layers: [Layer; MAX_LAYERS],
    len: u8,
    /// Includes the rules of the LMS, below the layers.
    lms: bool,
    /// The grams that the rules of the layers begin with.
    grams: Grams<8>,
}

/// As many as fit into 256 bytes.
const MAX_LAYERS: usize = 9;

/// The length in bytes up to which a text is shown, before and after it is rewritten.
const MAX_LEN: usize = 8 * 1024;

/// The limit of the work on a text, in units of some 6 ns: see where `work` grows.
const MAX_WORK: usize = 17 * 1024;

impl Vocabulary {
    /// No rules; the base for the vocabulary of another upstream.
    pub const EMPTY: Self =
        Self { layers: [Withhold(&[], Grams::NONE); MAX_LAYERS], len: 0, lms: false, grams: Grams::NONE };

    /// The rules for the LMS: rewrites Client to Customer, strips globalisation codes, and withholds texts that show
    /// classes, tables, drivers or tenants of the LMS, or the shape of any infrastructure.
    pub const LMS: Self = Self { lms: true, ..Self::EMPTY };

    /// Rewrites each term to its replacement, in prose and in identifiers: in any case, in the plural and the
    /// possessive, and with its words joined by any one joiner. A term that is blank, loose at an end or twice in the
    /// slice does not compile.
    #[must_use]
    pub const fn rewrite(self, rules: &'static [(&'static str, &'static str)]) -> Self {
        self.with(Rewrite(rules, Grams::NONE))
    }

    /// Strips globalisation codes from where the upstream puts them; each pattern reads `prefix.*`.
    #[must_use]
    pub const fn strip(self, patterns: &'static [&'static str]) -> Self {
        self.with(Strip(patterns, Grams::NONE))
    }

    /// Withholds each text that holds one of the markers, in any case.
    #[must_use]
    pub const fn withhold(self, markers: &'static [&'static str]) -> Self {
        self.with(Withhold(markers, Grams::NONE))
    }

    /// Exempts the span that a term matches from every other rule. Terms match as those of a rewrite do.
    #[must_use]
    pub const fn keep(self, terms: &'static [&'static str]) -> Self {
        self.with(Keep(terms, Grams::NONE))
    }

    const fn with(mut self, mut layer: Layer) -> Self {
        assert!(
            (self.len as usize) < MAX_LAYERS,
            "a vocabulary has at most nine slices of its own: join slices of one kind"
        );
        check::rules(&layer);
        let are_terms = matches!(layer, Rewrite(..) | Keep(..));
        self.grams = layer.add_to(self.grams, are_terms);
        let own = layer.add_to(Grams::NONE, are_terms);
        let (Rewrite(_, grams) | Strip(_, grams) | Withhold(_, grams) | Keep(_, grams)) = &mut layer;
        *grams = own;
        self.layers[self.len as usize] = layer;
        self.len += 1;
        check::contradictions(&self);
        self
    }

    /// Returns the text that a partner may read, borrowed if nothing changed; `None` if it is withheld or nothing is left.
    #[must_use]
    pub fn sanitize<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let mut buffers = Buffers::default();
        let shown = self.run(text, Part::Text, &mut buffers).ok()?;
        Some(match (shown.is_rewritten, shown.from) {
            (false, 0) => text.into(),
            (false, from) => text[from..].to_owned().into(),
            (true, from) => buffers.rewritten.split_off(from).into(),
        })
    }
}
