//! The bounds of the impl on type parameters: only those that the used fields need.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Type};

use crate::{
    model::{Content, Model, Response, RetryAfter},
    template::{Source, Template},
};

/// The generics of the impl: parameters without defaults, and the predicates.
pub(crate) struct ImplGenerics {
    pub(crate) params: TokenStream,
    pub(crate) predicates: TokenStream,
}

pub(crate) fn impl_generics(model: &Model<'_>) -> ImplGenerics {
    let generics = model.generics;
    let params: Vec<_> = generics.params.iter().map(without_default).collect();
    let mut predicates: Vec<TokenStream> = match &generics.where_clause {
        Some(clause) => clause.predicates.iter().map(ToTokens::to_token_stream).collect(),
        None => Vec::new(),
    };
    if generics.type_params().next().is_some() {
        predicates.extend(inferred(model));
    }
    ImplGenerics { params: quote!(#(#params,)*), predicates: quote!(#(#predicates,)*) }
}

fn without_default(param: &GenericParam) -> TokenStream {
    let mut param = param.clone();
    // Attributes of a parameter belong to its declaration.
    match &mut param {
        GenericParam::Type(param) => {
            param.default = None;
            param.attrs.clear();
        }
        GenericParam::Const(param) => {
            param.default = None;
            param.attrs.clear();
        }
        GenericParam::Lifetime(param) => param.attrs.clear(),
    }
    param.into_token_stream()
}

/// Returns the bounds that follow from the fields.
fn inferred(model: &Model<'_>) -> Vec<TokenStream> {
    let (root, ident) = (&model.root, model.ident);
    let (_, arguments, _) = model.generics.split_for_impl();
    let mut bounds = Bounds { ident, generics: model.generics, found: Vec::new() };
    bounds.found.push(quote!(#ident #arguments: #root::__private::core::error::Error));
    for variant in &model.variants {
        let ty = |index: usize| &variant.fields[index].ty;
        if let Response::Coded { retry_after: Some(RetryAfter::Field(index)), .. } = &variant.response {
            bounds.add(ty(*index), &quote!(#root::__private::RetryAfter));
        }
        match &variant.response {
            Response::Transparent(index) => bounds.add(ty(*index), &quote!(#root::__private::AsLmsError)),
            Response::Coded { content: Content::Fields { index, .. }, .. } => {
                bounds.add(ty(*index), &quote!(#root::AsFieldErrors));
            }
            Response::Coded { content: Content::Text(template), .. } => {
                bounds.add_values(template, root, &ty);
            }
            Response::Coded { content: Content::Field { name, text }, .. } => {
                bounds.add_values(name, root, &ty);
                if let Some(text) = text {
                    bounds.add_values(text, root, &ty);
                }
            }
            Response::Coded { content: Content::Display, .. } => {}
        }
    }
    bounds.found
}

struct Bounds<'g> {
    ident: &'g Ident,
    generics: &'g Generics,
    found: Vec<TokenStream>,
}

impl Bounds<'_> {
    fn add(&mut self, ty: &Type, bound: &TokenStream) {
        let predicate = quote!(#ty: #bound);
        if self.needs_bound(ty.to_token_stream())
            && !self.found.iter().any(|known| known.to_string() == predicate.to_string())
        {
            self.found.push(predicate);
        }
    }

    fn add_values<'t>(&mut self, template: &Template, root: &syn::Path, ty: &impl Fn(usize) -> &'t Type) {
        for value in &template.values {
            if let (Source::Field { index, .. }, Some(format)) = (&value.source, value.format) {
                let format = Ident::new(format, Span::call_site());
                self.add(ty(*index), &quote!(#root::__private::core::fmt::#format));
            }
        }
    }

    fn needs_bound(&self, ty: TokenStream) -> bool {
        mentions(ty.clone(), &|ident| self.generics.type_params().any(|param| param.ident == *ident))
            // A bound on a type that contains this one would be circular.
            && !mentions(ty, &|ident| ident == self.ident || ident == "Self")
    }
}

fn mentions(ty: TokenStream, test: &dyn Fn(&Ident) -> bool) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => test(&ident),
        TokenTree::Group(group) => mentions(group.stream(), test),
        _ => false,
    })
}
