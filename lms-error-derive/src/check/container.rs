//! Checks of the attributes that apply to the whole enum or struct.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, ExprPath, Path};

use super::args::CheckedArgs;
use crate::{attribute::Attribute, fault::Faults};

pub(crate) fn frameworks(args: &CheckedArgs<'_>) -> Vec<Ident> {
    let frameworks = args.iter().filter(|(attribute, _)| matches!(attribute, Attribute::Framework(_)));
    frameworks.map(|(_, arg)| arg.name.clone()).collect()
}

/// Returns the path of the runtime crate. It is written in quotes, as in serde. A path without quotes is a fault, but
/// it is used all the same, so that the impl raises no further errors.
pub(crate) fn root(args: &CheckedArgs<'_>, faults: &mut Faults) -> Option<Path> {
    if let Some(Expr::Path(path)) = args.value(Attribute::Crate) {
        let quoted = path.to_token_stream().to_string().replace(' ', "");
        faults.add(path, format!("the path needs quotes; write `crate = \"{quoted}\"`"));
        return Some(path.path.clone());
    }
    let path = args.string(Attribute::Crate, faults)?;
    if let Ok(path) = path.parse() {
        return Some(path);
    }
    faults
        .add(path, "this is not a path; write the path of `lms_error`: `crate = \"::my_errors::lms_error\"`");
    None
}

/// Returns the path of the policy: a `static`, a `const` or an associated constant.
pub(crate) fn policy(args: &CheckedArgs<'_>, faults: &mut Faults) -> Option<ExprPath> {
    let mut value = args.value(Attribute::Policy)?;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    if let Expr::Path(path) = value {
        return Some(path.clone());
    }
    let suggestion = "the value of `policy` is the path of a static or a constant, without quotes; write `policy = PARTNER`";
    faults.add(value, suggestion);
    None
}
