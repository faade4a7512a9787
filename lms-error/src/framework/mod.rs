//! One module per web framework, each a thin translation of [`ErrorResponse`](crate::ErrorResponse).
//!
//! A framework plugs in at four places, and nowhere else:
//!
//! 1. a feature in `Cargo.toml`, with the framework as an optional dependency;
//! 2. a module here: `ErrorResponse` as a response of that framework, its rejections as field lists, and the catch-all
//!    that turns every other error response into an envelope (`catch_all/` has what they share);
//! 3. its macro in `macros.rs`, once with the feature and once without;
//! 4. the attribute in the derive's table, `lms-error-derive/src/attribute.rs`. The derive knows only the name of a
//!    framework: it writes `__private::impl_<framework>! { [generics,] [Type] [predicates,] }`.
//!
//! `tower` is not a framework but the common ground of several: it has the catch-all alone.
//!
//! The enum names its frameworks, rather than a feature deciding for it: features are unified over a whole build, and
//! an impl that appears because another crate switched a feature on breaks code that compiled before.

mod macros;

#[cfg(any(
    feature = "actix-web",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower",
    feature = "warp"
))]
mod catch_all;
#[cfg(any(
    feature = "actix-web",
    feature = "axum",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower",
    feature = "warp"
))]
mod request_line;
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "warp"))]
mod rejected;

#[cfg(feature = "actix-web")]
pub mod actix_web;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "poem")]
pub mod poem;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "salvo")]
pub mod salvo;
#[cfg(feature = "tonic")]
pub(crate) mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "warp")]
pub mod warp;

/// Returns the policy that a catch-all has put into the request's extensions.
#[cfg(any(feature = "axum", feature = "poem", feature = "salvo", feature = "tower"))]
pub(crate) fn policy_of(extensions: &http::Extensions) -> &'static crate::Policy {
    extensions.get().copied().unwrap_or(&crate::Policy::LMS)
}
