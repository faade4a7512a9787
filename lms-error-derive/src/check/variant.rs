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

pub(crate) fn response(
    args: &CheckedArgs<'_>,
    ident: &Ident,
    fields: &[CheckedField<'_>],
    faults: &mut Faults,
) -> Option<Response> {
    if let Some(transparent) = args.get(Attribute::Transparent) {
        return self::transparent(transparent, args, fields, faults).map(Response::Transparent);
    }
    let code = code(args, ident, faults);
    let parts = Parts::read(args, fields, code, faults);
    let code = code?;
    let retry_after = retry_after(args, fields, code, faults);
    let content = parts.content(args, fields, code, faults)?;
    Some(Response::Coded { code, content, retry_after })
}

/// Returns the index of the one field, from which everything comes.
fn transparent(
    transparent: &Arg,
    args: &CheckedArgs<'_>,
    fields: &[CheckedField<'_>],
    faults: &mut Faults,
) -> Option<usize> {
    let of_variant = [Attribute::Code, Attribute::Message, Attribute::Field, Attribute::RetryAfter];
    let of_variant = of_variant.into_iter().filter_map(|attribute| args.get(attribute));
    let of_fields = fields.iter().flat_map(|field| field.args.iter().map(|(_, arg)| arg));
    let others: Vec<_> = of_variant.chain(of_fields).collect();
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
    let inner: Vec<_> = fields.iter().filter(|field| !field.is_implicit()).collect();
    if let [field] = inner.as_slice() {
        return Some(field.index);
    }
    let mend = format!(
        "`transparent` needs exactly one field, the inner error, and there are {}; give this variant a `code` instead",
        inner.len()
    );
    faults.add(&transparent.name, mend);
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
    fn read(
        args: &CheckedArgs<'_>,
        fields: &'f [CheckedField<'_>],
        code: Option<&'static Code>,
        faults: &mut Faults,
    ) -> Self {
        let list = list(fields, faults);
        let mut texts = Texts::new(fields, code, faults);
        let field = args.get(Attribute::Field).and_then(|field| texts.template(field));
        let message = args.get(Attribute::Message).and_then(|message| texts.template(message));
        texts.unused_verbatims();
        Self { list, field, message }
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
                    let mend =
                        "`message` is never shown beside `fields`: the partner reads the list; leave it out";
                    faults.add(&message.name, mend);
                }
                Some(Content::Fields { index: list.index, case: list.case })
            }
            (None, Some(name)) => Some(Content::Field { name, text: self.message }),
            (None, None) => {
                let is_written = args.incomplete || args.get(Attribute::Field).is_some();
                let is_begun =
                    |f: &CheckedField<'_>| f.args.incomplete || f.args.get(Attribute::RenameAll).is_some();
                if !is_written && !fields.iter().any(is_begun) {
                    let mend = "the message of an `invalid_argument` response is a list of fields, and this variant \
                                has none; mark the field that holds the list with `#[lms(fields)]`, or name one \
                                field: `field = \"officeId\"`";
                    faults.add(args.value(Attribute::Code), mend);
                }
                None
            }
        }
    }
}
