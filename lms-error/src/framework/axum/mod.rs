//! Extractors for axum whose rejections are responses of the contract.
//!
//! axum's own extractors reject with plain text. With these, a handler has `Json<New>` in its signature and nothing
//! else:
//!
//! ```
//! use lms_error::axum::{Json, Path, Query};
//! use serde::Deserialize;
//!
//! #[derive(Deserialize)]
//! struct Page {
//!     limit: u32,
//! }
//!
//! // A rejection is a 400 with the list of what is wrong. For `/customers/x/loans?limit=10` it is
//! // `[{"field":"id","error":"must be a whole number"}]`, for `/customers/7/loans`
//! // `[{"field":"limit","error":"required"}]`.
//! async fn loans(Path(id): Path<u64>, Query(page): Query<Page>) -> Json<Vec<u64>> {
//!     Json(vec![id; page.limit as usize])
//! }
//! # let _: axum::Router = axum::Router::new().route("/customers/{id}/loans", axum::routing::get(loans));
//! ```
//!
//! Content types and body limits are axum's: `Json` takes `application/json` and `application/*+json`, and
//! `axum::extract::DefaultBodyLimit` applies. A rejection speaks by the policy that
//! [`EnvelopeLayer`](https://docs.rs/lms-error/latest/lms_error/tower/struct.EnvelopeLayer.html) puts into the
//! request's extensions.

#[cfg(feature = "aide")]
mod aide;
mod extract;
mod rejections;
#[cfg(any(feature = "garde", feature = "validator"))]
mod valid;

use axum::response::{IntoResponse, Response};

use crate::ErrorResponse;

pub use self::extract::{Form, Json, Path, Query};
#[cfg(feature = "garde")]
pub use self::valid::Garde;
#[cfg(any(feature = "garde", feature = "validator"))]
pub use self::valid::Valid;
#[cfg(feature = "validator")]
pub use self::valid::Validator;

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        Response::from(self)
    }
}
