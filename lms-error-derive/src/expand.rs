//! The impl. It matches variants and calls the runtime; nothing can go wrong here any more.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, LitStr, Member, ext::IdentExt, spanned::Spanned};

use crate::{
    code::CODES,
    generics::{ImplGenerics, impl_generics},
    model::{Answer, Content, Model, RetryAfter, Variant},
    shorthand,
    template::{Source, Template},
};

/// ```text
/// const _: () = {
///     impl ::lms_error::LmsError for CustomerError { … }
///     ::lms_error::__private::impl_axum! { [] [CustomerError] [] }
/// };
/// ```
pub(crate) fn whole(model: &Model<'_>) -> TokenStream {
    let bodies = [Some(code(model)), retry_after(model), policy(model), variant(model), Some(render(model))];
    let bodies = bodies.into_iter().flatten();
    wrap(model, &quote!(#(#bodies)*), &TokenStream::new())
}

/// The same impl with nothing behind it, so that a fault is reported once and not at every use of the type.
pub(crate) fn fallback(model: &Model<'_>, faults: &TokenStream) -> TokenStream {
    let root = &model.root;
    let bodies = quote! {
        fn code(&self) -> #root::Code {
            #root::__private::unreachable!()
        }

        fn __render(&self, _: &#root::__private::Renderer) -> #root::__private::Rendered {
            #root::__private::unreachable!()
        }
    };
    wrap(model, &bodies, faults)
}

fn wrap(model: &Model<'_>, bodies: &TokenStream, faults: &TokenStream) -> TokenStream {
    let (root, ident) = (&model.root, model.ident);
    let (_, arguments, _) = model.generics.split_for_impl();
    let ImplGenerics { params, predicates } = impl_generics(model);
    let frameworks = model.frameworks.iter().map(|framework| {
        // The span of the word, so that a missing feature is reported there.
        let span = Span::call_site().located_at(framework.span());
        let root = root.to_token_stream().into_iter().map(|mut token| {
            token.set_span(span);
            token
        });
        let root: TokenStream = root.collect();
        let implement = Ident::new(&format!("impl_{framework}"), span);
        quote_spanned!(span=> #root::__private::#implement! { [#params] [#ident #arguments] [#predicates] })
    });
    quote! {
        #faults
        const _: () = {
            #[automatically_derived]
            impl<#params> #root::__private::Derived for #ident #arguments
            where
                #predicates
            {
            }

            #[automatically_derived]
            #[allow(deprecated, non_snake_case)]
            impl<#params> #root::LmsError for #ident #arguments
            where
                #predicates
            {
                #bodies
            }

            #(#frameworks)*
        };
    }
}

/// ```text
/// fn code(&self) -> Code {
///     match self {
///         Self::NotFound { .. } => Code::NotFound,
///         Self::Locked { .. } | Self::Closed { .. } => Code::Aborted,
///         Self::Auth { 0: __field_0 } => LmsError::code(…),
///     }
/// }
/// ```
fn code(model: &Model<'_>) -> TokenStream {
    let root = &model.root;
    let of_codes = by_code(model, |_| true).map(|(code, patterns)| quote!(#patterns => #root::Code::#code,));
    let of_inner = inner(model, quote!(code()));
    let body = matched(model, of_codes.chain(of_inner), None);
    quote! {
        fn code(&self) -> #root::Code {
            #body
        }
    }
}

/// The variants that have a code, and pass the test, as one pattern for each code.
fn by_code(
    model: &Model<'_>,
    test: impl Fn(&Content) -> bool + Copy,
) -> impl Iterator<Item = (Ident, TokenStream)> {
    CODES.iter().filter_map(move |code| {
        let patterns: Vec<_> = model
            .variants
            .iter()
            .filter(|variant| match &variant.answer {
                Answer::Coded { code: of, content, .. } => *of == code && test(content),
                Answer::Transparent(_) => false,
            })
            .map(|variant| pattern(variant, &[]))
            .collect();
        (!patterns.is_empty()).then(|| (format_ident!("{}", code.variant), quote!(#(#patterns)|*)))
    })
}

/// Left to the trait where no variant says anything about it.
fn retry_after(model: &Model<'_>) -> Option<TokenStream> {
    let root = &model.root;
    let private = quote!(#root::__private);
    let of_variants = model.variants.iter().filter_map(|variant| {
        let Answer::Coded { retry_after: Some(retry_after), .. } = &variant.answer else { return None };
        Some(match retry_after {
            RetryAfter::Seconds(seconds) => {
                let pattern = pattern(variant, &[]);
                let seconds = u64::from(*seconds);
                quote!(#pattern => #private::Some(#private::Duration::from_secs(#seconds)),)
            }
            RetryAfter::Field(index) => {
                let pattern = pattern(variant, &[*index]);
                let (ty, field) = (&variant.fields[*index].ty, binding(variant, *index));
                quote!(#pattern => <#ty as #private::RetryAfter>::retry_after(#field),)
            }
        })
    });
    let arms: Vec<_> = of_variants.chain(inner(model, quote!(retry_after()))).collect();
    if arms.is_empty() {
        return None;
    }
    let otherwise = (arms.len() < model.variants.len()).then(|| quote!(#private::None));
    let body = matched(model, arms, otherwise);
    Some(quote! {
        fn retry_after(&self) -> #private::Option<#private::Duration> {
            #body
        }
    })
}

/// ```text
/// fn __policy(&self) -> Option<&'static Policy> {
///     const __POLICY: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);
///     Some(&__POLICY)
/// }
/// ```
///
/// Without one, that of the error inside a transparent variant; left to the trait where there is none.
fn policy(model: &Model<'_>) -> Option<TokenStream> {
    let private = {
        let root = &model.root;
        quote!(#root::__private)
    };
    let body = if model.service.is_some() || model.vocabulary.is_some() {
        let service = model.service.iter().map(|name| quote!(.service(#name)));
        let vocabulary = model.vocabulary.iter().map(|path| {
            let reference = quote_spanned!(path.span()=> &#path);
            quote!(.vocabulary(#reference))
        });
        quote! {
            const __POLICY: #private::Policy = #private::Policy::LMS #(#service)* #(#vocabulary)*;
            #private::Some(&__POLICY)
        }
    } else {
        let arms: Vec<_> = inner(model, quote!(__policy())).collect();
        if arms.is_empty() {
            return None;
        }
        let otherwise = (arms.len() < model.variants.len()).then(|| quote!(#private::None));
        matched(model, arms, otherwise)
    };
    Some(quote! {
        fn __policy(&self) -> #private::Option<&'static #private::Policy> {
            #body
        }
    })
}

/// ```text
/// fn __variant(&self) -> Variant {
///     Variant::of::<Self>(match self {
///         Self::NotFound { .. } => "NotFound",
///         Self::Core { 0: __field_0 } => return AsLmsError::as_lms_error(__field_0).__variant(),
///     })
/// }
/// ```
///
/// Left to the trait for a struct with a code.
fn variant(model: &Model<'_>) -> Option<TokenStream> {
    let private = {
        let root = &model.root;
        quote!(#root::__private)
    };
    let named = model.variants.iter().filter_map(|variant| {
        let (Answer::Coded { .. }, Some(ident)) = (&variant.answer, variant.ident) else { return None };
        let (pattern, name) = (pattern(variant, &[]), ident.unraw().to_string());
        Some(quote!(#pattern => #private::Variant::of::<Self>(#name),))
    });
    let arms: Vec<_> = named.chain(inner(model, quote!(__variant()))).collect();
    if arms.is_empty() && !model.variants.is_empty() {
        return None;
    }
    let body = matched(model, arms, None);
    Some(quote! {
        fn __variant(&self) -> #private::Variant {
            #body
        }
    })
}

/// ```text
/// fn __render(&self, renderer: &Renderer) -> Rendered {
///     match self {
///         Self::NotFound { id: __field_id, .. } => renderer.text(Code::NotFound, format_args!(…)),
///         Self::Locked { .. } | Self::Closed { .. } => renderer.display(Code::Aborted, self),
///         Self::Ledger { .. } => renderer.standard(Code::Internal),
///     }
/// }
/// ```
fn render(model: &Model<'_>) -> TokenStream {
    let root = &model.root;
    let private = quote!(#root::__private);
    let renderer = renderer();
    let of_variants = model.variants.iter().filter_map(|variant| content(variant, root));
    // With the span of the type, so that a missing `Display` is reported there.
    let value = Ident::new("self", Span::call_site().located_at(model.ident.span()));
    let displayed = by_code(model, |content| matches!(content, Content::Whole)).map(|(code, patterns)| {
        if is_server_error(&code) {
            quote!(#patterns => #renderer.standard(#root::Code::#code),)
        } else {
            quote!(#patterns => #renderer.display(#root::Code::#code, #value),)
        }
    });
    let body =
        matched(model, of_variants.chain(displayed).chain(inner(model, quote!(__render(#renderer)))), None);
    quote! {
        fn __render(&self, #renderer: &#private::Renderer) -> #private::Rendered {
            #body
        }
    }
}

/// The renderer, under a name that no expression of the user's can refer to.
fn renderer() -> Ident {
    Ident::new("renderer", Span::mixed_site())
}

/// The arm of a variant that says something of its own.
fn content(variant: &Variant<'_>, root: &syn::Path) -> Option<TokenStream> {
    let Answer::Coded { code, content, .. } = &variant.answer else { return None };
    let (renderer, name) = (renderer(), format_ident!("{}", code.variant));
    Some(match content {
        Content::Whole => return None,
        Content::Text(Template { literal, values, .. }) if values.is_empty() => {
            let (pattern, text) = (pattern(variant, &[]), constant(literal));
            let made = quote!(text(#root::Code::#name, #text));
            said_once(&pattern, &made, root)
        }
        Content::Field { name, text: Some(text) } if name.values.is_empty() && text.values.is_empty() => {
            let (pattern, name, text) =
                (pattern(variant, &[]), constant(&name.literal), constant(&text.literal));
            said_once(&pattern, &quote!(field(#name, #text)), root)
        }
        Content::Text(template) => {
            let pattern = pattern(variant, &shown([template]));
            let text = format_args(variant, template, root);
            quote!(#pattern => #renderer.text(#root::Code::#name, #text),)
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

/// Whether the `Display` of the variant is not shown.
fn is_server_error(code: &Ident) -> bool {
    CODES.iter().any(|row| row.status >= 500 && code == row.variant)
}

/// An arm with a constant response, which is a static.
fn said_once(pattern: &TokenStream, made: &TokenStream, root: &syn::Path) -> TokenStream {
    let renderer = renderer();
    quote! {
        #pattern => #renderer.constant({
            static __CONSTANT: #root::__private::Constant = #root::__private::Constant::#made;
            &__CONSTANT
        }),
    }
}

/// The text of a template without values, as it is when it has been formatted.
fn constant(literal: &LitStr) -> LitStr {
    LitStr::new(&literal.value().replace("{{", "{").replace("}}", "}"), literal.span())
}

/// The arms of the transparent variants, which pass a call on.
fn inner<'m>(model: &'m Model<'_>, call: TokenStream) -> impl Iterator<Item = TokenStream> + 'm {
    let root = &model.root;
    model.variants.iter().filter_map(move |variant| {
        let Answer::Transparent(index) = variant.answer else { return None };
        let pattern = pattern(variant, &[index]);
        let (ty, field) = (&variant.fields[index].ty, binding(variant, index));
        Some(quote!(#pattern => <#ty as #root::__private::AsLmsError>::as_lms_error(#field).#call,))
    })
}

/// The match, or what stands for it where there is nothing to tell apart.
fn matched(
    model: &Model<'_>,
    arms: impl IntoIterator<Item = TokenStream>,
    otherwise: Option<TokenStream>,
) -> TokenStream {
    let arms: Vec<_> = arms.into_iter().collect();
    match otherwise {
        _ if model.variants.is_empty() => quote!(match *self {}),
        Some(otherwise) if arms.is_empty() => otherwise,
        Some(otherwise) => quote!(match self { #(#arms)* _ => #otherwise, }),
        None => quote!(match self { #(#arms)* }),
    }
}

/// `Self::NotFound { id: __field_id, .. }`, with the fields that are named by their index.
fn pattern(variant: &Variant<'_>, indices: &[usize]) -> TokenStream {
    let path = match variant.ident {
        Some(ident) => quote!(Self::#ident),
        None => quote!(Self),
    };
    let fields = indices.iter().map(|index| {
        let (member, binding) = (member(variant, *index), binding(variant, *index));
        quote!(#member: #binding,)
    });
    quote!(#path { #(#fields)* .. })
}

fn member(variant: &Variant<'_>, index: usize) -> Member {
    variant.fields[index].ident.clone().map_or_else(|| index.into(), Member::Named)
}

/// The variable of a field, with the span of its type, so that the compiler points there.
fn binding(variant: &Variant<'_>, index: usize) -> Ident {
    shorthand::binding(&member(variant, index), variant.fields[index].ty.span())
}

/// The fields that templates show, or use in their arguments.
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
