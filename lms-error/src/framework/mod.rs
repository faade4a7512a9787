//! One file for each web framework, which only translates [`ErrorResponse`](crate::ErrorResponse).
//!
//! A framework plugs in at four places, and nowhere else:
//!
//! 1. a feature in `Cargo.toml`, with the framework as an optional dependency;
//! 2. a file here: `ErrorResponse` as a response of that framework, its rejections as field lists, and the catch-all
//!    that makes what the framework answers by itself an envelope, by the table in `status.rs`;
//! 3. in that file the macro `__impl_<framework>`, twice: with the feature it writes the framework's impl for
//!    the user's type, by way of `ErrorResponse::from`; without it, it is a `compile_error!` that says which
//!    line to add. The two are written out by hand: a macro that wrote them could not be named by a path;
//! 4. the word in the derive's table, `lms-error-derive/src/word.rs`. The derive knows no more of a framework
//!    than its name: it writes `__private::impl_<framework>! { [generics,] [Type] [predicates,] }`.
//!
//! `tower` is no framework but the ground of several: it has the catch-all alone.
//!
//! It is the enum that names its frameworks, rather than a feature deciding for it: features are unified over
//! a whole build, and an impl that appears because another crate switched one on breaks code that was fine.

pub mod actix_web;
pub(crate) mod axum;
#[cfg(any(feature = "actix-web", feature = "poem", feature = "salvo", feature = "tower"))]
pub(crate) mod panic;
pub mod poem;
pub mod rocket;
pub mod salvo;
pub(crate) mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
pub mod warp;
