//! One field of a request, and the error in it.

use std::{
    error::Error,
    fmt,
    hash::{Hash, Hasher},
};

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::object;

/// A field of a request, and the error in it.
///
/// ```
/// use lms_error::FieldError;
///
/// let error = FieldError::new("officeId", "required");
/// assert_eq!(serde_json::to_string(&error)?, r#"{"field":"officeId","error":"required"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct FieldError {
    field: String,
    error: String,
    /// Set for names that serde reports. Such a name is what the partner sent or must send, so rewriting it would
    /// mislead. It is not part of the value: two errors that read the same are equal.
    is_partner_word: bool,
}

impl FieldError {
    /// Creates an error. `field` is the path as the partner writes it (`addresses[1].zipCode`), `error` says what to
    /// correct.
    pub fn new(field: impl Into<String>, error: impl Into<String>) -> Self {
        Self { field: field.into(), error: error.into(), is_partner_word: false }
    }

    /// Creates an error whose name and text are in the partner's own words: they are sent as they are, or withheld.
    #[cfg(feature = "serde_json")]
    pub(crate) fn in_partner_words(field: impl Into<String>, error: impl Into<String>) -> Self {
        Self { is_partner_word: true, ..Self::new(field, error) }
    }

    /// Returns the path of the field.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Returns what is wrong with the field.
    #[must_use]
    pub fn error(&self) -> &str {
        &self.error
    }

    /// Returns `true` if the sanitizer may withhold name and text but not rewrite them.
    pub(crate) fn is_in_partner_words(&self) -> bool {
        self.is_partner_word
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.error)
    }
}

impl Error for FieldError {}

impl PartialEq for FieldError {
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field && self.error == other.error
    }
}

impl Eq for FieldError {}

impl Hash for FieldError {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.field.hash(state);
        self.error.hash(state);
    }
}

const MEMBERS: [&str; 2] = ["field", "error"];

impl Serialize for FieldError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object::serialize(serializer, MEMBERS, &self.field, &self.error)
    }
}

impl<'de> Deserialize<'de> for FieldError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (field, error) = object::deserialize::<D, String, String>(deserializer, &MEMBERS)?;
        Ok(Self::new(field, error))
    }
}
