//! The position of an error in a request, as far as it is known.

use std::borrow::Cow;

use serde_path_to_error::{Path, Segment};

use super::serde_messages::Fault;
use crate::FieldError;

/// One step into a JSON value.
#[derive(Clone, Copy)]
pub(crate) enum Step<'v> {
    Name(&'v str),
    Index(usize),
}

/// A position in a request.
pub(crate) struct Place {
    /// The path of a member; empty for the whole.
    path: String,
    /// Set if the error is about the value at the path. Otherwise it is about that value or any value inside: serde
    /// loses the path in flattened and tagged types, and several frameworks keep none.
    is_exact: bool,
    /// Set if the error can be about a name inside: serde gives one place to a name and to what comes after it.
    can_be_name: bool,
    /// The name of the whole: `body`, `query`.
    whole: &'static str,
}

impl Place {
    /// Creates the position of an error whose path is unknown.
    pub(crate) fn unknown(whole: &'static str) -> Self {
        Self { path: String::new(), is_exact: false, can_be_name: false, whole }
    }

    /// Creates the position of a path. An empty path can be the whole, or a lost path.
    pub(crate) fn of(path: &Path, whole: &'static str) -> Self {
        let mut place = Self::unknown(whole);
        for segment in path {
            match segment {
                Segment::Seq { index } => place.enter_index(*index),
                Segment::Map { key: name } | Segment::Enum { variant: name } => place.enter(name),
                Segment::Unknown => return Self { can_be_name: true, ..place },
            }
        }
        Self { is_exact: !place.path.is_empty(), ..place }
    }

    /// Marks the position as the one of the wrong value.
    pub(crate) fn exact(self) -> Self {
        Self { is_exact: true, can_be_name: false, ..self }
    }

    /// Marks the position as one that encloses the wrong value.
    pub(crate) fn enclosing(self) -> Self {
        Self { is_exact: false, ..self }
    }

    /// Moves the position into the value.
    pub(crate) fn descend(mut self, steps: &[Step<'_>]) -> Self {
        for step in steps {
            match step {
                Step::Name(name) => self.enter(name),
                Step::Index(index) => self.enter_index(*index),
            }
        }
        self
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.path.is_empty()
    }

    pub(crate) fn enter(&mut self, name: &str) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
    }

    pub(crate) fn enter_index(&mut self, index: usize) {
        self.path.extend(["[", &index.to_string(), "]"]);
    }

    /// Reports the error at this position. A statement about a value is never reported for the value that encloses it.
    pub(crate) fn report(mut self, fault: Fault<'_>) -> FieldError {
        let (name, text, enclosing) = match fault {
            Fault::Missing(name) => (name, "required", "lacks a required field"),
            Fault::Unknown(name) => (name, "unknown field", "contains an unknown field"),
            Fault::Duplicate(name) => (name, "given more than once", "contains a field more than once"),
            Fault::Whole(text) => return FieldError::new(self.whole, text),
            Fault::Name(text) => {
                let text = Cow::from(format!("contains a name that {text}"));
                return self.at_path(text.clone(), Some(text));
            }
            Fault::Value(text) if text == "invalid" => return self.at_path(text, None),
            Fault::Value(text) => {
                let part = if self.can_be_name { "a name or value" } else { "a value" };
                let enclosing = format!("contains {part} that {text}");
                let text = if self.is_exact { text } else { Cow::from(enclosing.clone()) };
                return self.at_path(text, Some(enclosing.into()));
            }
        };
        // serde's path ends with a name that its visitor did not know.
        let is_entered =
            self.path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if !(is_entered && text == "unknown field") {
            if name.trim().is_empty() {
                return self.at_path(enclosing.into(), None);
            }
            self.enter(name);
        }
        self.at_path(text.into(), Some(enclosing.into()))
    }

    /// Returns the error with this path, or of the whole if the path cannot be shown.
    fn at_path(self, text: Cow<'static, str>, enclosing: Option<Cow<'static, str>>) -> FieldError {
        if !self.path.is_empty() && is_printable(&self.path) {
            FieldError::in_partner_words(self.path, text)
        } else if self.path.is_empty() {
            FieldError::in_partner_words(self.whole, text)
        } else {
            FieldError::in_partner_words(self.whole, enclosing.unwrap_or(text))
        }
    }
}

/// Returns `true` for a path that can be shown: no field has a blank name, one with control characters or one of
/// hundreds of bytes.
pub(crate) fn is_printable(path: &str) -> bool {
    const MAX_BYTES: usize = 200;
    !path.trim().is_empty() && path.len() <= MAX_BYTES && !path.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::is_printable;

    #[test]
    fn a_path_of_more_than_200_bytes_is_not_shown() {
        assert!(is_printable(&"a".repeat(200)));
        assert!(!is_printable(&"a".repeat(201)));
        assert!(!is_printable("a\nb"));
        assert!(!is_printable(" "));
    }
}
