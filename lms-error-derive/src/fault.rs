//! The faults of an enum, collected so that all are reported at once.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

#[derive(Default)]
pub(crate) struct Faults(Vec<Error>);

impl Faults {
    /// Adds a fault at the tokens to change. The message says what is wrong, then what to write instead.
    pub(crate) fn add(&mut self, at: impl ToTokens, message: impl AsRef<str>) {
        self.add_error(Error::new_spanned(at, message.as_ref()));
    }

    /// Adds a fault that a parser found.
    pub(crate) fn add_error(&mut self, error: Error) {
        self.0.push(error);
    }

    /// Returns the `compile_error!`s in source order, if there are any. Compilers before 1.88 do not report positions; there
    /// they stay in the order in which they were found.
    pub(crate) fn finish(mut self) -> Option<TokenStream> {
        self.0.sort_by_key(|fault| {
            let start = fault.span().start();
            (start.line, start.column)
        });
        (!self.0.is_empty()).then(|| self.0.iter().map(Error::to_compile_error).collect())
    }
}
