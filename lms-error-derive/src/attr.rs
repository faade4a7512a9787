//! The contents of the `#[lms(…)]` attributes of a type, with their tokens. This stage reports only syntax that it
//! can't read; all other checks are in `check`.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    AngleBracketedGenericArguments, Attribute, Data, DeriveInput, Error, Expr, Fields, Generics, Ident, Meta,
    Token,
    ext::IdentExt,
    parse::{ParseStream, Parser},
    token,
};

use crate::{
    attribute::{self, Place, Syntax},
    fault::Faults,
};

/// The input of the derive, with its `#[lms(…)]` attributes read.
pub(crate) struct Item<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) generics: &'i Generics,
    pub(crate) attrs: &'i [Attribute],
    pub(crate) args: Args,
    pub(crate) body: Body<'i>,
}

pub(crate) enum Body<'i> {
    Enum(Vec<Variant<'i>>),
    /// A struct is its own only variant.
    Struct(Vec<Field<'i>>),
    /// Not supported.
    Union,
}

pub(crate) struct Variant<'i> {
    pub(crate) ident: &'i Ident,
    /// All attributes, also those of other derives.
    pub(crate) attrs: &'i [Attribute],
    pub(crate) args: Args,
    pub(crate) fields: Vec<Field<'i>>,
}

pub(crate) struct Field<'i> {
    pub(crate) source: &'i syn::Field,
    pub(crate) index: usize,
    pub(crate) args: Args,
}

/// The arguments of all `#[lms(…)]` at one place, in order.
pub(crate) struct Args {
    pub(crate) place: Place,
    pub(crate) list: Vec<Arg>,
    /// True if an argument could not be read, so that checks for missing arguments would mislead.
    pub(crate) incomplete: bool,
}

/// One argument of `#[lms(…)]`.
pub(crate) struct Arg {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}

/// The part of an argument after its name.
pub(crate) enum Value {
    /// `transparent`
    None,
    /// `code = "not_found"`
    Expr(Expr),
    /// `message("…", .id)`
    List {
        /// The whole list with its parentheses.
        tokens: TokenStream,
        /// The format string and its arguments, if the attribute takes them.
        items: Vec<FormatArg>,
    },
}

/// An argument of a format string, `value` or `name = value`; also the format string itself.
pub(crate) struct FormatArg {
    pub(crate) name: Option<Ident>,
    pub(crate) value: TokenStream,
}

pub(crate) fn read<'i>(input: &'i DeriveInput, faults: &mut Faults) -> Item<'i> {
    let (place, body) = match &input.data {
        Data::Enum(data) => {
            let variants = data.variants.iter().map(|variant| Variant {
                ident: &variant.ident,
                attrs: &variant.attrs,
                args: read_args(&variant.attrs, Place::Variant, faults),
                fields: read_fields(&variant.fields, faults),
            });
            (Place::Enum, Body::Enum(variants.collect()))
        }
        Data::Struct(data) => (Place::Struct, Body::Struct(read_fields(&data.fields, faults))),
        Data::Union(_) => (Place::Struct, Body::Union),
    };
    let args = read_args(&input.attrs, place, faults);
    Item { ident: &input.ident, generics: &input.generics, attrs: &input.attrs, args, body }
}

fn read_fields<'i>(fields: &'i Fields, faults: &mut Faults) -> Vec<Field<'i>> {
    fields
        .iter()
        .enumerate()
        .map(|(index, source)| Field { source, index, args: read_args(&source.attrs, Place::Field, faults) })
        .collect()
}

