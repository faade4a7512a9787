//! The body of an error response.

use std::borrow::Cow;

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Code, object};

/// The body of an error response: `{"code":…,"message":…}`.
///
/// [`LmsError::envelope`](crate::LmsError::envelope) returns the one of an error, and the caller of a service reads one
/// with serde. It is not constructible outside this crate, and it never turns back into a response: only the derive
/// makes an `invalid_argument` message, and that is how it is always a JSON array.
///
/// ```
/// use lms_error::{Code, Envelope, FieldErrors};
///
/// let body = br#"{"code":"invalid_argument","message":"[{\"field\":\"officeId\",\"error\":\"required\"}]"}"#;
/// let envelope: Envelope = serde_json::from_slice(body)?;
/// assert_eq!(envelope.code, Code::InvalidArgument);
///
/// let fields: FieldErrors = serde_json::from_str(&envelope.message)?;
/// assert_eq!(fields.to_string(), "officeId: required");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Envelope<'a> {
    /// The code, for programs.
    pub code: Code,
    /// The message, for people; for `invalid_argument` a JSON-encoded array of
    /// [`FieldError`](crate::FieldError)s.
    pub message: Cow<'a, str>,
}

const MEMBERS: [&str; 2] = ["code", "message"];

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object::serialize(serializer, MEMBERS, &self.code, &self.message)
    }
}

impl<'de> Deserialize<'de> for Envelope<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (code, message) = object::deserialize::<D, Code, String>(deserializer, &MEMBERS)?;
        Ok(Self { code, message: Cow::Owned(message) })
    }
}
