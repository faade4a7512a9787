//! The customers API: what partners call instead of the loan management system (LMS) behind it.
//!
//! It is the example of `lms-error`. Each way in which a request can fail is a variant of an enum in
//! [`error`], and the attribute on the variant is all that is written about its answer. The rest of the
//! crate fails with `?`.
//!
//! The modules stand in the order in which one would read them.

#![forbid(unsafe_code)]

pub mod error;
pub mod api;
pub mod auth;
pub mod extract;
pub mod customer;
pub mod lms;
pub mod guide;

pub use api::app;
