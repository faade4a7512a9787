//! The text of the `Display` that another derive writes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Lit, Meta};

/// Returns the format string of `#[error("…")]` (thiserror), `#[snafu(display("…"))]` or `#[display("…")]`
/// (`derive_more`), with its holes named as far as they are fields. Returns nothing if there is none.
pub(crate) fn template(attrs: &[Attribute]) -> Option<String> {
    let tokens = attrs.iter().find_map(format_args)?;
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Literal(literal)) = tokens.next() else { return None };
    let Lit::Str(literal) = Lit::new(literal) else { return None };
    let args = args(tokens);
    let mut next = 0;
    Some(rename_holes(&literal.value(), |name| {
        let index = if name.is_empty() {
            next += 1;
            Some(next - 1)
        } else {
            name.parse::<usize>().ok()
        };
        match index {
            Some(index) => args.get(index).cloned().unwrap_or_else(|| name.to_owned()),
            None => name.to_owned(),
        }
    }))
}

/// Writes a format string anew with other names in its holes, and without formats. It is well-formed: the compiler
/// rejects any other.
pub(crate) fn rename_holes(format: &str, mut name: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(format.len());
    let mut rest = format;
    while let Some(n) = rest.find('{') {
        let (before, after) = (&rest[..n], &rest[n + 1..]);
        out.push_str(before);
        out.push('{');
        if let Some(after) = after.strip_prefix('{') {
            out.push('{');
            rest = after;
            continue;
        }
        let Some((inside, after)) = after.split_once('}') else { break };
        let hole = inside.split_once(':').map_or(inside, |(hole, _)| hole);
        out.push_str(&name(hole.trim()));
        out.push('}');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The tokens inside the parentheses.
fn format_args(attr: &Attribute) -> Option<TokenStream> {
    let Meta::List(list) = &attr.meta else { return None };
    if list.path.is_ident("error") || list.path.is_ident("display") {
        return Some(list.tokens.clone());
    }
    if !list.path.is_ident("snafu") {
        return None;
    }
    let mut tokens = list.tokens.clone().into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(ident) if ident == "display"))?;
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Some(group.stream()),
        _ => None,
    }
}

/// For each argument the name of the field that it is (`.id`, `.0`, `id`), or nothing.
fn args(tokens: impl Iterator<Item = TokenTree>) -> Vec<String> {
    let mut args: Vec<Vec<TokenTree>> = Vec::new();
    for token in tokens {
        match (&token, args.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => args.push(Vec::new()),
            (_, Some(arg)) => arg.push(token),
            (_, None) => {}
        }
    }
    let field = |arg: &Vec<TokenTree>| match arg.as_slice() {
        [TokenTree::Ident(field)] => field.to_string(),
        [TokenTree::Punct(dot), field @ (TokenTree::Ident(_) | TokenTree::Literal(_))]
            if dot.as_char() == '.' =>
        {
            field.to_string()
        }
        _ => String::new(),
    };
    args.iter().map(field).collect()
}

#[cfg(test)]
mod tests {
    use syn::{Attribute, parse_quote};

    use super::template;

    #[test]
    fn the_format_string_is_found_and_its_holes_are_named() {
        let cases: [(Attribute, Option<&str>); 10] = [
            (parse_quote!(#[error("plain")]), Some("plain")),
            (parse_quote!(#[error("{{{id:>5}}} {0}")]), Some("{{{id}}} {0}")),
            (parse_quote!(#[error("{} {0} {}", .id, .0)]), Some("{id} {id} {0}")),
            (parse_quote!(#[error("{} {x}", id, x = .a.b)]), Some("{id} {x}")),
            (parse_quote!(#[error("{}", f(1, 2), .id)]), Some("{}")),
            (parse_quote!(#[snafu(visibility(pub), display("no {id}"))]), Some("no {id}")),
            (parse_quote!(#[display("shown {_0}")]), Some("shown {_0}")),
            (parse_quote!(#[error(transparent)]), None),
            (parse_quote!(#[error(fmt = f)]), None),
            (parse_quote!(#[doc = "text"]), None),
        ];
        for (attr, expected) in cases {
            assert_eq!(template(&[attr]).as_deref(), expected);
        }
    }
}
