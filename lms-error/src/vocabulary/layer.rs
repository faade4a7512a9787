//! The chain of slices that a vocabulary is.

use std::fmt;

use super::Vocabulary;

/// One slice of rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// Terms and their replacements.
    Rewrite(&'static [(&'static str, &'static str)]),
    /// Patterns of codes, `prefix.*`.
    Strip(&'static [&'static str]),
    /// Markers.
    Withhold(&'static [&'static str]),
    /// Terms that every other rule leaves alone.
    Keep(&'static [&'static str]),
}

/// Returns the prefix that a pattern names: `error.msg` of `error.msg.*`.
pub(super) const fn prefix_of(pattern: &'static str) -> &'static str {
    pattern.split_at(pattern.len() - 2).0
}

/// Written as the expression that makes it.
impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.lms { "Vocabulary::LMS" } else { "Vocabulary::EMPTY" })?;
        for layer in self.layers() {
            match layer {
                Layer::Rewrite(rules) => write!(f, ".rewrite(&{rules:?})")?,
                Layer::Strip(patterns) => write!(f, ".strip(&{patterns:?})")?,
                Layer::Withhold(markers) => write!(f, ".withhold(&{markers:?})")?,
                Layer::Keep(terms) => write!(f, ".keep(&{terms:?})")?,
            }
        }
        Ok(())
    }
}
