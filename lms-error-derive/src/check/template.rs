//! The checks of format strings: every value in one exists, and every argument is used.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, Lit, LitStr, Member, ext::IdentExt};

use super::{args::literal, field::CheckedField};
use crate::{
    attr::{self, Arg, FormatArg},
    fault::Faults,
    nearest::suggestion,
    shorthand::{self, Expanded},
    template::{self, Piece, Source, Template, Value, Wanted, Writer},
};

/// The number of verbatim values that the runtime can keep apart in one text.
const VERBATIMS: usize = 32;

pub(crate) struct Texts<'a> {
    fields: &'a [CheckedField<'a>],
    faults: &'a mut Faults,
    /// The fields that the templates so far show as they are.
    shown: Vec<usize>,
    /// The fields that the templates so far use in any way.
    used: Vec<usize>,
    /// The fields that the current template needs.
    needed: Vec<usize>,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(fields: &'a [CheckedField<'a>], faults: &'a mut Faults) -> Self {
        Self { fields, faults, shown: Vec::new(), used: Vec::new(), needed: Vec::new() }
    }

    /// Checks the value of `message` or `field`.
    pub(crate) fn template(&mut self, arg: &Arg) -> Option<Template> {
        let (text, format_args) = self.parts(arg)?;
        let pieces = match template::parse(&text.value()) {
            Ok(pieces) => pieces,
            Err(fault) => {
                self.faults.add(text, fault);
                return None;
            }
        };
        self.needed.clear();
        let args = self.arguments(format_args)?;
        let mut used = vec![false; args.len()];
        let resolved = Writer::write(&pieces, text.span(), |wanted| {
            let source = self.find(&wanted, format_args, &text)?;
            if let Source::Argument(n) = source {
                used[n] = true;
                return Some(args[n].field.map_or(source, |index| self.field(index)));
            }
            Some(source)
        });
        for (arg, _) in format_args.iter().zip(used).filter(|(_, used)| !used) {
            self.unused(arg);
        }
        let (literal, values) = resolved?;
        let holes = pieces.iter().filter(|piece| matches!(piece, Piece::Value { .. })).count();
        let is_verbatim = |value: &Value| matches!(value.source, Source::Field { verbatim: true, .. });
        if values.iter().any(is_verbatim) && holes > VERBATIMS {
            self.faults.add(text, format!("a text with a `verbatim` field shows at most {VERBATIMS} values"));
            return None;
        }
        let args = args.into_iter().map(|arg| arg.tokens).collect();
        Some(Template { literal, values, args, fields: std::mem::take(&mut self.needed) })
    }

    /// Separates the format string from its arguments.
    fn parts<'w>(&mut self, arg: &'w Arg) -> Option<(LitStr, &'w [FormatArg])> {
        let name = &arg.name;
        let (value, args) = match &arg.value {
            attr::Value::Expr(value) => (value.to_token_stream(), [].as_slice()),
            attr::Value::List { items, .. } => match items.split_first() {
                Some((text, args)) if text.name.is_none() => (text.value.clone(), args),
                _ => {
                    self.faults.add(name, format!("`{name}` has no text; write `{name}(\"… {{}}\", .id)`"));
                    return None;
                }
            },
            attr::Value::None => return None,
        };
        let text = syn::parse2::<Expr>(value.clone()).ok().and_then(|value| match literal(&value) {
            Some(Lit::Str(text)) => Some(text.clone()),
            _ => None,
        });
        let Some(text) = text else {
            let suggestion = format!(
                "the text of `{name}` is a string literal; write `{name} = \"…\"`, or with arguments \
                 `{name}(\"… {{}}\", .id)`"
            );
            self.faults.add(value, suggestion);
            return None;
        };
        if text.value().trim().is_empty() {
            self.faults.add(text, format!("this `{name}` is empty; write a text for partners"));
            return None;
        }
        Some((text, args))
    }

    fn arguments(&mut self, args: &[FormatArg]) -> Option<Vec<Argument>> {
        for (n, arg) in args.iter().enumerate() {
            let is_second = |name: &&Ident| args[..n].iter().any(|other| other.name.as_ref() == Some(*name));
            if let Some(name) = arg.name.as_ref().filter(is_second) {
                self.faults.add(name, format!("the argument `{name}` is given twice; leave one out"));
                return None;
            }
        }
        Some(args.iter().map(|arg| self.argument(arg)).collect())
    }

    /// Returns the fields that the templates use, also those of faulty templates.
    pub(crate) fn into_used(self) -> Vec<usize> {
        self.used
    }

    /// Reports `verbatim` fields that no text shows: their values would reach the partner through `Display`, sanitized.
    pub(crate) fn unused_verbatims(&mut self) {
        for field in
            self.fields.iter().filter(|field| field.is_verbatim && !self.shown.contains(&field.index))
        {
            let name = field.name();
            let suggestion = format!(
                "no `message` and no `field` shows this field as it is; write `{{{name}}}` in one, or leave `verbatim` out"
            );
            if let Some(verbatim) = field.verbatim() {
                self.faults.add(verbatim, suggestion);
            }
        }
    }

    /// Finds the argument or field that a value of the format string refers to.
    fn find(&mut self, wanted: &Wanted<'_>, args: &[FormatArg], text: &LitStr) -> Option<Source> {
        let positional: Vec<_> = (0..args.len()).filter(|n| args[*n].name.is_none()).collect();
        let is_tuple = self.fields.iter().all(|field| field.field.ident.is_none());
        let found = match *wanted {
            Wanted::Name(name) => {
                let arg =
                    args.iter().position(|arg| arg.name.as_ref().is_some_and(|ident| ident.unraw() == name));
                let field = self.fields.iter().position(|field| field.is_named(name));
                arg.map(Source::Argument).or_else(|| field.map(|index| self.field(index)))
            }
            Wanted::Index(index) if is_tuple && !self.fields.is_empty() => {
                if !positional.is_empty() {
                    let suggestion = format!(
                        "`{{{index}}}` could be a field or an argument; write `{{}}` for the arguments in turn, \
                         or give them names"
                    );
                    self.faults.add(text, suggestion);
                    return None;
                }
                (index < self.fields.len()).then(|| self.field(index))
            }
            Wanted::Argument(n) | Wanted::Index(n) => positional.get(n).map(|n| Source::Argument(*n)),
        };
        if found.is_none() {
            self.faults.add(text, self.missing(wanted));
        }
        found
    }

    fn field(&mut self, index: usize) -> Source {
        self.shown.push(index);
        self.used.push(index);
        self.needed.push(index);
        Source::Field { index, verbatim: self.fields[index].is_verbatim }
    }

    fn missing(&self, wanted: &Wanted<'_>) -> String {
        let names: Vec<_> = self.fields.iter().map(CheckedField::name).collect();
        let known = match names.as_slice() {
            [] => "there are no fields".to_owned(),
            names => {
                let names: Vec<_> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
                format!("the fields are {}", names.join(", "))
            }
        };
        match wanted {
            Wanted::Argument(_) => format!("`{{}}` has no argument; {known}"),
            Wanted::Index(index) => format!("`{{{index}}}` is not a field or an argument; {known}"),
            Wanted::Name(name) => {
                let suggestion = suggestion(name, names.iter().map(String::as_str));
                format!("`{{{name}}}` is not a field{suggestion}; {known}")
            }
        }
    }

    /// Expands the fields in an argument, and checks them.
    fn argument(&mut self, arg: &FormatArg) -> Argument {
        let names: Vec<_> = self.fields.iter().map(CheckedField::name).collect();
        let Expanded { tokens, fields } = shorthand::expand(arg.value.clone(), &names);
        self.check_self(arg.value.clone());
        for field in &fields {
            self.check_field(field);
        }
        // An argument that is only a field counts as that field, which may be verbatim.
        let field = match fields.as_slice() {
            [field] if tokens.clone().into_iter().count() == 1 => self.position(field),
            _ => None,
        };
        Argument { tokens, field }
    }

    /// Reports uses of `self`.
    fn check_self(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.check_self(group.stream()),
                TokenTree::Ident(ident) if ident == "self" => {
                    let suggestion = "`self` is the whole error; name a field: `.id`";
                    self.faults.add(ident, suggestion);
                }
                TokenTree::Literal(literal) if literal.to_string().replace(' ', "").contains("{self") => {
                    let suggestion = "`{self}` is the whole error; name a field: `.id`";
                    self.faults.add(literal, suggestion);
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => {}
            }
        }
    }

    fn check_field(&mut self, field: &Member) {
        match self.position(field) {
            Some(index) => {
                self.used.push(index);
                self.needed.push(index);
            }
            None => self.faults.add(field, self.missing(&Wanted::Name(&member_name(field)))),
        }
    }

    fn position(&self, member: &Member) -> Option<usize> {
        let name = member_name(member);
        self.fields.iter().position(|field| field.name() == name)
    }

    fn unused(&mut self, arg: &FormatArg) {
        let message = "this argument is not used; write `{}` or its name in the string, or leave it out";
        match &arg.name {
            Some(name) => self.faults.add(name, message),
            None => self.faults.add(&arg.value, message),
        }
    }
}

struct Argument {
    tokens: TokenStream,
    /// The index of the field, if the argument is only a field.
    field: Option<usize>,
}

fn member_name(member: &Member) -> String {
    match member {
        Member::Named(ident) => ident.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
