//! The method `__render`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::LitStr;

use super::{binding, by_code, inner, matched, member, pattern};
use crate::{
    code::CODES,
    model::{Content, Model, Response, Variant},
    shorthand,
    template::{self, Piece, Reference, Source, Template},
};

/// ```text
/// fn __render(&self, __lms_renderer: &Renderer) -> Rendered {
///     match self {
///         Self::NotFound { id: __lms_field_id, .. } => __lms_renderer.text(Code::NotFound, format_args!(…)),
///         Self::Locked { .. } | Self::Closed { .. } => __lms_renderer.display(Code::Aborted, self),
///         Self::Ledger { .. } => __lms_renderer.standard(Code::Internal),
///     }
/// }
/// ```
pub(super) fn render(model: &Model<'_>) -> TokenStream {
    let root = &model.root;
    let private = quote!(#root::__private);
    let renderer = renderer();
    let own = model.variants.iter().filter_map(|variant| content(variant, root));
    // With the span of the type, so that a missing `Display` is reported there.
    let value = Ident::new("self", Span::call_site().located_at(model.ident.span()));
    let displayed = by_code(model, |content| matches!(content, Content::Display)).map(|(code, patterns)| {
        if is_server_error(&code) {
            quote!(#patterns => #renderer.standard(#root::Code::#code),)
        } else {
            quote!(#patterns => #renderer.display(#root::Code::#code, #value),)
        }
    });
    let body = matched(model, own.chain(displayed).chain(inner(model, quote!(__render(#renderer)))), None);
    quote! {
        fn __render(&self, #renderer: &#private::Renderer) -> #private::Rendered {
            #body
        }
    }
}

/// The parameter of the method, under a reserved name: an item of the user's with its name would turn it into a pattern.
fn renderer() -> Ident {
    Ident::new("__lms_renderer", Span::mixed_site())
}

/// Returns the arm of a variant with a text or a list of its own.
fn content(variant: &Variant<'_>, root: &syn::Path) -> Option<TokenStream> {
    let Response::Coded { code, content, .. } = &variant.response else { return None };
    let (renderer, name) = (renderer(), format_ident!("{}", code.variant));
    Some(match content {
        Content::Display => return None,
        Content::Text(Template { literal, values, .. }) if values.is_empty() => {
            let (pattern, text) = (pattern(variant, &[]), constant(literal));
            let content = quote!(text(#root::Code::#name, #text));
            constant_arm(&pattern, &content, root)
        }
        Content::Field { name, text: Some(text) } if name.values.is_empty() && text.values.is_empty() => {
            let (pattern, name, text) =
                (pattern(variant, &[]), constant(&name.literal), constant(&text.literal));
            constant_arm(&pattern, &quote!(field(#name, #text)), root)
        }
        Content::Text(template) => {
            let pattern = pattern(variant, &shown([template]));
            if let Some((text, values)) = parts(variant, template) {
                quote!(#pattern => #renderer.parts(#root::Code::#name, #text, &[#(#values),*]),)
            } else {
                let text = format_args(variant, template, root);
                quote!(#pattern => #renderer.text(#root::Code::#name, #text),)
            }
        }
        Content::Field { name, text } => {
            let pattern = pattern(variant, &shown([name].into_iter().chain(text)));
            let name = format_args(variant, name, root);
            let text = match text {
                Some(text) => format_args(variant, text, root),
                None => quote!(#root::__private::format_args!("{}", self)),
            };
            quote!(#pattern => #renderer.field(#name, #text),)
        }
        Content::Fields { index, case } => {
            let pattern = pattern(variant, &[*index]);
            let (ty, field) = (&variant.fields[*index].ty, binding(variant, *index));
            let private = quote!(#root::__private);
            let case = match case {
                Some(case) => quote!(#private::Some(#private::Case::#case)),
                None => quote!(#private::None),
            };
            quote! {
                #pattern => #renderer.fields(<#ty as #root::AsFieldErrors>::as_field_errors(#field), #case),
            }
        }
    })
}

/// Returns true for a code that does not show the `Display`.
fn is_server_error(code: &Ident) -> bool {
    CODES.iter().any(|row| row.status >= 500 && code == row.variant)
}

/// Returns an arm whose response never varies, and is a static.
fn constant_arm(pattern: &TokenStream, content: &TokenStream, root: &syn::Path) -> TokenStream {
    let renderer = renderer();
    quote! {
        #pattern => #renderer.constant({
            static __CONSTANT: #root::__private::Constant = #root::__private::Constant::#content;
            &__CONSTANT
        }),
    }
}

/// Returns the formatted text of a template without values.
fn constant(literal: &LitStr) -> LitStr {
    LitStr::new(&literal.value().replace("{{", "{").replace("}}", "}"), literal.span())
}

/// Returns the fields that templates show, or use in their arguments.
fn shown<'t>(templates: impl IntoIterator<Item = &'t Template>) -> Vec<usize> {
    let mut shown: Vec<usize> =
        templates.into_iter().flat_map(|template| template.fields.iter().copied()).collect();
    shown.sort_unstable();
    shown.dedup();
    shown
}

fn format_args(variant: &Variant<'_>, template: &Template, root: &syn::Path) -> TokenStream {
    let (renderer, literal) = (renderer(), &template.literal);
    let values = template.values.iter().enumerate().map(|(n, value)| {
        let name = format_ident!("a{n}");
        let value = match value.source {
            Source::Field { index, verbatim } => {
                let field = shorthand::binding(&member(variant, index), literal.span());
                if verbatim {
                    quote!(#renderer.verbatim(#field))
                } else if value.format.is_none() {
                    // A width or a precision is taken by value.
                    quote_spanned!(field.span()=> *#field)
                } else {
                    quote!(#field)
                }
            }
            Source::Argument(n) => template.args[n].clone(),
        };
        quote!(, #name = #value)
    });
    quote!(#root::__private::format_args!(#literal #(#values)*))
}

/// Returns the text and the values of a template that shows only fields, without formats: `card {id} of {holder}`. Each
/// value is a NUL in the text, so that it is one token; a slice of values costs the compiler less than `format_args!`.
fn parts(variant: &Variant<'_>, template: &Template) -> Option<(String, Vec<TokenStream>)> {
    let renderer = renderer();
    let mut text = String::new();
    let mut values = Vec::new();
    for piece in template::parse(&template.literal.value()).ok()? {
        match piece {
            Piece::Literal(literal) if !literal.contains('\0') => text.push_str(&literal),
            Piece::Value { of: Reference::Name(name), spec } if spec.is_empty() => {
                let value = template.values.get(name.strip_prefix('a')?.parse::<usize>().ok()?)?;
                let Source::Field { index, verbatim } = value.source else { return None };
                let field = shorthand::binding(&member(variant, index), template.literal.span());
                values.push(if verbatim { quote!(&#renderer.verbatim(#field)) } else { quote!(#field) });
                text.push('\0');
            }
            Piece::Literal(_) | Piece::Value { .. } => return None,
        }
    }
    Some((text, values))
}
