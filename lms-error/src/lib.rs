#![forbid(unsafe_code)]
// On docs.rs, each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
// The README's example answers through axum.
#![cfg_attr(any(not(doctest), feature = "axum"), doc = include_str!("../README.md"))]
#![cfg_attr(all(doctest, not(feature = "axum")), doc = "The derive of a partner API's error answers.")]

// From what a type says of itself to what a partner reads, in the order in which it happens.
mod error;
mod render;
mod constant;
mod scratch;
mod verbatim;
mod vocabulary;
mod field_errors;
mod envelope;
mod code;
mod json;
mod sixteen;
mod object;
mod response;
mod status;
mod log;
mod framework;
#[cfg(feature = "upstream")]
#[allow(dead_code, reason = "its users follow")]
mod received;
#[cfg(feature = "upstream")]
#[allow(dead_code, reason = "its users follow")]
mod retry_after;
#[cfg(feature = "testing")]
pub mod testing;

pub use code::{Code, Retry, UnknownCode};
pub use envelope::Envelope;
pub use error::LmsError;
pub use field_errors::{AsFieldErrors, FieldError, FieldErrors};
#[doc = include_str!("../docs/attributes.md")]
pub use lms_error_derive::LmsError;
pub use response::ErrorResponse;
pub use vocabulary::Vocabulary;

#[cfg(feature = "actix-web")]
pub use framework::actix_web;
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

/// What the derive writes calls to. Not a part of the public interface: it changes in any release.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "actix-web")]
    pub use ::actix_web;
    #[cfg(feature = "axum")]
    pub use ::axum;
    pub use ::core::{
        self, format_args,
        option::Option::{self, None, Some},
        time::Duration,
        unreachable,
    };

    #[cfg(feature = "poem")]
    pub use ::poem;
    #[cfg(feature = "rocket")]
    pub use ::rocket;
    #[cfg(feature = "salvo")]
    pub use ::salvo_core;
    #[cfg(feature = "tonic")]
    pub use ::tonic;
    #[cfg(feature = "warp")]
    pub use ::warp;

    pub use crate::__impl_actix_web as impl_actix_web;
    pub use crate::__impl_axum as impl_axum;
    pub use crate::__impl_poem as impl_poem;
    pub use crate::__impl_rocket as impl_rocket;
    pub use crate::__impl_salvo as impl_salvo;
    pub use crate::__impl_tonic as impl_tonic;
    pub use crate::__impl_warp as impl_warp;
    pub use crate::{
        constant::Constant,
        error::{AsLmsError, RetryAfter},
        field_errors::case::Case,
        render::{Renderer, SERVICE, Voice},
    };
}
