//! Everything that is wrong with an enum, gathered before any of it is reported.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

#[derive(Default)]
pub(crate) struct Faults {
    all: Option<Error>,
}

impl Faults {
    /// A fault at the tokens that are to be mended. It says what is wrong, then what to write instead.
    pub(crate) fn add(&mut self, at: impl ToTokens, message: impl AsRef<str>) {
        self.add_error(Error::new_spanned(at, message.as_ref()));
    }

    /// A fault that another parser has found.
    pub(crate) fn add_error(&mut self, error: Error) {
        match &mut self.all {
            Some(all) => all.combine(error),
            None => self.all = Some(error),
        }
    }

    /// The `compile_error!`s, if there are any.
    pub(crate) fn finish(self) -> Option<TokenStream> {
        self.all.map(|error| error.to_compile_error())
    }
}
