#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

// The way from an enum to its impl, in the order in which it goes.
mod attr;
mod word;
mod shorthand;
mod check;
mod template;
mod code;
mod nearest;
mod fault;
mod model;
mod expand;
mod generics;

/// See the documentation of `lms_error::LmsError`, where this macro is exported.
#[proc_macro_derive(LmsError, attributes(lms))]
pub fn lms_error(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let mut faults = fault::Faults::default();
    let item = attr::read(&input, &mut faults);
    let model = check::check(&item, &mut faults);
    let expanded = match (faults.finish(), &item.body) {
        (None, _) => expand::whole(&model),
        // Nobody has an `Error` for a union.
        (Some(faults), attr::Body::Union) => faults,
        (Some(faults), _) => expand::fallback(&model, &faults),
    };
    expanded.into()
}
