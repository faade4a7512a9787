//! The method `__policy`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{inner, matched};
use crate::model::Model;

/// ```text
/// fn __policy(&self) -> Option<&'static Policy> {
///     Some(&PARTNER)
/// }
/// ```
///
/// A type without a policy has the one of the error inside a transparent variant. Returns nothing if there is none either,
/// so that the default of the trait applies.
pub(super) fn policy(model: &Model<'_>) -> Option<TokenStream> {
    let root = &model.root;
    let private = quote!(#root::__private);
    let body = if let Some(policy) = named(model) {
        quote!(#private::Some(#policy))
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

/// Returns a reference to the policy that the type names.
pub(super) fn named(model: &Model<'_>) -> Option<TokenStream> {
    model.policy.as_ref().map(|path| quote_spanned!(path.span()=> &#path))
}
