//! The partner's side of the contract: decoding an error response, and deciding when to send a request again.
//!
#![doc = include_str!("../../docs/client.md")]

mod error;
mod outcome;
mod attempts;
mod budget;
mod blocking;
#[cfg(feature = "backon")]
mod backon;
#[cfg(feature = "reqwest-middleware")]
mod reqwest_middleware;
#[cfg(feature = "tower-retry")]
mod tower;

pub use attempts::{Attempts, Idempotency, Stop};
pub use budget::Budget;
pub use error::{PartnerCode, PartnerError};
pub use outcome::Outcome;
#[cfg(feature = "reqwest-middleware")]
pub use reqwest_middleware::RetryMiddleware;
#[cfg(feature = "tower-retry")]
pub use tower::RetryPolicy;
