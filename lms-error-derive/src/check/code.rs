//! The check of `code = "…"`.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, Lit};

use super::args::{CheckedArgs, literal};
use crate::{
    attribute::Attribute,
    code::{self, Code},
    fault::Faults,
};

pub(crate) fn code(args: &CheckedArgs<'_>, ident: &Ident, faults: &mut Faults) -> Option<&'static Code> {
    let Some(value) = args.value(Attribute::Code) else {
        if !args.incomplete {
            let all = code::all();
            let suggestion = format!(
                "`{ident}` has no code; write `#[lms(code = \"…\")]` with one of {all}, \
                 or `#[lms(transparent)]` if its one field is an `LmsError` itself"
            );
            faults.add(ident, suggestion);
        }
        return None;
    };
    let written = match literal(value) {
        Some(Lit::Str(name)) => name.value(),
        Some(Lit::Int(number)) => number.base10_digits().to_owned(),
        _ => match value {
            Expr::Path(path) if path.path.segments.len() <= 2 => {
                path.path.segments.last().map_or_else(String::new, |segment| segment.ident.to_string())
            }
            other => other.to_token_stream().to_string(),
        },
    };
    match (Code::find(&written), literal(value)) {
        (Some(code), Some(Lit::Str(_))) => Some(code),
        (Some(code), _) => {
            faults.add(value, format!("a code needs quotes; write `code = \"{}\"`", code.name));
            None
        }
        (None, _) => {
            faults.add(value, code::unknown(&written));
            None
        }
    }
}
