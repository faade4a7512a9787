//! Checks of the attributes that apply to the whole enum or struct.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, LitStr, Path};

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

/// Returns the name before `: status=`. It must not contain characters at which a client splits the message.
pub(crate) fn service(args: &CheckedArgs<'_>, faults: &mut Faults) -> Option<LitStr> {
    let service = args.string(Attribute::Service, faults)?;
    let name = service.value();
    let fault = if name.is_empty() {
        "the service has no name".to_owned()
    } else if let Some(c) = name.chars().find(|c| *c == ':' || c.is_whitespace() || c.is_control()) {
        format!("the name of a service can't contain {c:?}")
    } else {
        return Some(service.clone());
    };
    faults.add(service, format!("{fault}; it is one word, as in `service = \"lms\"`"));
    None
}

pub(crate) fn vocabulary(args: &CheckedArgs<'_>, faults: &mut Faults) -> Option<Path> {
    let mut value = args.value(Attribute::Vocabulary)?;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    if let Expr::Path(path) = value {
        return Some(path.path.clone());
    }
    faults.add(value, "a vocabulary is the path of a constant, without quotes: write `vocabulary = PARTNER`");
    None
}
