//! The text of a value's `Display` and the fields in it, read off the attributes of thiserror, snafu and `derive_more`.
//! In doubt, a field counts as shown.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Token,
    ext::IdentExt,
    parse::{ParseStream, Parser},
};

use super::field::CheckedField;
use crate::{shorthand::begins_expression, template::rename_holes};

/// The attributes that may say what a `Display` shows.
#[derive(Clone, Copy)]
pub(crate) struct DisplayAttrs<'a> {
    /// Those of the variant, or of the struct.
    pub(crate) own: &'a [Attribute],
    /// Those of the enum, which thiserror and `derive_more` apply to its variants.
    pub(crate) container: &'a [Attribute],
    /// True if snafu writes the `Display`.
    pub(crate) is_snafu: bool,
}

/// The text that a `Display` writes.
pub(crate) struct Display {
    /// The indices of the fields that it shows.
    pub(crate) shown: Vec<usize>,
    /// Its format string, with the holes named as far as they are fields; none if it has not exactly one.
    pub(crate) template: Option<String>,
}

pub(crate) fn read(attrs: DisplayAttrs<'_>, fields: &[CheckedField<'_>]) -> Display {
    let mut reader = Reader { fields, shown: vec![false; fields.len()], templates: Vec::new() };
    if !reader.read(attrs) {
        reader.show_all();
    }
    let shown = (0..fields.len()).filter(|index| reader.shown[*index]).collect();
    let template = if reader.templates.len() == 1 { reader.templates.pop() } else { None };
    Display { shown, template }
}

struct Reader<'a> {
    fields: &'a [CheckedField<'a>],
    shown: Vec<bool>,
    templates: Vec<String>,
}

