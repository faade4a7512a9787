//! The list of an `invalid_argument` response.

use std::{error::Error, fmt, slice, vec};

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FieldError;

/// A list of [`FieldError`]s, in the order in which they were found.
///
/// It is an [`Error`] itself, so a function can return it and an enum can take it with `#[from]`.
///
/// ```
/// use lms_error::{FieldError, FieldErrors};
///
/// fn check(name: &str, office: Option<u64>) -> Result<(), FieldErrors> {
///     let mut errors = FieldErrors::new();
///     if name.is_empty() {
///         errors.push(FieldError::new("name", "must not be empty"));
///     }
///     if office.is_none() {
///         errors.push(FieldError::new("officeId", "required"));
///     }
///     errors.into_result()
/// }
///
/// assert_eq!(check("", None).unwrap_err().to_string(), "name: must not be empty; officeId: required");
/// assert_eq!(check("Asha", Some(1)), Ok(()));
/// ```
///
/// A `Vec` or an iterator of anything that converts into a [`FieldError`] becomes one:
///
/// ```
/// use lms_error::{FieldError, FieldErrors};
///
/// struct TooLong {
///     column: &'static str,
///     limit: usize,
/// }
///
/// impl From<TooLong> for FieldError {
///     fn from(violation: TooLong) -> Self {
///         FieldError::new(violation.column, format!("length must be at most {}", violation.limit))
///     }
/// }
///
/// let violations = vec![TooLong { column: "name", limit: 50 }, TooLong { column: "city", limit: 30 }];
/// let errors = FieldErrors::from(violations);
/// assert_eq!(errors.to_string(), "name: length must be at most 50; city: length must be at most 30");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Creates an empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Appends an entry.
    pub fn push(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if the list has no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns an iterator over the entries, in order.
    pub fn iter(&self) -> slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// Returns an iterator that allows changing each entry.
    pub fn iter_mut(&mut self) -> slice::IterMut<'_, FieldError> {
        self.0.iter_mut()
    }

    /// Returns `Ok` if the list is empty; usually the last line of a function that checks.
    ///
    /// # Errors
    ///
    /// The list itself, if it has entries.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, error) in self.iter().enumerate() {
            let separator = if n == 0 { "" } else { "; " };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}

impl Error for FieldErrors {}

impl AsRef<[FieldError]> for FieldErrors {
    fn as_ref(&self) -> &[FieldError] {
        &self.0
    }
}

impl From<FieldError> for FieldErrors {
    fn from(error: FieldError) -> Self {
        Self(vec![error])
    }
}

impl<T: Into<FieldError>> From<Vec<T>> for FieldErrors {
    fn from(violations: Vec<T>) -> Self {
        violations.into_iter().collect()
    }
}

impl<const N: usize> From<[FieldError; N]> for FieldErrors {
    fn from(errors: [FieldError; N]) -> Self {
        Self(errors.into())
    }
}

impl From<FieldErrors> for Vec<FieldError> {
    fn from(errors: FieldErrors) -> Self {
        errors.0
    }
}

impl<T: Into<FieldError>> FromIterator<T> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = T>>(violations: I) -> Self {
        Self(violations.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<FieldError>> Extend<T> for FieldErrors {
    fn extend<I: IntoIterator<Item = T>>(&mut self, violations: I) {
        self.0.extend(violations.into_iter().map(Into::into));
    }
}

impl IntoIterator for FieldErrors {
    type Item = FieldError;
    type IntoIter = vec::IntoIter<FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a FieldErrors {
    type Item = &'a FieldError;
    type IntoIter = slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut FieldErrors {
    type Item = &'a mut FieldError;
    type IntoIter = slice::IterMut<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl Serialize for FieldErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FieldErrors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// postcard writes no names of members.
    #[test]
    fn a_list_survives_a_binary_format() {
        let errors = FieldErrors::from([
            FieldError::new("officeId", "required"),
            FieldError::new("addresses[1].zipCode", "must be text"),
        ]);
        let bytes = postcard::to_allocvec(&errors).expect("a list can be written");
        assert_eq!(postcard::from_bytes(&bytes), Ok(errors));
        let truncated = postcard::from_bytes::<FieldErrors>(&bytes[..bytes.len() - 1]);
        assert!(truncated.is_err(), "{truncated:?}");
    }

    #[test]
    fn a_list_is_a_slice_and_an_iterator_in_every_form() {
        let mut errors =
            FieldErrors::from([FieldError::new("a", "required"), FieldError::new("b", "required")]);
        assert_eq!(errors.as_ref().len(), 2);
        for error in &mut errors {
            *error = FieldError::new(error.field().to_uppercase(), "invalid");
        }
        let names: Vec<_> = (&errors).into_iter().map(FieldError::field).collect();
        assert_eq!(names, ["A", "B"]);
        errors.extend([FieldError::new("C", "invalid")]);
        let entries = Vec::from(errors.clone());
        assert_eq!(entries.len(), 3);
        assert_eq!(errors.into_iter().collect::<FieldErrors>(), FieldErrors::from(entries));
    }
}
