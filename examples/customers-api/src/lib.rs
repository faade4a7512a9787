//! The customers API: what partners call instead of the loan management system (LMS).
//!
//! It is the example of `lms-error`. Each way in which a request can fail is a variant of an enum in [`error`], and its
//! attribute is all that is written about its response. The LMS's own errors become the contract's by [`lms::CORE`]. The
//! rest of the crate fails with `?`.
//!
//! The modules are in the order in which one would read them.

#![forbid(unsafe_code)]

pub mod error;
pub mod api;
pub mod lms;
pub mod customer;
pub mod auth;
pub mod openapi;
pub mod guide;

pub use api::app;
pub use lms::Lms;
