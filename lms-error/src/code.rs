//! The seven codes of the contract. One table at the end of this file says what each code means.

use std::{error::Error, fmt, str::FromStr};

use http::{Extensions, StatusCode};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The rule by which a caller may send the same request again.
///
/// The rule belongs to the [`Code`]; no value of an error can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Not before the request, the token or the resource has changed.
    Never,
    /// Once. If that fails too, the error is surfaced.
    Once,
    /// Repeatedly, with growing pauses, and not before `retry-after` if the response has one.
    Backoff,
}

/// A text that is not one of the seven codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(String);

impl UnknownCode {
    /// Returns the text.
    ///
    /// ```
    /// use lms_error::Code;
    ///
    /// assert_eq!("teapot".parse::<Code>().unwrap_err().text(), "teapot");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of the codes", self.0)?;
        let mut separator = " ";
        for code in Code::ALL {
            write!(f, "{separator}`{code}`")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl Error for UnknownCode {}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

impl From<Code> for StatusCode {
    fn from(code: Code) -> Self {
        code.status()
    }
}

/// Accepts the seven statuses of the contract only; [`ErrorResponse::from_status`](crate::ErrorResponse::from_status)
/// has a response for every other one.
impl TryFrom<StatusCode> for Code {
    type Error = UnknownCode;

    fn try_from(status: StatusCode) -> Result<Self, UnknownCode> {
        let code = Self::ALL.into_iter().find(|code| code.status() == status);
        code.ok_or_else(|| UnknownCode(status.as_str().to_owned()))
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Code;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one of the seven codes")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Code, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// The private mark of a response with the code of that index. A type for each code has no size, so that the extension
/// allocates no more for it.
#[derive(Clone, Copy)]
struct Mark<const INDEX: usize>;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $status:ident, $retry:ident, $standard:literal, $when:literal, $advice:literal;)+) => {
        /// One of the seven codes that a partner branches on.
        ///
        /// The set is closed, and the code alone decides the HTTP status and the retry rule.
        ///
        /// ```
        /// use lms_error::{Code, Retry};
        ///
        /// let code: Code = "aborted".parse()?;
        /// assert_eq!(code, Code::Aborted);
        /// assert_eq!(code.status(), 409);
        /// assert_eq!(code.retry(), Retry::Never);
        /// # Ok::<(), lms_error::UnknownCode>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)+
        }

        impl Code {
            /// All codes in the order of their statuses.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// Returns the code as it is written on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns the HTTP status of the code.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)+ }
            }

            /// Returns the retry rule of the code.
            #[must_use]
            pub const fn retry(self) -> Retry {
                match self { $(Self::$variant => Retry::$retry,)+ }
            }

            /// Returns the beginning of the body, up to the message.
            pub(crate) const fn opening(self) -> &'static str {
                match self { $(Self::$variant => concat!("{\"code\":\"", $name, "\",\"message\":\""),)+ }
            }

            /// Returns the text for a response without one that may be shown: for `invalid_argument` the whole
            /// message, for the others the sentence after the prefix.
            pub(crate) const fn standard(self) -> &'static str {
                match self { $(Self::$variant => $standard,)+ }
            }

            /// Returns the *When* of the contract's status table.
            pub(crate) const fn when(self) -> &'static str {
                match self { $(Self::$variant => $when,)+ }
            }

            /// Returns the retry rule in the words of the contract.
            pub(crate) const fn advice(self) -> &'static str {
                match self { $(Self::$variant => $advice,)+ }
            }

            /// Returns the position of the code in [`ALL`](Self::ALL).
            pub(crate) const fn index(self) -> usize {
                self as usize
            }

            pub(crate) const fn is_server_error(self) -> bool {
                self.status().as_u16() >= 500
            }

            /// Inserts the private mark of a response with this code; see `response::mark`.
            pub(crate) fn insert_mark(self, extensions: &mut Extensions) {
                match self { $(Self::$variant => drop(extensions.insert(Mark::<{ Self::$variant.index() }>)),)+ }
            }

            /// Returns true if the private mark of a response with this code is there.
            pub(crate) fn has_mark(self, extensions: &Extensions) -> bool {
                match self { $(Self::$variant => extensions.get::<Mark<{ Self::$variant.index() }>>().is_some(),)+ }
            }
        }
    };
}

codes! {
    /// 400: a body that cannot be read, a missing field, or an invalid path or query parameter. The message is a list
    /// of [`FieldError`](crate::FieldError)s.
    InvalidArgument = "invalid_argument", BAD_REQUEST, Never, r#"[{"field":"request","error":"invalid"}]"#,
        "Malformed body, missing required field, invalid path/query param",
        "No — client-side fix";
    /// 401: a missing, invalid or expired token, or a subject that is not an administrator.
    Unauthenticated = "unauthenticated", UNAUTHORIZED, Never, "Missing, invalid or expired token",
        "Missing/invalid/expired token, or non-admin subject",
        "No — client-side fix";
    /// 403: the token is valid, but its bearer lacks the permission.
    PermissionDenied = "permission_denied", FORBIDDEN, Never, "Caller lacks permission for this resource",
        "Token recognized but caller lacks permission for this resource",
        "No — client-side fix";
    /// 404: the resource does not exist.
    NotFound = "not_found", NOT_FOUND, Never, "Resource does not exist",
        "Resource does not exist",
        "No — client-side fix";
    /// 409: the state of the resource does not allow the action.
    Aborted = "aborted", CONFLICT, Never, "The resource's current state does not allow this action",
        "State conflict — e.g. attempting an action the resource’s current state does not allow",
        "No — fix the request or the resource state";
    /// 500: an unexpected failure.
    Internal = "internal", INTERNAL_SERVER_ERROR, Once, "Unexpected upstream failure",
        "Unexpected upstream failure",
        "Yes once, then surface to caller";
    /// 503: the service is temporarily unavailable.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, Backoff, "Service is temporarily unavailable",
        "Service is temporarily unavailable",
        "Yes, with backoff";
}