impl Reader<'_> {
    /// Returns false if no attribute tells what the `Display` shows.
    fn read(&mut self, attrs: DisplayAttrs<'_>) -> bool {
        let mut found = false;
        for attr in attrs.own {
            found |= self.read_attribute(attr);
        }
        let has_own_error = found && attrs.own.iter().any(|attr| attr.path().is_ident("error"));
        for attr in attrs.container {
            // derive_more may wrap the variant's text in the enum's, thiserror never does.
            if attr.path().is_ident("display") {
                let is_format = self.read_attribute(attr);
                // `{_variant}` of a variant without a format is its one field.
                if is_format && !found {
                    self.show_all();
                }
                found |= is_format;
            } else if attr.path().is_ident("error") && !has_own_error {
                found |= self.read_attribute(attr);
            }
        }
        if !found && attrs.is_snafu && self.fields.iter().all(|field| field.field.ident.is_some()) {
            // snafu's default is the documentation, which may show fields, or the name of the variant.
            for attr in attrs.own.iter().filter(|attr| attr.path().is_ident("doc")) {
                if let Meta::NameValue(doc) = &attr.meta {
                    match &doc.value {
                        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                            self.format(&text.value(), &Arguments::default());
                        }
                        _ => {
                            self.show_all();
                        }
                    }
                }
            }
            found = true;
        }
        found
    }

    /// Returns true if the attribute tells what the `Display` shows.
    fn read_attribute(&mut self, attr: &Attribute) -> bool {
        let Meta::List(list) = &attr.meta else { return false };
        let (path, tokens) = (&list.path, list.tokens.clone());
        if path.is_ident("error") {
            return match first_ident(&tokens).as_deref() {
                Some("transparent") => self.show_forwarded(),
                Some("fmt") => self.show_all(),
                // derive_more's `#[error(ignore)]`
                Some(_) => false,
                None => self.format_tokens(tokens),
            };
        }
        if path.is_ident("display") {
            return match first_ident(&tokens).as_deref() {
                Some("bound" | "bounds" | "rename_all" | "where") => false,
                Some(_) => self.show_all(),
                None => self.format_tokens(tokens),
            };
        }
        path.is_ident("snafu") && self.read_snafu(tokens)
    }

    fn read_snafu(&mut self, tokens: TokenStream) -> bool {
        let mut found = false;
        for arg in split_at_commas(tokens) {
            let mut arg = arg.into_iter();
            let name = match arg.next() {
                Some(TokenTree::Ident(name)) => name.to_string(),
                _ => continue,
            };
            let group = match arg.next() {
                Some(TokenTree::Group(group)) => Some(group.stream()),
                _ => None,
            };
            found |= match (name.as_str(), group) {
                ("display", Some(format)) => self.format_tokens(format),
                ("display", None) => self.show_all(),
                ("transparent", group) => match group.map(|value| value.to_string()).as_deref() {
                    Some("false") => false,
                    _ => self.show_forwarded(),
                },
                _ => false,
            };
        }
        found
    }

    fn show_all(&mut self) -> bool {
        self.shown.fill(true);
        true
    }

    /// Marks the fields that a transparent variant may forward to as shown.
    fn show_forwarded(&mut self) -> bool {
        for (field, shown) in self.fields.iter().zip(&mut self.shown) {
            *shown |= !field.is_implicit();
        }
        true
    }

    /// Reads `"…", args`.
    fn format_tokens(&mut self, tokens: TokenStream) -> bool {
        let read = |input: ParseStream<'_>| {
            let text: LitStr = input.parse()?;
            input.parse::<Option<Token![,]>>()?;
            Ok((text.value(), input.parse::<TokenStream>()?))
        };
        match read.parse2(tokens) {
            Ok((text, args)) => {
                let args = Arguments::read(args);
                for arg in &args.values {
                    self.expression(arg.clone());
                }
                self.format(&text, &args);
                self.templates.push(args.name_holes(&text));
                true
            }
            Err(_) => self.show_all(),
        }
    }

    /// Marks the fields that a format string captures as shown.
    fn format(&mut self, text: &str, args: &Arguments) {
        let mut rest = text;
        while let Some(begin) = rest.find('{') {
            rest = &rest[begin + 1..];
            if let Some(after) = rest.strip_prefix('{') {
                rest = after;
                continue;
            }
            let end = rest.find('}').unwrap_or(rest.len());
            let (hole, after) = rest.split_at(end);
            let (name, spec) = hole.split_once(':').unwrap_or((hole, ""));
            self.reference(name.trim(), args);
            // A width or a precision: `{x:>width$.precision$}`.
            for count in spec.split('$').rev().skip(1) {
                let start = count.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
                self.reference(&count[start..], args);
            }
            rest = after;
        }
    }

    fn reference(&mut self, name: &str, args: &Arguments) {
        // `{0.amount}` and `{limit.amount}` are of other derives.
        let name = name.split('.').next().unwrap_or_default().trim_start_matches("r#");
        if name.is_empty() {
            if !args.has_positional {
                self.show_all();
            }
        } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
            if !args.has_positional {
                self.show_named(name);
            }
        } else if !args.names.iter().any(|known| known == name) {
            self.show_named(name);
        }
    }

    /// Marks the fields that an expression uses as shown.
    fn expression(&mut self, tokens: TokenStream) {
        let mut before: Option<TokenTree> = None;
        // True after a `.` that accesses a field or a method, and after `::`.
        let mut is_member = false;
        for token in tokens {
            match &token {
                TokenTree::Group(group) => self.expression(group.stream()),
                TokenTree::Ident(name) if !is_member => self.show_named(&name.unraw().to_string()),
                TokenTree::Literal(literal) => match syn::parse_str(&literal.to_string()) {
                    Ok(Lit::Str(text)) => {
                        self.format(
                            &text.value(),
                            &Arguments { has_positional: true, names: Vec::new(), values: Vec::new() },
                        );
                    }
                    // `.0`, or `.0.1`, which is a number with a fraction.
                    Ok(Lit::Int(_) | Lit::Float(_))
                        if !is_member
                            && matches!(&before, Some(TokenTree::Punct(dot)) if dot.as_char() == '.') =>
                    {
                        let text = literal.to_string();
                        self.show_named(text.split('.').next().unwrap_or_default());
                    }
                    _ => {}
                },
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
            is_member = match (&token, &before) {
                (TokenTree::Punct(dot), Some(TokenTree::Punct(first))) if dot.as_char() == '.' => {
                    first.as_char() == '?'
                }
                (TokenTree::Punct(dot), before) if dot.as_char() == '.' => {
                    !begins_expression(before.as_ref())
                }
                (TokenTree::Punct(colon), Some(TokenTree::Punct(first))) => {
                    colon.as_char() == ':' && first.as_char() == ':'
                }
                _ => false,
            };
            before = Some(token);
        }
    }

    /// Marks the field of this name as shown (`0` and `_0` included); for `self`, all fields.
    fn show_named(&mut self, name: &str) {
        if name == "self" {
            self.show_all();
            return;
        }
        let index = name.strip_prefix('_').unwrap_or(name);
        for (field, shown) in self.fields.iter().zip(&mut self.shown) {
            *shown |= match &field.field.ident {
                Some(ident) => ident.unraw() == name,
                None => field.index.to_string() == index,
            };
        }
    }
}

