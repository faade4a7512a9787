//! The pipeline from an enum to its impl.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::{attr, check, expand, fault::Faults};

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut faults = Faults::default();
    let item = attr::read(input, &mut faults);
    let model = check::check(&item, &mut faults);
    match (faults.finish(), &item.body) {
        (None, _) => expand::expand(&model),
        // A union can't implement `Error`, so a fallback would raise further errors.
        (Some(faults), attr::Body::Union) => faults,
        (Some(faults), _) => expand::fallback(&model, &faults),
    }
}
