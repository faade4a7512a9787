//! A field with its attributes, and what thiserror and snafu make of it: the source of the error, or a value that
//! they fill in.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute as SynAttribute, Meta, ext::IdentExt};

use super::args::CheckedArgs;
use crate::{attr, attribute::Attribute, fault::Faults};

/// A field with the attributes that passed the checks.
pub(crate) struct CheckedField<'f> {
    pub(crate) field: &'f syn::Field,
    pub(crate) index: usize,
    pub(crate) args: CheckedArgs<'f>,
    pub(crate) is_verbatim: bool,
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
            Self {
                field: field.source,
                index: field.index,
                is_verbatim: args.get(Attribute::Verbatim).is_some(),
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

/// Returns true if thiserror, snafu, a common name or its type make the field the source of the error.
fn is_source(field: &syn::Field, is_forwarded: bool) -> bool {
    let marks = |attr: &SynAttribute| match &attr.meta {
        Meta::Path(path) if path.is_ident("source") || path.is_ident("from") => Some(true),
        Meta::List(list) if list.path.is_ident("snafu") => snafu_source(&compact(&list.tokens)),
        _ => None,
    };
    let marked: Vec<_> = field.attrs.iter().filter_map(marks).collect();
    let is_named = field.ident.as_ref().is_some_and(|ident| ident.unraw() == "source");
    // `source(false)` overrides the name of the field, but not its type.
    let is_marked = marked.last().copied().unwrap_or(is_named || is_forwarded);
    is_marked || mentions_error(field.ty.to_token_stream())
}

/// Finds `source`, `source(from(…))` or `source(false)` among the arguments of a `#[snafu(…)]`.
fn snafu_source(args: &str) -> Option<bool> {
    let (at, _) = args.match_indices("source").find(|(at, _)| *at == 0 || args[..*at].ends_with(','))?;
    Some(!args[at..].starts_with("source(false)"))
}

/// Finds `io::Error`, `Box<dyn Error + Send>`, `Option<QueryError>`, and the reports of eyre and miette.
fn mentions_error(ty: TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Report" || ident.to_string().ends_with("Error"),
        TokenTree::Group(group) => mentions_error(group.stream()),
        _ => false,
    })
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

/// Returns tokens as text, without the spaces that the compiler puts between them.
fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}
