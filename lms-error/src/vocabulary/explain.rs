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
pub(super) struct Withheld {
    pub(super) reason: Reason,
    /// Found only in the text as a person reads it.
    pub(super) is_hidden: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reason {
    Length,
    Blank,
    /// The text is a code without a prefix, and nothing else.
    Code,
    Match(Rule),
    /// The passes do not come to an end.
    Unsettled,
}

impl From<Reason> for Withheld {
    fn from(reason: Reason) -> Self {
        Self { reason, is_hidden: false }
    }
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::Length => f.write_str("is longer than 8 KiB")?,
            Reason::Blank => f.write_str("has nothing left to read")?,
            Reason::Code => f.write_str("is a code and nothing else")?,
            Reason::Unsettled => f.write_str("still changes after as many passes as there may be")?,
            Reason::Match(rule) => match rule {
                Rule::Marker { marker, reason } => write!(f, "holds `{marker}` ({reason})")?,
                Rule::Shape(shape) => write!(f, "holds {}", shape.name())?,
                Rule::Loose(term) => write!(f, "holds `{term}`, joined otherwise than by one joiner")?,
                Rule::Strip(What::Prefix) => f.write_str("holds a prefix of the upstream within it")?,
                Rule::Strip(_) => f.write_str("holds a code where the upstream puts none")?,
                Rule::Rewrite { term, .. } => write!(f, "holds `{term}`")?,
            },
        }
        f.write_str(if self.is_hidden { ", as a person reads it" } else { "" })
    }
}

/// Tells which rules withhold or change a text, for people: [`Vocabulary::explain`].
///
/// Its `Display` begins with `shown`, `changed:` or `withheld:`. It quotes rules, not the text.
#[derive(Clone, Debug)]
pub struct Explanation {
    outcome: Result<(), Withheld>,
    /// What was done, in the order of the text.
    steps: Vec<Rule>,
}

pub(super) fn explain(vocabulary: &Vocabulary, text: &str) -> Explanation {
    let mut buffers = Buffers::default();
    let outcome = vocabulary.run(text, Part::Text, &mut buffers).map(|_| ());
    let mut steps: Vec<Rule> = Vec::new();
    if outcome.is_ok() {
        vocabulary.scan(text, &mut buffers.matches);
        for found in buffers.matches.iter().filter(|found| !matches!(found.rule, Rule::Shape(_))) {
            if !steps.contains(&found.rule) {
                steps.push(found.rule);
            }
        }
    }
    Explanation { outcome, steps }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Err(withheld) = self.outcome {
            return write!(f, "withheld: {withheld}");
        }
        f.write_str(if self.steps.is_empty() { "shown as it is" } else { "changed: " })?;
        for (n, step) in self.steps.iter().enumerate() {
            f.write_str(if n > 0 { ", " } else { "" })?;
            match step {
                Rule::Rewrite { term, replacement, .. } => {
                    write!(f, "`{term}` is rewritten to `{replacement}`")?
                }
                Rule::Strip(What::Prefix) => f.write_str("a prefix of the upstream is stripped")?,
                _ => f.write_str("a code is stripped")?,
            }
        }
        Ok(())
    }
}
