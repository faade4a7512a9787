//! A field with its attributes, and what thiserror and snafu make of it: the source of the error, or a value that
//! they fill in.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute as SynAttribute, Meta, ext::IdentExt};

use super::args::CheckedArgs;
use crate::{
    attr::{self, Body, Item},
    attribute::Attribute,
    fault::Faults,
};

/// A field with the attributes that passed the checks.
pub(crate) struct CheckedField<'f> {
    pub(crate) field: &'f syn::Field,
    pub(crate) index: usize,
    pub(crate) args: CheckedArgs<'f>,
    pub(crate) is_verbatim: bool,
    /// True if its text may be shown although it is an error.
    pub(crate) is_shown: bool,
    pub(crate) is_source: bool,
}

impl<'f> CheckedField<'f> {
    /// Checks the fields of a variant, or of a struct, with these attributes.
    pub(crate) fn all(
        fields: &'f [attr::Field<'_>],
        attrs: &[SynAttribute],
        faults: &mut Faults,
    ) -> Vec<Self> {
        let is_forwarded = is_forwarding(attrs);
        let checked = fields.iter().map(|field| {
            let args = CheckedArgs::new(&field.args, faults);
            if let (Some(shown), Some(verbatim)) = (args.get(Attribute::Shown), args.get(Attribute::Verbatim)) {
                let message = "`shown` and `verbatim` exclude each other: a `shown` text is sanitized, a `verbatim` value \
                               is not; leave out one of them";
                faults.add(&shown.name, message);
                faults.add(&verbatim.name, message);
            }
            Self {
                field: field.source,
                index: field.index,
                is_verbatim: args.get(Attribute::Verbatim).is_some(),
                is_shown: args.get(Attribute::Shown).is_some(),
                is_source: is_source(field.source, is_forwarded),
                args,
            }
        });
        checked.collect()
    }

    /// Returns the name of the field in a format string.
    pub(crate) fn name(&self) -> String {
        self.field.ident.as_ref().map_or_else(|| self.index.to_string(), |ident| ident.unraw().to_string())
    }

    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.field.ident.as_ref().is_some_and(|ident| ident.unraw() == name)
    }

    pub(crate) fn verbatim(&self) -> Option<&'f Ident> {
        self.args.get(Attribute::Verbatim).map(|arg| &arg.name)
    }

    /// Returns true if thiserror or snafu fill the field in by themselves, with a backtrace or a location.
    pub(crate) fn is_implicit(&self) -> bool {
        self.is_named("backtrace")
            || self.field.attrs.iter().any(|attr| match &attr.meta {
                Meta::Path(path) => path.is_ident("backtrace"),
                Meta::List(list) if list.path.is_ident("snafu") => compact(&list.tokens)
                    .split(',')
                    .any(|arg| matches!(arg, "implicit" | "implicit(true)" | "backtrace")),
                _ => false,
            })
    }
}

/// Returns true if thiserror or snafu take the field for the source of the error.
fn is_source(field: &syn::Field, is_forwarded: bool) -> bool {
    let marks = |attr: &SynAttribute| match &attr.meta {
        Meta::Path(path) if path.is_ident("source") || path.is_ident("from") => Some(true),
        Meta::List(list) if list.path.is_ident("snafu") => snafu_source(&compact(&list.tokens)),
        _ => None,
    };
    let marked: Vec<_> = field.attrs.iter().filter_map(marks).collect();
    let is_named = field.ident.as_ref().is_some_and(|ident| ident.unraw() == "source");
    marked.last().copied().unwrap_or(is_named || is_forwarded)
}

/// Finds `source`, `source(from(…))` or `source(false)` among the arguments of a `#[snafu(…)]`.
fn snafu_source(args: &str) -> Option<bool> {
    let (at, _) = args.match_indices("source").find(|(at, _)| *at == 0 || args[..*at].ends_with(','))?;
    Some(!args[at..].starts_with("source(false)"))
}

/// Returns true for `#[error(transparent)]` and `#[snafu(transparent)]`, which make the one field the source.
fn is_forwarding(attrs: &[SynAttribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("error") || list.path.is_ident("snafu") => {
            compact(&list.tokens).starts_with("transparent")
        }
        _ => false,
    })
}

/// Returns true if snafu writes the `Display` of the type: only its derive has the attribute `snafu`.
pub(crate) fn is_snafu(item: &Item<'_>) -> bool {
    let has_attr = |attrs: &[SynAttribute]| attrs.iter().any(|attr| attr.path().is_ident("snafu"));
    let is_on_field = |fields: &[attr::Field<'_>]| fields.iter().any(|field| has_attr(&field.source.attrs));
    has_attr(item.attrs)
        || match &item.body {
            Body::Enum(variants) => {
                variants.iter().any(|variant| has_attr(variant.attrs) || is_on_field(&variant.fields))
            }
            Body::Struct(fields) => is_on_field(fields),
            Body::Union => false,
        }
}

/// Returns tokens as text, without the spaces that the compiler puts between them.
fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}
