//! The checks of one variant, or of a struct, and the response that it makes.

use proc_macro2::Ident;

use super::{
    args::CheckedArgs,
    code::code,
    field::CheckedField,
    list::{List, list},
    retry_after::retry_after,
    template::Texts,
};
use crate::{
    attr::Arg,
    attribute::Attribute,
    code::Code,
    fault::Faults,
    model::{Content, Response},
    template::Template,
};

/// The response of a variant, and what is needed to check the fields that it shows.
pub(crate) struct Checked {
    /// None if there are faults.
    pub(crate) response: Option<Response>,
    pub(crate) code: Option<&'static Code>,
    /// The fields that `message` and `field` use.
    pub(crate) used: Vec<usize>,
}

pub(crate) fn response(
    args: &CheckedArgs<'_>,
    ident: &Ident,
    fields: &[CheckedField<'_>],
    faults: &mut Faults,
) -> Checked {
    if let Some(transparent) = transparent_arg(args, fields) {
        let index = transparent_field(transparent, args, fields, faults);
        return Checked { response: index.map(Response::Transparent), code: None, used: Vec::new() };
    }
    let code = code(args, ident, faults);
    let (parts, used) = Parts::read(args, fields, faults);
    let response = code.and_then(|code| {
        let retry_after = retry_after(args, fields, code, faults);
        let content = parts.content(args, fields, code, faults)?;
        Some(Response::Coded { code, content, retry_after })
    });
    Checked { response, code, used }
}

/// Returns the first `transparent`, on the variant or on a field.
fn transparent_arg<'a>(args: &CheckedArgs<'a>, fields: &[CheckedField<'a>]) -> Option<&'a Arg> {
    let of_fields = || fields.iter().find_map(|field| field.args.get(Attribute::Transparent));
    args.get(Attribute::Transparent).or_else(of_fields)
}

/// Returns the index of the inner error, from which everything comes.
fn transparent_field(
    transparent: &Arg,
    args: &CheckedArgs<'_>,
    fields: &[CheckedField<'_>],
    faults: &mut Faults,
) -> Option<usize> {
    let others = [Attribute::Code, Attribute::Message, Attribute::Field, Attribute::RetryAfter];
    let others = others.into_iter().filter_map(|attribute| args.get(attribute));
    let of_fields = fields.iter().flat_map(|field| field.args.iter());
    let of_fields = of_fields.filter(|(attribute, _)| *attribute != Attribute::Transparent);
    let others: Vec<_> = others.chain(of_fields.map(|(_, arg)| arg)).collect();
    if let Some(first) = others.first() {
        let conflict = |other: &Arg| {
            let name = &other.name;
            format!(
                "`transparent` and `{name}` exclude each other: with `transparent`, everything comes from the \
                 inner error; leave out one of them"
            )
        };
        faults.add(&transparent.name, conflict(first));
        for other in &others {
            faults.add(&other.name, conflict(other));
        }
        return None;
    }
    let marked =
        fields.iter().filter_map(|field| Some((field.index, field.args.get(Attribute::Transparent)?)));
    let marked: Vec<_> = marked.collect();
    match (args.get(Attribute::Transparent), marked.as_slice()) {
        (None, [(index, _)]) => return Some(*index),
        (Some(_), []) => {}
        (of_variant, marked) => {
            for arg in of_variant.into_iter().chain(marked.iter().map(|(_, arg)| *arg)) {
                faults.add(&arg.name, "everything comes from one error; leave out all `transparent` but one");
            }
            return None;
        }
    }
    let inner: Vec<_> = fields.iter().filter(|field| !field.is_implicit()).collect();
    if let [field] = inner.as_slice() {
        return Some(field.index);
    }
    let suggestion = match inner.len() {
        0 => "`transparent` needs a field, the inner error, and there is none; give this variant a `code` instead"
            .to_owned(),
        n => format!(
            "`transparent` needs exactly one field, the inner error, and there are {n}; write \
             `#[lms(transparent)]` on the field that is the inner error, or give this variant a `code` instead"
        ),
    };
    faults.add(&transparent.name, suggestion);
    None
}

/// The parts of a response's body. They are checked without a code too, so that a fault in a text is reported together
/// with a missing code.
struct Parts<'f> {
    list: Option<List<'f>>,
    field: Option<Template>,
    message: Option<Template>,
}

impl<'f> Parts<'f> {
    /// Returns the parts, and the fields that the texts use.
    fn read(
        args: &CheckedArgs<'_>,
        fields: &'f [CheckedField<'_>],
        faults: &mut Faults,
    ) -> (Self, Vec<usize>) {
        let list = list(fields, faults);
        let mut texts = Texts::new(fields, faults);
        let field = args.get(Attribute::Field).and_then(|field| texts.template(field));
        let message = args.get(Attribute::Message).and_then(|message| texts.template(message));
        texts.unused_verbatims();
        let used = texts.into_used();
        (Self { list, field, message }, used)
    }

    fn content(
        self,
        args: &CheckedArgs<'_>,
        fields: &[CheckedField<'_>],
        code: &Code,
        faults: &mut Faults,
    ) -> Option<Content> {
        if code.name == "invalid_argument" {
            return self.field_list(args, fields, faults);
        }
        let field = args.get(Attribute::Field);
        for arg in field.into_iter().chain(self.list.as_ref().map(|list| list.arg)) {
            let name = &arg.name;
            faults.add(
                name,
                format!("`{name}` goes with `code = \"invalid_argument\"`, and this is `{}`", code.name),
            );
        }
        Some(self.message.map_or(Content::Display, Content::Text))
    }

    fn field_list(
        self,
        args: &CheckedArgs<'_>,
        fields: &[CheckedField<'_>],
        faults: &mut Faults,
    ) -> Option<Content> {
        match (self.list, self.field) {
            (Some(list), Some(_)) => {
                let message = "`field` and `fields` exclude each other; leave out one of them";
                for arg in args.get(Attribute::Field).into_iter().chain([list.arg]) {
                    faults.add(&arg.name, message);
                }
                None
            }
            (Some(list), None) => {
                if let Some(message) = args.get(Attribute::Message) {
                    let suggestion =
                        "`message` is never shown beside `fields`: the partner reads the list; leave it out";
                    faults.add(&message.name, suggestion);
                }
                Some(Content::Fields { index: list.index, case: list.case })
            }
            (None, Some(name)) => Some(Content::Field { name, text: self.message }),
            (None, None) => {
                let is_written = args.incomplete || args.get(Attribute::Field).is_some();
                let is_begun =
                    |f: &CheckedField<'_>| f.args.incomplete || f.args.get(Attribute::RenameAll).is_some();
                if !is_written && !fields.iter().any(is_begun) {
                    let suggestion = "the message of an `invalid_argument` response is a list of fields, and this variant \
                                has none; mark the field that holds the list with `#[lms(fields)]`, or name one \
                                field: `field = \"officeId\"`";
                    faults.add(args.value(Attribute::Code), suggestion);
                }
                None
            }
        }
    }
}
