//! The text of the `Display` that another derive writes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Lit, LitStr, Meta};

use crate::template::{self, Piece, Reference};

/// Returns the format string of `#[error("…")]` (thiserror), `#[snafu(display("…"))]` or `#[display("…")]`
/// (`derive_more`), with its holes named as far as they are fields. Returns nothing if there is none.
pub(crate) fn template(attrs: &[Attribute]) -> Option<String> {
    let (literal, args) = attrs.iter().find_map(format_args)?;
    let mut next = 0;
    let pieces = template::parse(&literal.value()).ok()?;
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
        Piece::Value { of: Reference::Name(name), .. } => format!("{{{name}}}"),
        Piece::Value { of: Reference::Index(index), .. } => {
            format!("{{{}}}", args.get(index).cloned().unwrap_or_else(|| index.to_string()))
        }
        Piece::Value { of: Reference::Next, .. } => {
            next += 1;
            format!("{{{}}}", args.get(next - 1).cloned().unwrap_or_default())
        }
    });
    Some(pieces.collect())
}

/// The literal, and for each argument the name of the field that it is, or nothing.
fn format_args(attr: &Attribute) -> Option<(LitStr, Vec<String>)> {
    let Meta::List(list) = &attr.meta else { return None };
    if list.path.is_ident("error") || list.path.is_ident("display") {
        return read(list.tokens.clone());
    }
    if !list.path.is_ident("snafu") {
        return None;
    }
    let mut tokens = list.tokens.clone().into_iter();
    while let Some(token) = tokens.next() {
        if matches!(&token, TokenTree::Ident(ident) if ident == "display") {
            return match tokens.next()? {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    read(group.stream())
                }
                _ => None,
            };
        }
    }
    None
}

fn read(tokens: TokenStream) -> Option<(LitStr, Vec<String>)> {
    let mut args: Vec<TokenStream> = vec![TokenStream::new()];
    for token in tokens {
        match (&token, args.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => args.push(TokenStream::new()),
            (_, Some(arg)) => arg.extend([token]),
            (_, None) => {}
        }
    }
    let mut args = args.into_iter();
    let Lit::Str(literal) = syn::parse2(args.next()?).ok()? else { return None };
    Some((literal, args.map(|arg| field(&arg)).collect()))
}

/// `.id`, `.0` or `id`.
fn field(arg: &TokenStream) -> String {
    let arg = arg.to_string().replace(' ', "");
    let name = arg.strip_prefix('.').unwrap_or(&arg);
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name { name.to_owned() } else { String::new() }
}
