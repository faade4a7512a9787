//! The method `code`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{by_code, inner, matched};
use crate::model::Model;

/// ```text
/// fn code(&self) -> Code {
///     match self {
///         Self::NotFound { .. } => Code::NotFound,
///         Self::Locked { .. } | Self::Closed { .. } => Code::Aborted,
///         Self::Auth { 0: __lms_field_0 } => LmsError::code(…),
///     }
/// }
/// ```
pub(super) fn code(model: &Model<'_>) -> TokenStream {
    let root = &model.root;
    let coded = by_code(model, |_| true).map(|(code, patterns)| quote!(#patterns => #root::Code::#code,));
    let transparent = inner(model, quote!(code()));
    let body = matched(model, coded.chain(transparent), None);
    quote! {
        fn code(&self) -> #root::Code {
            #body
        }
    }
}
