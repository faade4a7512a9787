//! Field errors: the list of every `invalid_argument` response, and the errors of other crates as such lists.

mod field_error;
mod list;
mod as_field_errors;
pub(crate) mod case;
#[cfg(any(feature = "rocket", feature = "validator"))]
pub(crate) mod limits;
#[cfg(feature = "serde_json")]
pub(crate) mod json_body;
#[cfg(feature = "serde_json")]
pub(crate) mod place;
#[cfg(feature = "serde_json")]
#[allow(dead_code, reason = "each framework needs a part of it")]
pub(crate) mod serde_errors;
#[cfg(feature = "serde_json")]
#[allow(dead_code, reason = "each framework needs a part of it")]
pub(crate) mod serde_messages;
#[cfg(all(feature = "axum", any(feature = "garde", feature = "validator")))]
pub(crate) mod serde_names;
#[cfg(feature = "garde")]
mod garde;
#[cfg(feature = "validator")]
mod validator;

#[cfg(feature = "serde_json")]
pub use self::json_body::from_json;
pub use self::{as_field_errors::AsFieldErrors, field_error::FieldError, list::FieldErrors};
