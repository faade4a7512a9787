//! The method `__variant`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use super::{inner, matched, pattern};
use crate::model::{Model, Response};

/// ```text
/// fn __variant(&self) -> Variant {
///     match self {
///         Self::NotFound { .. } => Variant::of::<Self>("NotFound"),
///         Self::Core { 0: __lms_field_0 } => AsLmsError::as_lms_error(__lms_field_0).__variant(),
///     }
/// }
/// ```
///
/// Returns nothing for a struct with a code, so that the default of the trait applies.
pub(super) fn variant(model: &Model<'_>) -> Option<TokenStream> {
    let root = &model.root;
    let private = quote!(#root::__private);
    let named = model.variants.iter().filter_map(|variant| {
        let (Response::Coded { .. }, Some(ident)) = (&variant.response, variant.ident) else { return None };
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
