//! The checks of `fields` and `rename_all`.

use proc_macro2::Ident;
use syn::LitStr;

use super::field::CheckedField;
use crate::{attr::Arg, attribute::Attribute, fault::Faults, nearest::suggestion};

/// The field marked `fields`.
pub(crate) struct List<'a> {
    pub(crate) index: usize,
    pub(crate) arg: &'a Arg,
    pub(crate) case: Option<Ident>,
}

pub(crate) fn list<'f>(fields: &'f [CheckedField<'_>], faults: &mut Faults) -> Option<List<'f>> {
    let mut list: Option<List<'f>> = None;
    for field in fields {
        let rename = field.args.get(Attribute::RenameAll);
        let case = field.args.string(Attribute::RenameAll, faults).and_then(|name| case(name, faults));
        match field.args.get(Attribute::Fields) {
            Some(arg) if list.is_some() => {
                faults
                    .add(&arg.name, "two fields are marked `fields`; a variant has one list, so merge them");
            }
            Some(arg) => list = Some(List { index: field.index, arg, case }),
            None if !field.args.incomplete => {
                if let Some(rename) = rename {
                    let suggestion =
                        "`rename_all` goes with `fields`; write `#[lms(fields, rename_all = \"camelCase\")]`";
                    faults.add(&rename.name, suggestion);
                }
            }
            None => {}
        }
    }
    list
}

/// serde's names for the cases, and the variants of the runtime's `Case`.
const CASES: [(&str, &str); 8] = [
    ("lowercase", "Lower"),
    ("UPPERCASE", "Upper"),
    ("PascalCase", "Pascal"),
    ("camelCase", "Camel"),
    ("snake_case", "Snake"),
    ("SCREAMING_SNAKE_CASE", "ScreamingSnake"),
    ("kebab-case", "Kebab"),
    ("SCREAMING-KEBAB-CASE", "ScreamingKebab"),
];

fn case(name: &LitStr, faults: &mut Faults) -> Option<Ident> {
    let written = name.value();
    let known = CASES.iter().find(|(case, _)| *case == written);
    if known.is_none() {
        let all = CASES.map(|(case, _)| format!("`{case}`")).join(", ");
        let suggestion = suggestion(&written, CASES.map(|(case, _)| case));
        faults.add(name, format!("unknown case `{written}`{suggestion}; the cases are {all}"));
    }
    known.map(|(_, variant)| Ident::new(variant, name.span()))
}