/// The trailing arguments of a format string.
#[derive(Default)]
struct Arguments {
    has_positional: bool,
    names: Vec<String>,
    values: Vec<TokenStream>,
}

impl Arguments {
    fn read(tokens: TokenStream) -> Self {
        let mut args = Self::default();
        for arg in split_at_commas(tokens) {
            let named = |input: ParseStream<'_>| {
                let name = input.call(Ident::parse_any)?;
                input.parse::<Token![=]>()?;
                if input.peek(Token![=]) {
                    return Err(input.error("a comparison"));
                }
                Ok((name.unraw().to_string(), input.parse::<TokenStream>()?))
            };
            if let Ok((name, value)) = named.parse2(arg.clone()) {
                args.names.push(name);
                args.values.push(value);
            } else {
                args.has_positional = true;
                args.values.push(arg);
            }
        }
        args
    }

    /// Writes the names of the fields that are arguments into the holes of a format string.
    fn name_holes(&self, text: &str) -> String {
        let mut next = 0;
        rename_holes(text, |name| {
            let index = if name.is_empty() {
                next += 1;
                Some(next - 1)
            } else {
                name.parse::<usize>().ok()
            };
            let value = index.and_then(|index| self.values.get(index));
            value.map_or_else(|| name.to_owned(), |value| field_name(value.clone()))
        })
    }
}

/// Returns the name of the field that an argument is (`.id`, `.0`, `id`); nothing for any other expression.
fn field_name(value: TokenStream) -> String {
    let tokens: Vec<_> = value.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(field)] => field.to_string(),
        [TokenTree::Punct(dot), field @ (TokenTree::Ident(_) | TokenTree::Literal(_))]
            if dot.as_char() == '.' =>
        {
            field.to_string()
        }
        _ => String::new(),
    }
}

/// Returns the parts between commas outside of brackets. A part may be cut within the angle brackets of a turbofish, which
/// hides no field.
fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' => parts.push(Vec::new()),
            (_, Some(part)) => part.push(token),
            (_, None) => {}
        }
    }
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.into_iter().collect()).collect()
}

/// Returns the identifier that the tokens begin with.
fn first_ident(tokens: &TokenStream) -> Option<String> {
    match tokens.clone().into_iter().next()? {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => first_ident(&group.stream()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::{Attribute, parse_quote};

    use super::{DisplayAttrs, read};

    fn template(own: &[Attribute], container: &[Attribute]) -> Option<String> {
        read(DisplayAttrs { own, container, is_snafu: false }, &[]).template
    }

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
            assert_eq!(template(&[attr], &[]).as_deref(), expected);
        }
    }

    #[test]
    fn a_format_of_the_enum_is_that_of_a_variant_without_one() {
        let of_enum: Attribute = parse_quote!(#[display("core: {_variant}")]);
        let of_variant: Attribute = parse_quote!(#[display("gone")]);
        assert_eq!(template(&[], std::slice::from_ref(&of_enum)).as_deref(), Some("core: {_variant}"));
        assert_eq!(template(&[of_variant], &[of_enum]), None);
    }
}
