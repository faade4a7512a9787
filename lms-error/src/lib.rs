#![forbid(unsafe_code)]
// On docs.rs, each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
// The README's examples need these features.
#![cfg_attr(
    any(not(doctest), all(feature = "axum", feature = "reqwest", feature = "testing", feature = "tower")),
    doc = include_str!("../README.md")
)]
#![cfg_attr(
    all(doctest, not(all(feature = "axum", feature = "reqwest", feature = "testing", feature = "tower"))),
    doc = "Derives the error responses of a partner API."
)]

// In the order in which a response comes about.
mod error;
mod exposure;
mod policy;
mod code;
mod placeholder;
mod vocabulary;
mod field_errors;
mod envelope;
mod object;
mod render;
mod simd;
mod response;
mod status;
mod framework;
pub mod catalog;
#[cfg(feature = "openapi")]
pub mod openapi;
#[cfg(any(feature = "client", feature = "upstream"))]
mod received;
#[cfg(any(
    feature = "actix-web",
    feature = "client",
    feature = "poem",
    feature = "rocket",
    feature = "salvo",
    feature = "tower",
    feature = "upstream",
    feature = "warp"
))]
#[allow(dead_code, reason = "each user needs a part of it")]
mod retry_after;
#[cfg(feature = "upstream")]
pub mod upstream;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "testing")]
pub mod testing;

pub use code::{Code, Retry, UnknownCode};
pub use envelope::Envelope;
pub use error::LmsError;
#[cfg(feature = "serde_json")]
pub use field_errors::from_json;
pub use field_errors::{AsFieldErrors, FieldError, FieldErrors};
#[doc = include_str!("../docs/attributes.md")]
pub use lms_error_derive::LmsError;
pub use policy::{Level, Policy};
pub use response::ErrorResponse;
pub use vocabulary::{Explanation, Vocabulary};

#[doc = include_str!("../docs/frameworks.md")]
#[cfg(any(doc, doctest))]
pub mod frameworks {}

#[cfg(feature = "actix-web")]
pub use framework::actix_web;
#[cfg(feature = "axum")]
pub use framework::axum;
#[cfg(feature = "poem")]
pub use framework::poem;
#[cfg(feature = "rocket")]
pub use framework::rocket;
#[cfg(feature = "salvo")]
pub use framework::salvo;
#[cfg(feature = "tower")]
pub use framework::tower;
#[cfg(feature = "warp")]
pub use framework::warp;

/// Items that generated code uses. Not part of the public interface: they change in any release.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "actix-web")]
    pub use ::actix_web;
    #[cfg(feature = "aide")]
    pub use ::aide;
    #[cfg(feature = "axum")]
    pub use ::axum;
    pub use ::core::{
        self, concat, format_args, module_path,
        option::Option::{self, None, Some},
        time::Duration,
        unreachable,
    };

    #[cfg(feature = "poem")]
    pub use crate::framework::poem::into_poem_error;
    #[cfg(feature = "poem")]
    pub use ::poem;
    #[cfg(feature = "rocket")]
    pub use ::rocket;
    #[cfg(feature = "salvo")]
    pub use ::salvo_core;
    #[cfg(feature = "tonic")]
    pub use ::tonic;
    #[cfg(feature = "utoipa")]
    pub use ::utoipa;
    #[cfg(feature = "warp")]
    pub use ::warp;

    /// The compile-time checks of what a text for partners shows.
    pub mod exposure {
        pub use crate::exposure::{Of, Otherwise, shown, source_shown, strictly_shown, verbatim};
    }

    pub use crate::__impl_actix_web as impl_actix_web;
    pub use crate::__impl_aide as impl_aide;
    pub use crate::__impl_axum as impl_axum;
    pub use crate::__impl_poem as impl_poem;
    pub use crate::__impl_rocket as impl_rocket;
    pub use crate::__impl_salvo as impl_salvo;
    pub use crate::__impl_tonic as impl_tonic;
    pub use crate::__impl_utoipa as impl_utoipa;
    pub use crate::__impl_warp as impl_warp;
    pub use crate::{
        catalog::{Inner, Packed},
        error::{AsLmsError, Derived, RetryAfter, Variant},
        field_errors::case::Case,
        policy::Policy,
        render::{Constant, Rendered, Renderer},
    };
}
