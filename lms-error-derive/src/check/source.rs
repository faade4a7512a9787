//! What thiserror and snafu make of a field, read off their attributes: a source, or something they fill in.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Meta};

/// Whether thiserror, snafu, plain habit or its type make the field the source of the error. In doubt it is:
/// what `Error::source` returns that is written by hand, nobody can see here.
pub(super) fn is_source(field: &syn::Field, is_forwarded: bool) -> bool {
    let says = |attr: &Attribute| match &attr.meta {
        Meta::Path(path) if path.is_ident("source") || path.is_ident("from") => Some(true),
        Meta::List(list) if list.path.is_ident("snafu") => snafu_source(&plain(&list.tokens)),
        _ => None,
    };
    let marked: Vec<_> = field.attrs.iter().filter_map(says).collect();
    let is_named = field.ident.as_ref().is_some_and(|ident| ident == "source");
    // `source(false)` takes back what the name says, not what the type is.
    let is_said = marked.last().copied().unwrap_or(is_named || is_forwarded);
    is_said || mentions_error(field.ty.to_token_stream())
}

/// Whether thiserror or snafu fill the field in by themselves, with a backtrace or a location.
pub(super) fn is_filled_in(field: &syn::Field) -> bool {
    let is_named = field.ident.as_ref().is_some_and(|ident| ident == "backtrace");
    is_named
        || field.attrs.iter().any(|attr| match &attr.meta {
            Meta::Path(path) => path.is_ident("backtrace"),
            Meta::List(list) if list.path.is_ident("snafu") => plain(&list.tokens)
                .split(',')
                .any(|word| matches!(word, "implicit" | "implicit(true)" | "backtrace")),
            _ => false,
        })
}

/// `source` and `source(false)` among the words of a `#[snafu(…)]`.
fn snafu_source(words: &str) -> Option<bool> {
    let (at, _) = words.match_indices("source").find(|(at, _)| *at == 0 || words[..*at].ends_with(','))?;
    Some(!words[at..].starts_with("source(false)"))
}

/// `io::Error`, `Box<dyn Error + Send>`, `Option<QueryError>`, and the reports of eyre and miette.
fn mentions_error(ty: TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Report" || ident.to_string().ends_with("Error"),
        TokenTree::Group(group) => mentions_error(group.stream()),
        _ => false,
    })
}

/// `#[error(transparent)]` and `#[snafu(transparent)]`: the one field is the source, and its text the variant's.
pub(super) fn forwards(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("error") || list.path.is_ident("snafu") => {
            plain(&list.tokens).starts_with("transparent")
        }
        _ => false,
    })
}

/// Tokens as text, without the spaces that the compiler puts between them.
fn plain(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}