fn read_args(attrs: &[Attribute], place: Place, faults: &mut Faults) -> Args {
    let mut args = Args { place, list: Vec::new(), incomplete: false };
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("lms")) {
        let tokens = match &attr.meta {
            Meta::List(list) if !list.tokens.is_empty() => list.tokens.clone(),
            meta => {
                faults.add(
                    meta,
                    format!("`#[lms(…)]` needs attributes in parentheses; {place} takes {}", place.legal()),
                );
                args.incomplete = true;
                continue;
            }
        };
        let mut read = |input: ParseStream<'_>| {
            while !input.is_empty() {
                let text = args.list.iter().rfind(|arg| is_template(&arg.name)).map(|arg| &arg.name);
                match read_arg(input, text) {
                    Ok(arg) => args.list.push(arg),
                    Err(error) => {
                        faults.add_error(error);
                        args.incomplete = true;
                        read_expression(input)?;
                    }
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = Parser::parse2(&mut read, tokens) {
            faults.add_error(error);
            args.incomplete = true;
        }
    }
    args
}

/// Reads one argument; `text` is the name of the `message` or `field` before it, to which it may have been meant to belong.
fn read_arg(input: ParseStream<'_>, text: Option<&Ident>) -> syn::Result<Arg> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error(match text {
            Some(text) => in_parentheses(text),
            None => "expected an attribute, like `code = \"not_found\"`".to_owned(),
        }));
    }
    let name = input.call(Ident::parse_any)?;
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(Arg { name, value: Value::None });
    }
    if input.peek(Token![-]) {
        return Err(input.error("no attribute has a `-` in its name; write `_` for it"));
    }
    let example = attribute::example(&name.to_string());
    let value = if input.peek(token::Paren) {
        read_list(&name, input)?
    } else if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(Error::new(name.span(), format!("`{name}` has no value; write `{example}`")));
        }
        let begin = input.span();
        let value = input.parse().map_err(|_| {
            let known = attribute::is_known(&name.to_string());
            Error::new(
                begin,
                match text.filter(|_| !known) {
                    Some(text) => in_parentheses(text),
                    None => format!("the value of `{name}` is not an expression; write `{example}`"),
                },
            )
        })?;
        Value::Expr(value)
    } else {
        return Err(input.error(format!("unexpected token after `{name}`; write `{example}`")));
    };
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error("expected a comma between two attributes"));
    }
    Ok(Arg { name, value })
}

fn in_parentheses(text: &Ident) -> String {
    format!("trailing arguments go in parentheses with the text: `{text}(\"… {{}}\", .id)`")
}

fn is_template(name: &Ident) -> bool {
    Place::Variant.row(&name.to_string()).is_some_and(|row| row.syntax == Syntax::Template)
}

fn read_list(name: &Ident, input: ParseStream<'_>) -> syn::Result<Value> {
    let tokens = input.fork().parse::<TokenTree>()?.into_token_stream();
    let content;
    syn::parenthesized!(content in input);
    let mut items = Vec::new();
    if is_template(name) {
        while !content.is_empty() {
            match read_format_arg(&content) {
                Ok(item) => items.push(item),
                Err(error) => {
                    content.parse::<TokenStream>()?;
                    return Err(error);
                }
            }
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
    } else {
        content.parse::<TokenStream>()?;
    }
    Ok(Value::List { tokens, items })
}

fn read_format_arg(input: ParseStream<'_>) -> syn::Result<FormatArg> {
    let named = input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]);
    let name = if named {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        Some(name)
    } else {
        None
    };
    let value = read_expression(input)?;
    match name {
        Some(name) if value.is_empty() => Err(Error::new(
            name.span(),
            format!("the argument `{name}` has no value; write `{name} = .{name}`"),
        )),
        None if value.is_empty() => Err(input.error("expected an argument of the format string, like `.id`")),
        name => Ok(FormatArg { name, value }),
    }
}

/// Reads up to the next comma outside of brackets. The compiler checks the expression itself.
fn read_expression(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut expression = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.peek(Token![::]) && input.peek3(Token![<]) {
            input.parse::<AngleBracketedGenericArguments>()?.to_tokens(&mut expression);
        } else {
            input.parse::<TokenTree>()?.to_tokens(&mut expression);
        }
    }
    Ok(expression)
}
