//! All checks, from the attributes as written to their meaning. Every check reports each violation that it finds.

use syn::parse_quote;

use self::{args::CheckedArgs, display::DisplayAttrs, field::CheckedField};
use crate::{
    attr::{Body, Item},
    attribute::Attribute,
    fault::Faults,
    model::{Model, Variant},
};

mod args;
mod container;
mod field;
mod variant;
mod code;
mod retry_after;
mod list;
mod template;
mod exposure;
mod display;

/// Returns the meaning of a type. The model is complete only if no fault was found.
pub(crate) fn check<'i>(item: &'i Item<'i>, faults: &mut Faults) -> Model<'i> {
    let args = CheckedArgs::new(&item.args, faults);
    let mut model = Model {
        ident: item.ident,
        generics: item.generics,
        attrs: item.attrs,
        root: container::root(&args, faults).unwrap_or_else(|| parse_quote!(::lms_error)),
        policy: container::policy(&args, faults),
        frameworks: container::frameworks(&args),
        variants: Vec::new(),
        exposures: Vec::new(),
    };
    let is_strict = args.get(Attribute::Strict).is_some();
    let is_snafu = field::is_snafu(item);
    match &item.body {
        Body::Enum(variants) => {
            // A code on the enum is reported once, and not again as missing on each variant.
            let misplaced = item.args.list.iter().any(|arg| arg.name == "code");
            for variant in variants {
                let mut args = CheckedArgs::new(&variant.args, faults);
                args.incomplete |= misplaced;
                let display = DisplayAttrs { own: variant.attrs, container: item.attrs, is_snafu };
                let checked = CheckedField::all(&variant.fields, variant.attrs, faults);
                let display = display::read(display, &checked);
                let response = variant::response(&args, variant.ident, &checked, faults);
                model.exposures.extend(exposure::exposures(&args, &checked, &display, &response, is_strict));
                let fields = variant.fields.iter().map(|field| field.source).collect();
                let (ident, attrs, display) = (Some(variant.ident), variant.attrs, display.template);
                let variant = |response| Variant { ident, attrs, fields, display, response };
                model.variants.extend(response.response.map(variant));
            }
        }
        Body::Struct(fields) => {
            let display = DisplayAttrs { own: item.attrs, container: &[], is_snafu };
            let checked = CheckedField::all(fields, item.attrs, faults);
            let display = display::read(display, &checked);
            let response = variant::response(&args, item.ident, &checked, faults);
            model.exposures.extend(exposure::exposures(&args, &checked, &display, &response, is_strict));
            let fields = fields.iter().map(|field| field.source).collect();
            let (attrs, display) = (item.attrs, display.template);
            let variant = |response| Variant { ident: None, attrs, fields, display, response };
            model.variants.extend(response.response.map(variant));
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
