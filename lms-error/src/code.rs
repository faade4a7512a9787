//! The seven codes of the contract. What a code means stands in one table, at the end of this file.

use std::{error::Error, fmt, str::FromStr};

use http::StatusCode;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de};

/// When a caller may send the same request again.
///
/// The rule belongs to the [`Code`]; no value of an error can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Not before the request, the token or the resource has changed.
    Never,
    /// Once; if that fails too, the failure goes to whoever asked.
    Once,
    /// As often as it takes, with growing pauses, and not before `retry-after` where the answer has one.
    Backoff,
}

/// A text that is none of the seven codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(String);

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

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or_else(|| UnknownCode(text.to_owned()))
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

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $status:ident, $retry:ident, $standard:literal;)+) => {
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
            /// All codes, in the order of their statuses.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The code as it stands on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The HTTP status that goes with the code.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)+ }
            }

            /// Whether, and how, a caller may try again.
            #[must_use]
            pub const fn retry(self) -> Retry {
                match self { $(Self::$variant => Retry::$retry,)+ }
            }

            /// What the body of an answer begins with, up to the message.
            pub(crate) const fn opening(self) -> &'static str {
                match self { $(Self::$variant => concat!("{\"code\":\"", $name, "\",\"message\":\""),)+ }
            }

            /// What a partner reads where there is no text that may be shown; for `invalid_argument`
            /// the whole message, for the others the sentence behind the prefix.
            pub(crate) const fn standard(self) -> &'static str {
                match self { $(Self::$variant => $standard,)+ }
            }
        }
    };
}

codes! {
    /// 400: a body that can't be read, a required field that is missing, a path or query parameter
    /// that is wrong. The message is a list of [`FieldError`](crate::FieldError)s.
    InvalidArgument = "invalid_argument", BAD_REQUEST, Never, r#"[{"field":"request","error":"invalid"}]"#;
    /// 401: a token that is missing, invalid or expired, or a subject that is no administrator.
    Unauthenticated = "unauthenticated", UNAUTHORIZED, Never, "Missing, invalid or expired token";
    /// 403: the token is known, but its bearer may not do this.
    PermissionDenied = "permission_denied", FORBIDDEN, Never, "Caller lacks permission for this resource";
    /// 404: there is no such resource.
    NotFound = "not_found", NOT_FOUND, Never, "Resource does not exist";
    /// 409: the state of the resource does not allow the action.
    Aborted = "aborted", CONFLICT, Never, "The resource's current state does not allow this action";
    /// 500: something failed that nobody expected to.
    Internal = "internal", INTERNAL_SERVER_ERROR, Once, "Unexpected upstream failure";
    /// 503: the service can't answer just now.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, Backoff, "Service is temporarily unavailable";
}
