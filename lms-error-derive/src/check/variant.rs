//! One variant, or a struct: which answer it is.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Attribute, Expr, Lit};

use super::{
    source::{forwards, is_filled_in, is_source},
    text::Texts,
    words::{Picked, literal},
};
use crate::{
    attr::{Field, Written},
    code::{self, Code},
    fault::Faults,
    model::{Answer, Content, RetryAfter},
    nearest::suggestion,
    template::Template,
    word::Word,
};

/// A field, and the words on it that can be trusted.
pub(crate) struct Marked<'f> {
    pub(crate) field: &'f syn::Field,
    pub(crate) index: usize,
    words: Picked<'f>,
    pub(crate) is_verbatim: bool,
    pub(crate) is_source: bool,
}

impl<'f> Marked<'f> {
    pub(crate) fn verbatim_word(&self) -> Option<&'f Ident> {
        self.words.get(Word::Verbatim).map(|written| &written.name)
    }
}

pub(crate) fn answer(
    words: &Picked<'_>,
    ident: &Ident,
    attrs: &[Attribute],
    fields: &[Field<'_>],
    faults: &mut Faults,
) -> Option<Answer> {
    let is_forwarded = forwards(attrs);
    let fields: Vec<_> = fields
        .iter()
        .map(|field| {
            let words = Picked::from(&field.words, faults);
            Marked {
                field: field.source,
                index: field.index,
                is_verbatim: words.get(Word::Verbatim).is_some(),
                is_source: is_source(field.source, is_forwarded),
                words,
            }
        })
        .collect();
    if let Some(transparent) = words.get(Word::Transparent) {
        return self::transparent(transparent, words, &fields, faults).map(Answer::Transparent);
    }
    let code = code(words, ident, faults);
    let said = Said::read(words, &fields, code, faults);
    let code = code?;
    let retry_after = retry_after(words, &fields, code, faults);
    let content = said.content(words, &fields, code, faults)?;
    Some(Answer::Coded { code, content, retry_after })
}

/// Everything comes from the one field, so there is nothing else to say.
fn transparent(
    transparent: &Written,
    words: &Picked<'_>,
    fields: &[Marked<'_>],
    faults: &mut Faults,
) -> Option<usize> {
    let of_variant = [Word::Code, Word::Message, Word::Field, Word::RetryAfter].map(|word| words.get(word));
    let of_fields = fields.iter().flat_map(|field| field.words.iter().map(|(_, written)| written));
    let others: Vec<_> = of_variant.into_iter().flatten().chain(of_fields).collect();
    if let Some(first) = others.first() {
        let conflict = |other: &Written| {
            let name = &other.name;
            format!(
                "`transparent` and `{name}` exclude each other; the inner error says everything, or this variant does"
            )
        };
        faults.add(&transparent.name, conflict(first));
        for other in &others {
            faults.add(&other.name, conflict(other));
        }
        return None;
    }
    let inner: Vec<_> = fields.iter().filter(|field| !is_filled_in(field.field)).collect();
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

fn code(words: &Picked<'_>, ident: &Ident, faults: &mut Faults) -> Option<&'static Code> {
    let Some(value) = words.get(Word::Code).and_then(|written| written.value.as_ref()) else {
        if !words.incomplete {
            let all = code::all();
            let mend = format!(
                "`{ident}` has no code; write `#[lms(code = \"…\")]` with one of {all}, \
                 or `#[lms(transparent)]` if its one field is an `LmsError` itself"
            );
            faults.add(ident, mend);
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
            faults.add(value, format!("a code stands in quotes; write `code = \"{}\"`", code.name));
            None
        }
        (None, _) => {
            faults.add(value, code::unknown(&written));
            None
        }
    }
}

/// Only who is asked to back off is told for how long.
fn retry_after(
    words: &Picked<'_>,
    fields: &[Marked<'_>],
    code: &Code,
    faults: &mut Faults,
) -> Option<RetryAfter> {
    let literal = words.get(Word::RetryAfter);
    let mut marked = fields.iter().filter_map(|f| f.words.get(Word::RetryAfter).map(|word| (f.index, word)));
    let first = marked.next();
    for word in literal.into_iter().chain(first.map(|(_, word)| word)) {
        if code.name != "unavailable" {
            let mend = format!(
                "`retry_after` goes with `code = \"unavailable\"`; the retry rule of `{}` is fixed, so leave it out",
                code.name
            );
            faults.add(&word.name, mend);
        }
    }
    for (_, second) in marked {
        faults.add(
            &second.name,
            "two fields are marked `retry_after`; a value has one, so leave the other out",
        );
    }
    match (literal, first) {
        (Some(literal), Some((_, field))) => {
            let message = "`retry_after` is given as seconds and as a field; leave one of them out";
            faults.add(&literal.name, message);
            faults.add(&field.name, message);
            None
        }
        (Some(literal), None) => seconds(literal.value.as_ref()?, faults).map(RetryAfter::Seconds),
        (None, Some((index, _))) => Some(RetryAfter::Field(index)),
        (None, None) => None,
    }
}

fn seconds(value: &Expr, faults: &mut Faults) -> Option<u32> {
    let wrong = match literal(value) {
        Some(Lit::Int(number)) if !number.suffix().is_empty() => "has a suffix",
        Some(Lit::Int(number)) => match number.base10_parse::<u32>() {
            Ok(0) => "is no time to wait",
            Ok(seconds) => return Some(seconds),
            Err(_) => "is more than a u32 holds",
        },
        Some(Lit::Float(_)) => "is not a whole number",
        Some(Lit::Str(_)) => "is a string",
        _ if matches!(value, Expr::Unary(_)) => "is negative",
        _ => "is not a number",
    };
    let what = value.to_token_stream().to_string().replace("- ", "-");
    let mend = format!(
        "`{what}` {wrong}; `retry_after` is a whole number of seconds, as in `retry_after = 30`, \
         or stands on a field that is a `Duration`"
    );
    faults.add(value, mend);
    None
}

/// What a variant says, whatever its code: a fault in a text is reported without one, too.
struct Said<'f> {
    list: Option<List<'f>>,
    field: Option<Template>,
    message: Option<Template>,
}

impl<'f> Said<'f> {
    fn read(
        words: &Picked<'_>,
        fields: &'f [Marked<'_>],
        code: Option<&'static Code>,
        faults: &mut Faults,
    ) -> Self {
        let list = list(fields, faults);
        let mut texts = Texts::new(fields, code, faults);
        let field = words.get(Word::Field).and_then(|field| texts.template(field));
        let message = words.get(Word::Message).and_then(|message| texts.template(message));
        texts.unused_verbatims();
        Self { list, field, message }
    }

    fn content(
        self,
        words: &Picked<'_>,
        fields: &[Marked<'_>],
        code: &Code,
        faults: &mut Faults,
    ) -> Option<Content> {
        if code.name == "invalid_argument" {
            return self.field_list(words, fields, faults);
        }
        let field = words.get(Word::Field);
        for word in field.into_iter().chain(self.list.as_ref().map(|list| list.word)) {
            let name = &word.name;
            faults.add(
                name,
                format!("`{name}` goes with `code = \"invalid_argument\"`, and this is `{}`", code.name),
            );
        }
        Some(self.message.map_or(Content::Whole, Content::Text))
    }

    fn field_list(self, words: &Picked<'_>, fields: &[Marked<'_>], faults: &mut Faults) -> Option<Content> {
        match (self.list, self.field) {
            (Some(list), Some(_)) => {
                let message = "`field` and `fields` exclude each other; a list comes from one of them";
                for word in words.get(Word::Field).into_iter().chain([list.word]) {
                    faults.add(&word.name, message);
                }
                None
            }
            (Some(list), None) => {
                if let Some(message) = words.get(Word::Message) {
                    let mend =
                        "`message` is never shown beside `fields`: the partner reads the list; leave it out";
                    faults.add(&message.name, mend);
                }
                Some(Content::Fields { index: list.index, case: list.case })
            }
            (None, Some(name)) => Some(Content::Field { name, text: self.message }),
            (None, None) => {
                let is_written = words.incomplete || words.get(Word::Field).is_some();
                let is_begun = |f: &Marked<'_>| f.words.incomplete || f.words.get(Word::RenameAll).is_some();
                if !is_written && !fields.iter().any(is_begun) {
                    let mend = "an `invalid_argument` answer is a list of fields, and this variant has none; mark \
                                the field that holds them with `#[lms(fields)]`, or name one: `field = \"officeId\"`";
                    faults.add(words.get(Word::Code).and_then(|code| code.value.as_ref()), mend);
                }
                None
            }
        }
    }
}

/// The field marked `fields`.
struct List<'w> {
    index: usize,
    word: &'w Written,
    case: Option<Ident>,
}

fn list<'f>(fields: &'f [Marked<'_>], faults: &mut Faults) -> Option<List<'f>> {
    let mut list: Option<List<'f>> = None;
    for field in fields {
        let rename = field.words.get(Word::RenameAll);
        let case = field.words.text(Word::RenameAll, faults).and_then(|name| case(name, faults));
        match field.words.get(Word::Fields) {
            Some(word) if list.is_some() => {
                faults.add(
                    &word.name,
                    "two fields are marked `fields`; a variant has one list, so put them together",
                );
            }
            Some(word) => list = Some(List { index: field.index, word, case }),
            None if !field.words.incomplete => {
                if let Some(rename) = rename {
                    let mend =
                        "`rename_all` goes with `fields`; write `#[lms(fields, rename_all = \"camelCase\")]`";
                    faults.add(&rename.name, mend);
                }
            }
            None => {}
        }
    }
    list
}

/// serde's names for the cases, and the runtime's.
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

fn case(name: &syn::LitStr, faults: &mut Faults) -> Option<Ident> {
    let written = name.value();
    let known = CASES.iter().find(|(case, _)| *case == written);
    if known.is_none() {
        let all = CASES.map(|(case, _)| format!("`{case}`")).join(", ");
        let suggestion = suggestion(&written, CASES.map(|(case, _)| case));
        faults.add(name, format!("`{written}` is not a case{suggestion}; there are {all}"));
    }
    known.map(|(_, variant)| Ident::new(variant, name.span()))
}
