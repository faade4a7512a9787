//! Error responses for OpenAPI documents.
//!
//! A document needs three things of a service's errors: the responses of each operation, the schema that they all have,
//! and what the catch-all may respond on any operation. `#[lms(utoipa)]` and `#[lms(aide)]` give a tool the first,
//! [`Contract`] adds the other two to the finished document. For other tools, [`responses`] is the first as JSON.
//!
//! Every status has one response with one named example for each variant; its description says the same, since some
//! tools hide examples. All of them have one schema, `Envelope`, so that a generated client has one error type.
//!
//! ```
//! use lms_error::{LmsError, catalog, catalog::Catalog, openapi};
//!
//! #[derive(Debug, thiserror::Error, LmsError)]
//! enum CustomerError {
//!     /// No customer has that id.
//!     #[error("Client with id {id} does not exist")]
//!     #[lms(code = "not_found")]
//!     NotFound { id: u64 },
//! }
//!
//! static CATALOG: Catalog = catalog![CustomerError];
//!
//! let responses = openapi::responses(&CATALOG);
//! let json = &responses["404"]["content"]["application/json"];
//! assert_eq!(json["schema"]["$ref"], "#/components/schemas/Envelope");
//! assert_eq!(
//!     json["examples"]["NotFound"]["value"]["message"],
//!     "lms: status=404: Customer with id {id} does not exist",
//! );
//! ```

use serde_json::Value;

use crate::catalog::Catalog;

#[cfg(feature = "aide")]
mod aide;
mod document;
mod response;
#[cfg(feature = "utoipa")]
mod utoipa;

#[cfg(feature = "aide")]
#[doc(hidden)]
pub use self::aide::inferred_responses as __aide_responses;
#[cfg(feature = "utoipa")]
pub use self::utoipa::AnyOf;
#[cfg(feature = "utoipa")]
#[doc(hidden)]
pub use self::utoipa::responses as __utoipa_responses;
pub use document::Contract;

/// Returns the responses of a catalog by status: an object of OpenAPI's Response Objects, in 3.0 and in 3.1.
///
/// They refer to `#/components/schemas/Envelope`, which [`Contract::apply`] adds, and [`schema`] is.
#[must_use]
pub fn responses(catalog: &Catalog) -> Value {
    response::of(&catalog.enums())
}

/// Returns the schema of the envelope, which every error response has.
#[must_use]
pub fn schema() -> Value {
    response::envelope_schema()
}
