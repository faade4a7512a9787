//! The method `__catalog`: the entry of the enum in a service's catalog.
//!
//! It is one string literal, whose form is defined in `lms-error/src/catalog/packed.rs`: a literal is one token to the
//! compiler, where a constant of a thousand structs would be a thousand expressions to check.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, ext::IdentExt};

use super::policy;
use crate::{
    code::CODES,
    model::{Content, Model, Response, RetryAfter, Variant},
    template::{Source, Template, rename_holes},
};

const RECORD: char = '\x1e';
const PART: char = '\x1f';

/// ```text
/// fn __catalog() -> Inner {
///     Inner::Enum(const {
///         &Packed { module: module_path!(), policy: Some(&PARTNER), text: "CustomerError…", inner: &[…] }
///     })
/// }
/// ```
pub(super) fn catalog(model: &Model<'_>) -> TokenStream {
    let root = &model.root;
    let private = quote!(#root::__private);
    let mut packed = Packed::default();
    packed.push(&model.ident.unraw().to_string());
    packed.text.push(PART);
    packed.docs(model.attrs);
    for variant in &model.variants {
        packed.variant(variant, model);
    }
    let inner = model.variants.iter().filter_map(|variant| {
        let Response::Transparent(index) = variant.response else { return None };
        let ty = &variant.fields[index].ty;
        Some(quote!(<#ty as #private::AsLmsError>::__inner,))
    });
    let inner: TokenStream = inner.collect();
    let policy =
        policy::named(model).map_or_else(|| quote!(#private::None), |policy| quote!(#private::Some(#policy)));
    let text = packed.into_tokens(&private);
    quote! {
        fn __catalog() -> #private::Inner {
            #private::Inner::Enum(const {
                &#private::Packed {
                    module: #private::module_path!(),
                    policy: #policy,
                    text: #text,
                    inner: &[#inner],
                }
            })
        }
    }
}

/// The text, in parts where a line of documentation is a macro (`#[doc = include_str!("…")]`).
#[derive(Default)]
struct Packed {
    finished: Vec<TokenStream>,
    text: String,
    transparent: usize,
}

impl Packed {
    /// Separators have no place in a text of the user's.
    fn push(&mut self, text: &str) {
        if text.contains([RECORD, PART]) {
            self.text.push_str(&text.replace([RECORD, PART], " "));
        } else {
            self.text.push_str(text);
        }
    }

    fn variant(&mut self, variant: &Variant<'_>, model: &Model<'_>) {
        self.text.push(RECORD);
        self.push(&variant.ident.unwrap_or(model.ident).unraw().to_string());
        self.text.push(PART);
        match &variant.response {
            Response::Transparent(_) => {
                self.push(&format!("t{}", self.transparent));
                self.transparent += 1;
            }
            Response::Coded { code, content, retry_after } => {
                let index = CODES.iter().position(|row| row == *code).unwrap_or_default();
                self.push(&index.to_string());
                match content {
                    Content::Field { name, .. } => {
                        self.text.push('f');
                        self.push(&holes(name, variant));
                    }
                    Content::Fields { .. } => self.push("l"),
                    Content::Display | Content::Text(_) => {}
                }
                self.text.push(PART);
                self.push(&match content {
                    Content::Text(text) | Content::Field { text: Some(text), .. } => {
                        format!("t{}", holes(text, variant))
                    }
                    Content::Display if code.status >= 500 => "s".to_owned(),
                    Content::Display | Content::Field { text: None, .. } => {
                        variant.display.as_ref().map_or("u".to_owned(), |text| format!("t{text}"))
                    }
                    Content::Fields { .. } => "u".to_owned(),
                });
                self.text.push(PART);
                match retry_after {
                    Some(RetryAfter::Seconds(seconds)) => self.push(&seconds.to_string()),
                    Some(RetryAfter::Field(_)) => self.push("c"),
                    None => {}
                }
            }
        }
        self.text.push(PART);
        if let Some(note) = deprecation(variant.attrs) {
            self.push(&format!("d{note}"));
        }
        self.text.push(PART);
        self.docs(variant.attrs);
    }

    fn docs(&mut self, attrs: &[Attribute]) {
        let docs = attrs.iter().filter_map(|attr| match &attr.meta {
            Meta::NameValue(doc) if doc.path.is_ident("doc") => Some(&doc.value),
            _ => None,
        });
        for (n, line) in docs.enumerate() {
            if n > 0 {
                self.text.push('\n');
            }
            match string(line) {
                Some(line) => self.push(&without_stars(line)),
                None => {
                    let text = std::mem::take(&mut self.text);
                    self.finished.extend([text.into_token_stream(), line.to_token_stream()]);
                }
            }
        }
    }

    fn into_tokens(self, private: &TokenStream) -> TokenStream {
        let (finished, text) = (self.finished, self.text);
        if finished.is_empty() {
            text.into_token_stream()
        } else {
            quote!(#private::concat!(#(#finished,)* #text))
        }
    }
}

/// Returns the template with its holes named as the user knows them: by fields, or not at all.
fn holes(template: &Template, variant: &Variant<'_>) -> String {
    let literal = template.literal.value();
    if template.values.is_empty() {
        return literal;
    }
    rename_holes(&literal, |name| {
        let index = name.strip_prefix('a').and_then(|index| index.parse::<usize>().ok());
        match index.and_then(|index| template.values.get(index)).map(|value| &value.source) {
            Some(Source::Field { index, .. }) => match &variant.fields[*index].ident {
                Some(ident) => ident.unraw().to_string(),
                None => index.to_string(),
            },
            Some(Source::Argument(_)) | None => String::new(),
        }
    })
}

/// Returns the note of `#[deprecated]`, which may be empty.
fn deprecation(attrs: &[Attribute]) -> Option<String> {
    let deprecated = attrs.iter().find(|attr| attr.path().is_ident("deprecated"))?;
    let mut note = String::new();
    match &deprecated.meta {
        Meta::NameValue(meta) => note = string(&meta.value).unwrap_or_default(),
        Meta::List(list) => {
            let _ = list.parse_nested_meta(|meta| {
                let value: Expr = meta.value()?.parse()?;
                if meta.path.is_ident("note") {
                    note = string(&value).unwrap_or_default();
                }
                Ok(())
            });
        }
        Meta::Path(_) => {}
    }
    Some(note)
}

/// The lines of a `/** … */` comment may begin with a star each.
fn without_stars(text: String) -> String {
    if !text.contains('\n') {
        return text;
    }
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let lines = rest.lines().map(str::trim_start);
    if !lines.clone().all(|line| line.is_empty() || line.starts_with('*')) {
        return text;
    }
    let lines = lines.map(|line| line.strip_prefix('*').unwrap_or(line));
    [first].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn string(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::Group(group) => string(&group.expr),
        _ => None,
    }
}
