//! The fields of a variant that a partner may read.

use super::{args::CheckedArgs, display::Display, field::CheckedField, variant::Checked};
use crate::{
    attribute::Attribute,
    model::{Exposure, ExposureKind},
};

/// Returns the fields whose types the compiler has to check.
pub(crate) fn exposures<'i>(
    args: &CheckedArgs<'_>,
    fields: &[CheckedField<'i>],
    display: &Display,
    checked: &Checked,
    is_strict: bool,
) -> Vec<Exposure<'i>> {
    let mut shown = checked.used.clone();
    if shows_display(args, fields, checked) {
        shown.extend(&display.shown);
    }
    let mut exposures = Vec::new();
    for field in fields {
        let mut add = |kind| exposures.push(Exposure { ty: &field.field.ty, kind });
        if field.is_verbatim {
            add(ExposureKind::Verbatim);
        } else if shown.contains(&field.index) && !field.is_shown {
            add(if field.is_source { ExposureKind::Source } else { ExposureKind::Shown });
            if is_strict {
                add(ExposureKind::Strict);
            }
        }
    }
    exposures
}

/// Returns true if the text for partners is the `Display`. With a faulty attribute, which may have been meant as a
/// `message`, that is not known.
fn shows_display(args: &CheckedArgs<'_>, fields: &[CheckedField<'_>], checked: &Checked) -> bool {
    let Some(code) = checked.code else { return false };
    let has_list = fields.iter().any(|field| field.args.get(Attribute::Fields).is_some());
    !args.incomplete && !code.is_server_error() && !has_list && args.get(Attribute::Message).is_none()
}
