//! What is wrong with which field of a request: the content of every `invalid_argument` answer.

use std::{borrow::Cow, error::Error, fmt, rc::Rc, slice, sync::Arc, vec};

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::object;

/// One field of a request, and what is wrong with it.
///
/// ```
/// use lms_error::FieldError;
///
/// let error = FieldError::new("officeId", "required");
/// assert_eq!(serde_json::to_string(&error)?, r#"{"field":"officeId","error":"required"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldError {
    field: String,
    error: String,
}

impl FieldError {
    /// `field` is the path as the partner writes it (`addresses[1].zipCode`), `error` says what to mend.
    pub fn new(field: impl Into<String>, error: impl Into<String>) -> Self {
        Self { field: field.into(), error: error.into() }
    }

    /// The path of the field.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What is wrong with it.
    #[must_use]
    pub fn error(&self) -> &str {
        &self.error
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.error)
    }
}

impl Error for FieldError {}

/// A collection of [`FieldError`]s, in the order in which they were found.
///
/// It is an [`Error`] itself, so that a function may return it and an enum may take it up with `#[from]`.
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// A list without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing has been found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// `Ok` where nothing has been found: the last line of a function that checks.
    ///
    /// # Errors
    ///
    /// The list itself, if it has an entry.
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

impl From<Vec<FieldError>> for FieldErrors {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}

impl From<FieldError> for FieldErrors {
    fn from(error: FieldError) -> Self {
        Self(vec![error])
    }
}

impl FromIterator<FieldError> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = FieldError>>(errors: I) -> Self {
        Self(errors.into_iter().collect())
    }
}

impl Extend<FieldError> for FieldErrors {
    fn extend<I: IntoIterator<Item = FieldError>>(&mut self, errors: I) {
        self.0.extend(errors);
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

/// What can be told to a partner as a list of fields: the bound of a field marked `#[lms(fields)]`.
///
/// Implement it for a report of your own:
///
/// ```
/// use std::borrow::Cow;
/// use lms_error::{AsFieldErrors, FieldError};
///
/// /// Names of the columns of a sheet that could not be read.
/// struct UnreadableColumns(Vec<String>);
///
/// impl AsFieldErrors for UnreadableColumns {
///     fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
///         self.0.iter().map(|name| FieldError::new(name.clone(), "cannot be read")).collect()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of field errors",
    label = "`#[lms(fields)]` needs a type that implements `AsFieldErrors`",
    note = "use `lms_error::FieldErrors` or `Vec<FieldError>`, or implement `AsFieldErrors` for `{Self}`",
    note = "the rejections and reports of other crates need the feature of that crate's name on `lms-error`"
)]
pub trait AsFieldErrors {
    /// The entries in the order in which a partner should read them.
    fn as_field_errors(&self) -> Cow<'_, [FieldError]>;
}

impl AsFieldErrors for [FieldError] {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(self)
    }
}

impl AsFieldErrors for Vec<FieldError> {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(self)
    }
}

impl<const N: usize> AsFieldErrors for [FieldError; N] {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(self)
    }
}

impl AsFieldErrors for FieldErrors {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(&self.0)
    }
}

impl AsFieldErrors for FieldError {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        Cow::Borrowed(slice::from_ref(self))
    }
}

macro_rules! as_field_errors_through {
    ($($pointer:ty),+) => {$(
        impl<T: AsFieldErrors + ?Sized> AsFieldErrors for $pointer {
            fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
                (**self).as_field_errors()
            }
        }
    )+};
}

as_field_errors_through!(&T, Box<T>, Rc<T>, Arc<T>);

/// How a report says that a length, or a value, is outside of its limits.
#[cfg(any(feature = "rocket", feature = "validator"))]
pub(crate) fn limits<T: fmt::Display + PartialEq>(what: &str, least: Option<&T>, most: Option<&T>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{what} must be {least}"),
        (Some(least), Some(most)) => format!("{what} must be from {least} to {most}"),
        (Some(least), None) => format!("{what} must be at least {least}"),
        (None, Some(most)) => format!("{what} must be at most {most}"),
        (None, None) => "invalid".to_owned(),
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
