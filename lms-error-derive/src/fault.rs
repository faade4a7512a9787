//! Everything that is wrong with an enum, gathered before any of it is reported.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

#[derive(Default)]
pub(crate) struct Faults(Vec<Error>);

impl Faults {
    /// A fault at the tokens that are to be mended. It says what is wrong, then what to write instead.
    pub(crate) fn add(&mut self, at: impl ToTokens, message: impl AsRef<str>) {
        self.add_error(Error::new_spanned(at, message.as_ref()));
    }

    /// A fault that another parser has found.
    pub(crate) fn add_error(&mut self, error: Error) {
        self.0.push(error);
    }

    /// The `compile_error!`s in the order of the source, if there are any. (A compiler before 1.88 does not tell
    /// where a token stands; there they come in the order in which the rules found them.)
    pub(crate) fn finish(mut self) -> Option<TokenStream> {
        self.0.sort_by_key(|fault| {
            let start = fault.span().start();
            (start.line, start.column)
        });
        (!self.0.is_empty()).then(|| self.0.iter().map(Error::to_compile_error).collect())
    }
}
