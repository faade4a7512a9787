//! The method `retry_after`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{binding, inner, matched, pattern};
use crate::model::{Model, Response, RetryAfter};

/// Returns nothing if no variant has a `retry_after`, so that the default of the trait applies.
pub(super) fn retry_after(model: &Model<'_>) -> Option<TokenStream> {
    let root = &model.root;
    let private = quote!(#root::__private);
    let of_variants = model.variants.iter().filter_map(|variant| {
        let Response::Coded { retry_after: Some(retry_after), .. } = &variant.response else { return None };
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
