//! All judgement: from what is written to what it means. Every rule finds all that breaks it, and goes on.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Expr, LitStr, Path, parse_quote};

use self::words::Picked;
use crate::{
    attr::{Body, Item},
    fault::Faults,
    model::{Model, Variant},
    word::Word,
};

mod words;
mod variant;
mod source;
mod text;

/// The model holds what could be made out, and can be trusted only where no fault was found.
pub(crate) fn check<'i>(item: &Item<'i>, faults: &mut Faults) -> Model<'i> {
    let words = Picked::from(&item.words, faults);
    let mut model = Model {
        ident: item.ident,
        generics: item.generics,
        root: root(&words, faults).unwrap_or_else(|| parse_quote!(::lms_error)),
        service: service(&words, faults),
        vocabulary: vocabulary(&words, faults),
        frameworks: frameworks(&words),
        variants: Vec::new(),
    };
    match &item.body {
        Body::Enum(variants) => {
            // Who has given the enum one code is told so once, and not again at each variant.
            let misplaced = item.words.written.iter().any(|written| written.name == "code");
            for variant in variants {
                let mut words = Picked::from(&variant.words, faults);
                words.incomplete |= misplaced;
                let answer = variant::answer(&words, variant.ident, variant.attrs, &variant.fields, faults);
                let fields = variant.fields.iter().map(|field| field.source).collect();
                let ident = Some(variant.ident);
                model.variants.extend(answer.map(|answer| Variant { ident, fields, answer }));
            }
        }
        Body::Struct(fields) => {
            let answer = variant::answer(&words, item.ident, item.attrs, fields, faults);
            let fields = fields.iter().map(|field| field.source).collect();
            model.variants.extend(answer.map(|answer| Variant { ident: None, fields, answer }));
        }
        Body::Union => {
            faults.add(
                item.ident,
                "a union can't be an `LmsError`; write an enum with a variant for each error",
            );
        }
    }
    model
}

fn frameworks(words: &Picked<'_>) -> Vec<Ident> {
    let frameworks = words.iter().filter(|(word, _)| matches!(word, Word::Framework(_)));
    frameworks.map(|(_, written)| written.name.clone()).collect()
}

/// The path of the runtime crate stands in quotes, as serde wants it too. Without them it is at fault, and still
/// where the impl finds what it needs.
fn root(words: &Picked<'_>, faults: &mut Faults) -> Option<Path> {
    let value = words.get(Word::Crate).and_then(|written| written.value.as_ref());
    if let Some(Expr::Path(path)) = value {
        let quoted = path.to_token_stream().to_string().replace(' ', "");
        faults.add(path, format!("the path stands in quotes; write `crate = \"{quoted}\"`"));
        return Some(path.path.clone());
    }
    let path = words.text(Word::Crate, faults)?;
    if let Ok(path) = path.parse() {
        return Some(path);
    }
    faults.add(path, "this is not a path; write where `lms_error` is: `crate = \"::my_errors::lms_error\"`");
    None
}

/// The word before `: status=`. What a partner's client splits the message at must not be in it.
fn service(words: &Picked<'_>, faults: &mut Faults) -> Option<LitStr> {
    let service = words.text(Word::Service, faults)?;
    let name = service.value();
    let fault = if name.is_empty() {
        "the service has no name".to_owned()
    } else if let Some(c) = name.chars().find(|c| *c == ':' || c.is_whitespace() || c.is_control()) {
        format!("the name of a service can't hold {c:?}")
    } else {
        return Some(service.clone());
    };
    faults.add(service, format!("{fault}; it is one word, as in `service = \"lms\"`"));
    None
}

fn vocabulary(words: &Picked<'_>, faults: &mut Faults) -> Option<Path> {
    let written = words.get(Word::Vocabulary)?;
    let mut value = written.value.as_ref()?;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    if let Expr::Path(path) = value {
        return Some(path.path.clone());
    }
    faults.add(value, "a vocabulary is the path of a constant, without quotes: write `vocabulary = PARTNER`");
    None
}
