//! The format strings of a variant: every value there, allowed, and used.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Lit, LitStr, Member};

use super::{variant::Marked, words::literal};
use crate::{
    attr::{Arg, Written},
    code::Code,
    fault::Faults,
    nearest::suggestion,
    shorthand::{self, Expanded},
    template::{self, Piece, Source, Template, Value, Wanted, Writer},
    word,
};

/// How many verbatim values the runtime sets aside in one text.
const VERBATIMS: usize = 32;

pub(crate) struct Texts<'a> {
    fields: &'a [Marked<'a>],
    /// Nothing is hidden as long as there is none.
    code: Option<&'static Code>,
    faults: &'a mut Faults,
    /// Which fields a template has shown.
    shown: Vec<usize>,
    /// Which fields the template at hand needs.
    needed: Vec<usize>,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(fields: &'a [Marked<'a>], code: Option<&'static Code>, faults: &'a mut Faults) -> Self {
        Self { fields, code, faults, shown: Vec::new(), needed: Vec::new() }
    }

    pub(crate) fn template(&mut self, written: &Written) -> Option<Template> {
        let text = self.literal(written)?;
        let pieces = match template::parse(&text.value()) {
            Ok(pieces) => pieces,
            Err(fault) => {
                self.faults.add(text, fault);
                return None;
            }
        };
        self.needed.clear();
        let args = self.arguments(written)?;
        let mut used = vec![false; args.len()];
        let resolved = Writer::write(&pieces, text.span(), |wanted| {
            let source = self.find(&wanted, &written.args, text)?;
            if let Source::Argument(n) = source {
                used[n] = true;
                return Some(args[n].field.map_or(source, |index| self.field(index)));
            }
            Some(source)
        });
        for (arg, _) in written.args.iter().zip(used).filter(|(_, used)| !used) {
            self.unused(arg);
        }
        let (literal, values) = resolved?;
        let values_shown = pieces.iter().filter(|piece| matches!(piece, Piece::Value { .. })).count();
        let is_verbatim = |value: &Value| matches!(value.source, Source::Field { verbatim: true, .. });
        if values.iter().any(is_verbatim) && values_shown > VERBATIMS {
            self.faults.add(text, format!("a text with a `verbatim` field shows at most {VERBATIMS} values"));
            return None;
        }
        let args = args.into_iter().map(|arg| arg.tokens).collect();
        Some(Template { literal, values, args, fields: std::mem::take(&mut self.needed) })
    }

    fn literal<'w>(&mut self, written: &'w Written) -> Option<&'w LitStr> {
        let (name, value) = (&written.name, written.value.as_ref()?);
        let Some(Lit::Str(text)) = literal(value) else {
            let mend = format!(
                "the value of `{name}` is a string literal, and its arguments stand behind commas; \
                 write `{name} = \"… {{}}\", .id`"
            );
            self.faults.add(value, mend);
            return None;
        };
        if text.value().trim().is_empty() {
            self.faults.add(text, format!("this `{name}` says nothing; write what the partner is to read"));
            return None;
        }
        Some(text)
    }

    fn arguments(&mut self, written: &Written) -> Option<Vec<Argument>> {
        for (n, arg) in written.args.iter().enumerate() {
            let before = &written.args[..n];
            let is_second = |name: &&Ident| before.iter().any(|other| other.name.as_ref() == Some(*name));
            if let Some(name) = arg.name.as_ref().filter(is_second) {
                self.faults.add(name, format!("the argument `{name}` is given twice; leave one out"));
                return None;
            }
        }
        Some(written.args.iter().map(|arg| self.argument(arg)).collect())
    }

    /// A `verbatim` field that is in no text is a mistake: its value reaches the wire by `Display`, sanitised.
    pub(crate) fn unused_verbatims(&mut self) {
        for field in
            self.fields.iter().filter(|field| field.is_verbatim && !self.shown.contains(&field.index))
        {
            let name = name_of(field);
            let mend = format!(
                "no `message` and no `field` shows this field as it is; write `{{{name}}}` in one, or leave `verbatim` out"
            );
            if let Some(word) = field.verbatim_word() {
                self.faults.add(word, mend);
            }
        }
    }

    /// Which argument or field is meant.
    fn find(&mut self, wanted: &Wanted<'_>, args: &[Arg], text: &LitStr) -> Option<Source> {
        let positional: Vec<_> = (0..args.len()).filter(|n| args[*n].name.is_none()).collect();
        let is_tuple = self.fields.iter().all(|field| field.field.ident.is_none());
        let found = match *wanted {
            Wanted::Name(name) => {
                let arg =
                    args.iter().position(|arg| arg.name.as_ref().is_some_and(|ident| is_named(ident, name)));
                let field = self
                    .fields
                    .iter()
                    .position(|f| f.field.ident.as_ref().is_some_and(|i| is_named(i, name)));
                arg.map(Source::Argument).or_else(|| field.and_then(|index| self.allowed(index, text)))
            }
            Wanted::Index(index) if is_tuple && !self.fields.is_empty() => {
                if !positional.is_empty() {
                    let mend = format!(
                        "`{{{index}}}` could be a field or an argument; write `{{}}` for the arguments in turn, \
                         or give them names"
                    );
                    self.faults.add(text, mend);
                    return None;
                }
                (index < self.fields.len()).then(|| self.allowed(index, text)).flatten()
            }
            Wanted::Argument(n) | Wanted::Index(n) => positional.get(n).map(|n| Source::Argument(*n)),
        };
        if found.is_none() && !self.is_forbidden(wanted) {
            self.faults.add(text, self.missing(wanted));
        }
        found
    }

    /// The field, if this code may show it.
    fn allowed(&mut self, index: usize, at: impl ToTokens) -> Option<Source> {
        if self.hides(index) {
            self.shown.push(index);
            self.faults.add(at, self.hidden(index));
            return None;
        }
        Some(self.field(index))
    }

    fn field(&mut self, index: usize) -> Source {
        self.shown.push(index);
        self.needed.push(index);
        Source::Field { index, verbatim: self.fields[index].is_verbatim }
    }

    fn hides(&self, index: usize) -> bool {
        self.code.is_some_and(Code::is_server_error) && self.fields[index].is_source
    }

    fn hidden(&self, index: usize) -> String {
        format!(
            "`{{{}}}` is the source of an `{}` error, which never reaches a partner; leave it out, \
             the log has it",
            name_of(&self.fields[index]),
            self.code.map_or("", |code| code.name)
        )
    }

    /// Whether what is wanted is there, and has been reported as one that must not be shown.
    fn is_forbidden(&self, wanted: &Wanted<'_>) -> bool {
        self.fields.iter().any(|field| {
            let is_wanted = match (wanted, &field.field.ident) {
                (Wanted::Name(name), Some(ident)) => is_named(ident, name),
                (Wanted::Index(index), None) => *index == field.index,
                _ => false,
            };
            is_wanted && self.hides(field.index)
        })
    }

    fn missing(&self, wanted: &Wanted<'_>) -> String {
        let names: Vec<_> = self.fields.iter().map(name_of).collect();
        let there = match names.as_slice() {
            [] => "there are no fields".to_owned(),
            names => format!(
                "there is {}",
                names.iter().map(|n| format!("`{{{n}}}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        match wanted {
            Wanted::Argument(_) => format!("`{{}}` has no argument; {there}"),
            Wanted::Index(index) => format!("`{{{index}}}` is not there; {there}"),
            Wanted::Name(name) => {
                let suggestion = suggestion(name, names.iter().map(String::as_str));
                format!("`{{{name}}}` is not a field{suggestion}; {there}")
            }
        }
    }

    /// What an argument is, with the fields in it judged.
    fn argument(&mut self, arg: &Arg) -> Argument {
        let names: Vec<_> = self.fields.iter().map(name_of).collect();
        let Expanded { tokens, fields } = shorthand::expand(arg.value.clone(), &names);
        self.judge(arg.value.clone());
        for field in &fields {
            self.judge_field(field);
        }
        // A field and nothing else is that field, verbatim or not.
        let field = match fields.as_slice() {
            [field] if tokens.clone().into_iter().count() == 1 => self.position(field),
            _ => None,
        };
        Argument { tokens, field: field.filter(|index| !self.hides(*index)) }
    }

    fn judge(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.judge(group.stream()),
                TokenTree::Ident(ident) if ident == "self" => {
                    let mend = "`self` is the whole error, unsanitised text and all; name a field: `.id`";
                    self.faults.add(ident, mend);
                }
                TokenTree::Literal(literal) if literal.to_string().replace(' ', "").contains("{self") => {
                    let mend = "`{self}` is the whole error, unsanitised text and all; name a field: `.id`";
                    self.faults.add(literal, mend);
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => {}
            }
        }
    }

    fn judge_field(&mut self, field: &Member) {
        match self.position(field) {
            Some(index) if self.hides(index) => {
                self.shown.push(index);
                self.faults.add(field, self.hidden(index));
            }
            Some(index) => self.needed.push(index),
            None => self.faults.add(field, self.missing(&Wanted::Name(&member_name(field)))),
        }
    }

    fn position(&self, member: &Member) -> Option<usize> {
        let name = member_name(member);
        self.fields.iter().position(|field| name_of(field) == name)
    }

    fn unused(&mut self, arg: &Arg) {
        let word = match &arg.name {
            Some(name) => name.to_string(),
            None => arg.value.to_string(),
        };
        let suggestion = suggestion(&word, word::names());
        let mend = format!(
            "this argument is not used{suggestion}; write `{{}}` or its name in the string, or leave it out"
        );
        match &arg.name {
            Some(name) => self.faults.add(name, mend),
            None => self.faults.add(&arg.value, mend),
        }
    }
}

struct Argument {
    tokens: TokenStream,
    /// The index of the field, where it is a field and nothing else.
    field: Option<usize>,
}

/// The name of a field as it stands in a format string.
fn name_of(field: &Marked<'_>) -> String {
    match &field.field.ident {
        Some(ident) => ident.to_string().trim_start_matches("r#").to_owned(),
        None => field.index.to_string(),
    }
}

fn member_name(member: &Member) -> String {
    member.to_token_stream().to_string().trim_start_matches("r#").to_owned()
}

fn is_named(ident: &Ident, name: &str) -> bool {
    ident.to_string().trim_start_matches("r#") == name
}
