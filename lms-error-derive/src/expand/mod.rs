//! The impls. The generated code matches variants and calls the runtime; this stage can't fail.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Member, spanned::Spanned};

use self::generics::{ImplGenerics, impl_generics};
use crate::{
    code::CODES,
    model::{Content, Model, Response, Variant},
    shorthand,
};

mod code;
mod retry_after;
mod policy;
mod variant;
mod render;
mod catalog;
mod exposure;
mod generics;

/// ```text
/// const _: () = {
///     impl ::lms_error::LmsError for CustomerError { … }
///     ::lms_error::__private::impl_axum! { [] [CustomerError] [] }
/// };
/// ```
pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let methods = [
        Some(code::code(model)),
        retry_after::retry_after(model),
        policy::policy(model),
        variant::variant(model),
        Some(render::render(model)),
        Some(catalog::catalog(model)),
    ];
    let methods = methods.into_iter().flatten();
    wrap(model, &quote!(#(#methods)*), &TokenStream::new())
}

/// Returns an impl with empty methods, so that a fault is reported once, and not again wherever the type is used.
pub(crate) fn fallback(model: &Model<'_>, faults: &TokenStream) -> TokenStream {
    let root = &model.root;
    let methods = quote! {
        fn code(&self) -> #root::Code {
            #root::__private::unreachable!()
        }

        fn __render(&self, _: &#root::__private::Renderer) -> #root::__private::Rendered {
            #root::__private::unreachable!()
        }
    };
    wrap(model, &methods, faults)
}

fn wrap(model: &Model<'_>, methods: &TokenStream, faults: &TokenStream) -> TokenStream {
    let (root, ident) = (&model.root, model.ident);
    let (_, arguments, _) = model.generics.split_for_impl();
    let ImplGenerics { params, predicates } = impl_generics(model);
    let check_exposure = exposure::check_exposure(model);
    let frameworks = model.frameworks.iter().map(|framework| {
        // The span of the attribute, so that a missing feature is reported there.
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
            #[allow(deprecated)]
            impl<#params> #root::__private::Derived for #ident #arguments
            where
                #predicates
            {
                #check_exposure
            }

            #[automatically_derived]
            #[allow(deprecated, non_snake_case)]
            impl<#params> #root::LmsError for #ident #arguments
            where
                #predicates
            {
                #methods
            }

            #(#frameworks)*
        };
    }
}

/// Returns the variants with a code that pass the test, as one pattern for each code.
fn by_code(
    model: &Model<'_>,
    test: impl Fn(&Content) -> bool + Copy,
) -> impl Iterator<Item = (Ident, TokenStream)> {
    CODES.iter().filter_map(move |code| {
        let patterns: Vec<_> = model
            .variants
            .iter()
            .filter(|variant| match &variant.response {
                Response::Coded { code: of, content, .. } => *of == code && test(content),
                Response::Transparent(_) => false,
            })
            .map(|variant| pattern(variant, &[]))
            .collect();
        (!patterns.is_empty()).then(|| (format_ident!("{}", code.variant), quote!(#(#patterns)|*)))
    })
}

/// Returns the arms of the transparent variants, which forward a call to the inner error.
fn inner<'m>(model: &'m Model<'_>, call: TokenStream) -> impl Iterator<Item = TokenStream> + 'm {
    let root = &model.root;
    model.variants.iter().filter_map(move |variant| {
        let Response::Transparent(index) = variant.response else { return None };
        let pattern = pattern(variant, &[index]);
        let (ty, field) = (&variant.fields[index].ty, binding(variant, index));
        Some(quote!(#pattern => <#ty as #root::__private::AsLmsError>::as_lms_error(#field).#call,))
    })
}

/// Returns a match, or a bare expression if no arm differs.
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

/// Returns `Self::NotFound { id: __lms_field_id, .. }`, binding the fields with these indices.
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

/// Returns the variable of a field, with the span of its type, so that the compiler points there.
fn binding(variant: &Variant<'_>, index: usize) -> Ident {
    shorthand::binding(&member(variant, index), variant.fields[index].ty.span())
}
