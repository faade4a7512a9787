//! Why a text is withheld, and what is changed in it.

use std::fmt;

use super::{
    Vocabulary,
    passes::{Buffers, Part},
    scan::Rule,
    strip::What,
};

/// Why a text is withheld.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reason {
    Length,
    Blank,
    /// The text is a code without a prefix, and nothing else.
    Code,
    Match(Rule),
    /// A match that is only in the text as a person reads it.
    Hidden(Rule),
    /// The passes do not come to an end.
    Unsettled,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => f.write_str("is longer than 8 KiB"),
            Self::Blank => f.write_str("has nothing left to read"),
            Self::Code => f.write_str("is a code and nothing else"),
            Self::Unsettled => f.write_str("is not settled after as many passes as there may be"),
            Self::Hidden(rule) => write!(f, "{}, as a person reads it", Self::Match(*rule)),
            Self::Match(Rule::Marker(marker, kind)) => write!(f, "holds `{marker}` ({kind})"),
            Self::Match(Rule::Shape(name)) => write!(f, "holds {name}"),
            Self::Match(Rule::Loose(term)) => write!(f, "holds `{term}`, not joined by one joiner"),
            Self::Match(Rule::Strip(_)) => f.write_str("holds a code where the upstream puts none"),
            Self::Match(Rule::Rewrite { term, .. }) => write!(f, "holds `{term}`"),
        }
    }
}

/// Tells which rules withhold or change a text, for people: [`Vocabulary::explain`].
///
/// Its `Display` begins with `shown`, `changed:` or `withheld:`. It quotes rules, not the text.
#[derive(Clone, Debug)]
pub struct Explanation {
    outcome: Result<(), Reason>,
    /// What is changed, in the order of the text.
    steps: Vec<String>,
}

impl Vocabulary {
    /// Tells which rules withhold or change the text, for the people who run the service.
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        let mut buffers = Buffers::default();
        let outcome = self.run(text, Part::Text, &mut buffers).map(|_| ());
        self.scan(text, &mut buffers.matches);
        let tell = |rule| match rule {
            Rule::Rewrite { term, replacement: to, .. } => Some(format!("`{term}` is rewritten to `{to}`")),
            Rule::Strip(What::Prefix) => Some("a prefix of the upstream is stripped".to_owned()),
            Rule::Strip(_) => Some("a code is stripped".to_owned()),
            _ => None,
        };
        let mut steps: Vec<_> = buffers.matches.found.iter().filter_map(|found| tell(found.rule)).collect();
        steps.dedup();
        Explanation { outcome, steps }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.outcome {
            Err(reason) => write!(f, "withheld: {reason}"),
            Ok(()) if self.steps.is_empty() => f.write_str("shown as it is"),
            Ok(()) => write!(f, "changed: {}", self.steps.join(", ")),
        }
    }
}
