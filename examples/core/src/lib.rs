//! A stand-in for the core banking system. It responds as Apache Fineract does: its paths, its header names, its
//! statuses with 403 for business rules, and its bodies. The clients are in memory.
//!
//! [`failures`] has the ids of clients that fail in ways of their own, for a service to be tried with.

#![forbid(unsafe_code)]

mod api;
mod clients;
mod body;
mod idempotency;
pub mod failures;

use std::io;

use tokio::net::TcpListener;

/// The path that every URL of the API begins with.
pub const PATH: &str = "/fineract-provider/api/v1";
/// The user that the stand-in knows.
pub const USER: &str = "mifos";
/// The password of that user.
pub const PASSWORD: &str = "password";
/// The tenant that the stand-in has.
pub const TENANT: &str = "default";

/// Serves a core of its own, with five clients in it.
///
/// # Errors
///
/// The listener fails.
pub async fn serve(listener: TcpListener) -> io::Result<()> {
    axum::serve(listener, api::router()).await
}
