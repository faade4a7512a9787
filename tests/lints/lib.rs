//! Generated code raises no lint in a crate that denies all of them, except those about the code written by hand here.

#![deny(
    warnings,
    future_incompatible,
    nonstandard_style,
    unused,
    let_underscore,
    absolute_paths_not_starting_with_crate,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unsafe_code,
    unstable_features,
    unused_crate_dependencies,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::cargo,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction
)]
#![allow(
    clippy::arbitrary_source_item_ordering,
    clippy::blanket_clippy_restriction_lints,
    clippy::cargo_common_metadata,
    clippy::multiple_crate_versions,
    reason = "they are about this crate, not about derived code"
)]

use core::{fmt::Debug, time::Duration};
use std::io;

use lms_error::{FieldErrors, LmsError, Policy, Vocabulary};

/// The vocabulary of the service.
static WORDS: Vocabulary = Vocabulary::LMS.rewrite(&[("Loan Officer", "Advisor")]);

/// The policy of the service.
pub static PARTNER: Policy = Policy::LMS.service("lints").vocabulary(&WORDS);

/// Every attribute on an enum.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, policy = PARTNER)]
#[non_exhaustive]
pub enum Every {
    /// A unit.
    #[error("unit")]
    #[lms(code = "not_found")]
    Unit,
    /// A tuple.
    #[error("tuple {0}")]
    #[lms(code = "permission_denied", message = "{0:>1$} of {2}")]
    Tuple(u8, usize, String),
    /// With arguments.
    #[error("{id}")]
    #[lms(code = "aborted", message("{} {id} {count}", .names.len(), count = .names.capacity()))]
    Arguments {
        /// The id.
        id: u64,
        /// The names.
        names: Vec<String>,
    },
    /// A list.
    #[error("list")]
    #[lms(code = "invalid_argument")]
    List(#[lms(fields, rename_all = "camelCase")] FieldErrors),
    /// A field.
    #[error("field")]
    #[lms(code = "invalid_argument", field = "labels.{key}", message = "{key} is taken")]
    Field {
        /// A value of the partner.
        #[lms(verbatim)]
        key: String,
    },
    /// Down for a fixed time.
    #[error("down")]
    #[lms(code = "unavailable", retry_after = 3)]
    Down,
    /// Down for a time in a field.
    #[error("later")]
    #[lms(code = "unavailable")]
    Later(#[lms(retry_after)] Option<Duration>),
    /// With a source.
    #[error("source")]
    #[lms(code = "internal")]
    Source(#[source] io::Error),
    /// Deprecated.
    #[deprecated(note = "it is an example")]
    #[error("deprecated")]
    #[lms(code = "unauthenticated", message = "{0}")]
    Deprecated(u8),
    /// Another `LmsError`.
    #[error(transparent)]
    #[lms(transparent)]
    Inner(#[from] Structure),
}

/// A struct.
#[derive(Clone, Copy, Debug, thiserror::Error, LmsError)]
#[error("structure")]
#[lms(code = "aborted", message = "no {kind}", axum)]
#[non_exhaustive]
pub struct Structure {
    /// The kind of resource.
    pub kind: &'static str,
}

/// Parameters of every kind.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
#[non_exhaustive]
pub enum Generic<'name, T, const N: usize = 1>
where
    T: Debug,
{
    /// Shown.
    #[error("shown {0:?}")]
    #[lms(code = "aborted", message = "{0:?} {1}")]
    Shown(T, &'name str),
    /// An array.
    #[error("array")]
    #[lms(code = "internal")]
    Array([u8; N]),
}

/// No variants.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
#[non_exhaustive]
pub enum Never {}
