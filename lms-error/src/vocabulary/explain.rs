//! Explanations: the reason why a text is withheld, and the changes made to it.

use std::fmt;

use super::{
    Vocabulary,
    passes::{Buffers, Part, Reason},
    scan::{Matches, Rule},
};

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("has nothing left to read"),
            Self::Code => f.write_str("is a code and nothing else"),
            Self::Hidden(rule) => write!(f, "{}, as a person reads it", Self::Match(*rule)),
            Self::Match(Rule::Marker(marker, kind)) => write!(f, "holds `{marker}` ({kind})"),
            Self::Match(Rule::Shape(name)) => write!(f, "holds {name}"),
            Self::Match(Rule::MaxLen) => f.write_str("is longer than 8 KiB"),
            Self::Match(Rule::MaxWork) => f.write_str("takes too much work to read"),
            Self::Match(Rule::Loose(term)) => write!(f, "holds `{term}`, not joined by one joiner"),
            Self::Match(Rule::Prefix | Rule::Code) => write!(f, "holds a code where the upstream puts none"),
            Self::Match(Rule::Rewrite((term, _), _)) => write!(f, "holds `{term}`"),
        }
    }
}

/// The rules that withhold or change a text, returned by [`Vocabulary::explain`].
///
/// Its `Display` begins with `shown`, `changed:` or `withheld:`, and quotes rules, never the text.
#[derive(Clone, Debug)]
pub struct Explanation(String);

impl Vocabulary {
    /// Returns the rules that withhold or change the text, for operators of the service.
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        let outcome = self.run(text, Part::Text, &mut Buffers::default());
        let mut matches = Matches::default();
        let _ = self.scan(text, &mut matches);
        let tell = |rule| match rule {
            Rule::Rewrite((term, to), _) => Some(format!("`{term}` is rewritten to `{to}`")),
            Rule::Prefix => Some("a prefix of the upstream is stripped".to_owned()),
            Rule::Code => Some("a code is stripped".to_owned()),
            _ => None,
        };
        let mut steps: Vec<_> = matches.found.iter().filter_map(|found| tell(found.rule)).collect();
        steps.dedup();
        Explanation(match outcome {
            Err(reason) => format!("withheld: {reason}"),
            Ok(_) if steps.is_empty() => "shown as it is".to_owned(),
            Ok(_) => format!("changed: {}", steps.join(", ")),
        })
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
