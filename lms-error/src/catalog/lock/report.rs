//! The outcome of a comparison.

use std::fmt;

use super::line::Approval;

/// The meaning of a change to the partners of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A partner's code stops working: a variant has another code, a field has another name or none, a text became a
    /// list or the reverse.
    Breaking,
    /// A partner's code may meet something new: a code that this enum never gave, no `retry-after` any more, another
    /// name of the service, any error where there were known ones.
    Risky,
    /// Nothing that a partner branches on.
    Compatible,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Breaking => "breaking",
            Self::Risky => "risky",
            Self::Compatible => "compatible",
        })
    }
}

/// One change. Its `Display` is what an approval names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub(super) class: Class,
    pub(super) place: String,
    pub(super) what: String,
    pub(super) reason: Option<String>,
}

impl Change {
    pub(super) fn new(class: Class, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { class, place: place.into(), what: what.into(), reason: None }
    }

    /// Returns the meaning of the change.
    #[must_use]
    pub fn class(&self) -> Class {
        self.class
    }

    /// Returns the variant, as `CustomerError::NotFound`, or `service`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Returns the change itself: `code not_found -> aborted`.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Returns the reason that approves it.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// The changes from one lock to another. Its `Display` is a table for a pull request.
#[derive(Clone, Debug, Default)]
pub struct Diff {
    changes: Vec<Change>,
    /// Approvals that name no breaking change.
    unmatched: Vec<String>,
}

impl Diff {
    pub(super) fn new(mut changes: Vec<Change>, approvals: &[Approval]) -> Self {
        changes.sort_by(|one, other| {
            (one.class, &one.place, &one.what).cmp(&(other.class, &other.place, &other.what))
        });
        let mut unmatched = Vec::new();
        for approval in approvals {
            let approved = changes.iter_mut().find(|change| {
                change.class == Class::Breaking
                    && change.reason.is_none()
                    && change.to_string() == approval.change
            });
            match approved {
                Some(change) => change.reason = Some(approval.reason.clone()),
                None => unmatched.push(approval.change.clone()),
            }
        }
        Self { changes, unmatched }
    }

    /// Returns the changes, the worst first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns the breaking changes without a reason.
    pub fn unapproved(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.class == Class::Breaking && change.reason.is_none())
    }

    /// Returns the approvals of the old lock that match no breaking change.
    #[must_use]
    pub fn unmatched(&self) -> &[String] {
        &self.unmatched
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
        if self.changes.is_empty() {
            writeln!(f, "No change.")?;
        } else {
            writeln!(f, "| | Error | Change | Reason |\n|---|---|---|---|")?;
        }
        for change in &self.changes {
            let class = match change.class {
                Class::Breaking => "**breaking**",
                Class::Risky => "risky",
                Class::Compatible => "compatible",
            };
            let reason = change.reason.as_deref().unwrap_or_default();
            writeln!(
                f,
                "| {class} | `{}` | {} | {} |",
                cell(&change.place),
                cell(&change.what),
                cell(reason)
            )?;
        }
        let mut unapproved = self.unapproved().peekable();
        if unapproved.peek().is_some() {
            writeln!(f, "\nA breaking change needs a reason, in a line of the lock:")?;
            unapproved.try_for_each(|change| writeln!(f, "approve {change} because …"))?;
        }
        self.unmatched.iter().try_for_each(|change| {
            writeln!(f, "\n`approve {change}` names no breaking change that is there; remove the line")
        })
    }
}
