#![forbid(unsafe_code)]
// The README's example answers through axum.
#![cfg_attr(any(not(doctest), feature = "axum"), doc = include_str!("../README.md"))]
#![cfg_attr(all(doctest, not(feature = "axum")), doc = "The derive of a partner API's error answers.")]

// From what a type says of itself to what a partner reads, in the order in which it happens.
mod error;
mod render;
mod verbatim;
mod vocabulary;
mod case;
mod field_errors;
mod envelope;
mod code;
mod json;
mod object;
mod response;
mod log;
mod framework;
#[cfg(feature = "axum")]
mod malformed;

pub use code::{Code, Retry, UnknownCode};
pub use envelope::Envelope;
pub use error::LmsError;
pub use field_errors::{AsFieldErrors, FieldError, FieldErrors};
#[doc = include_str!("../docs/attributes.md")]
pub use lms_error_derive::LmsError;
pub use response::ErrorResponse;
pub use vocabulary::Vocabulary;

use render::Renderer;

/// What the derive writes calls to. Not a part of the public interface: it changes in any release.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "axum")]
    pub use ::axum;
    pub use ::core::{
        self, format_args,
        option::Option::{self, None, Some},
        time::Duration,
        unreachable,
    };

    pub use crate::__impl_axum as impl_axum;
    pub use crate::{
        case::Case,
        error::{AsLmsError, RetryAfter},
        render::{Renderer, SERVICE, Voice},
    };
}
