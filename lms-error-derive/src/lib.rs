#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

// In the order of the pipeline: attr -> check -> model -> expand.
mod derive;
mod attr;
mod attribute;
mod check;
mod template;
mod shorthand;
mod code;
mod nearest;
mod fault;
mod model;
mod expand;
#[cfg(test)]
mod expansions;

/// See the documentation of `lms_error::LmsError`, where this macro is exported.
#[proc_macro_derive(LmsError, attributes(lms))]
pub fn lms_error(input: TokenStream) -> TokenStream {
    derive::derive(&parse_macro_input!(input as DeriveInput)).into()
}
