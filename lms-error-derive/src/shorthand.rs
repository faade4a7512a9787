//! `id`, `.id` and `.0` in the arguments of a format string, which are fields, as in thiserror.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::{Index, Member};

/// Returns the variable to which the generated code binds a field.
pub(crate) fn binding(member: &Member, span: Span) -> Ident {
    let name = match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    };
    bound(&name, span)
}

/// Reserved: no item of the user's starts with it, which a pattern would refer to instead of binding a variable.
const PREFIX: &str = "__lms_field_";

/// The variable has the location of `span`, but the hygiene of the derive: the field and the format string may come from
/// different sides of a `macro_rules!`.
fn bound(name: &str, span: Span) -> Ident {
    let span = Span::mixed_site().located_at(span);
    Ident::new(&format!("{PREFIX}{}", name.strip_prefix("r#").unwrap_or(name)), span)
}

/// An expression in which fields are replaced with variables.
pub(crate) struct Expanded {
    pub(crate) tokens: TokenStream,
    /// The fields that it uses, as written.
    pub(crate) fields: Vec<Member>,
}

/// Replaces each `.name` and `.0` that begins an expression, and each variable that is one of `known`, with the variable
/// of that field.
pub(crate) fn expand(tokens: TokenStream, known: &[String]) -> Expanded {
    let mut fields = Vec::new();
    let tokens = expand_into(&mut fields, tokens, known);
    Expanded { tokens, fields }
}

fn expand_into(fields: &mut Vec<Member>, tokens: TokenStream, known: &[String]) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_shorthand =
            matches!(&token, TokenTree::Punct(dot) if dot.as_char() == '.' && begins_expression(out.last()));
        match token {
            TokenTree::Group(group) => {
                let inside = expand_into(fields, group.stream(), known);
                let mut expanded = Group::new(group.delimiter(), inside);
                expanded.set_span(group.span());
                out.push(expanded.into());
            }
            TokenTree::Ident(name) if is_variable(&name, out.last(), tokens.peek(), known) => {
                out.push(bound(&name.to_string(), name.span()).into());
                fields.push(Member::Named(name));
            }
            _ if is_shorthand => match tokens.next() {
                Some(TokenTree::Ident(name)) => {
                    out.push(bound(&name.to_string(), name.span()).into());
                    fields.push(Member::Named(name));
                }
                Some(TokenTree::Literal(index)) => out.extend(tuple_field(fields, &index)),
                other => out.extend(Some(token).into_iter().chain(other)),
            },
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// Returns true if the name is one of the fields, and not a method, a part of a path, a function or a label.
fn is_variable(
    name: &Ident,
    before: Option<&TokenTree>,
    after: Option<&TokenTree>,
    known: &[String],
) -> bool {
    let belongs_to_before =
        matches!(before, Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '.' | ':' | '\''));
    let continues = match after {
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ':' | '!'),
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    };
    let plain = name.to_string();
    !belongs_to_before
        && !continues
        && known.iter().any(|field| field == plain.strip_prefix("r#").unwrap_or(&plain))
}

/// Returns true if a dot after this token can't be a field access on it.
pub(crate) fn begins_expression(before: Option<&TokenTree>) -> bool {
    match before {
        None => true,
        Some(TokenTree::Punct(punct)) => !matches!(punct.as_char(), '.' | '?'),
        Some(TokenTree::Ident(keyword)) => {
            ["as", "else", "if", "in", "match", "mut", "ref", "return", "while"]
                .iter()
                .any(|known| keyword == known)
        }
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) => false,
    }
}

/// Replaces `0`, or `0.1`, which the compiler reads as a number with a fraction.
fn tuple_field(fields: &mut Vec<Member>, literal: &Literal) -> Vec<TokenTree> {
    let (text, span) = (literal.to_string(), literal.span());
    let mut parts = text.split('.');
    let first = parts.next().unwrap_or_default();
    if let Ok(index) = first.parse() {
        fields.push(Member::Unnamed(Index { index, span }));
    }
    let mut out: Vec<TokenTree> = vec![bound(first, span).into()];
    for part in parts {
        let mut dot = Punct::new('.', Spacing::Alone);
        dot.set_span(span);
        out.push(dot.into());
        if let Ok(index) = part.parse() {
            let mut index = Literal::usize_unsuffixed(index);
            index.set_span(span);
            out.push(index.into());
        }
    }
    out
}
