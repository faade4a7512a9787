//! What is written in the `#[lms(…)]` attributes of a type, word by word and with its tokens. Nothing is judged
//! here but whether it can be read at all.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    AngleBracketedGenericArguments, Attribute, Data, DeriveInput, Error, Expr, Fields, Generics, Ident, Meta,
    Token,
    ext::IdentExt,
    parse::{ParseStream, Parser},
};

use crate::{fault::Faults, word, word::Place};

/// A type with all that is written on it.
pub(crate) struct Item<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) generics: &'i Generics,
    pub(crate) attrs: &'i [Attribute],
    pub(crate) words: Words,
    pub(crate) body: Body<'i>,
}

pub(crate) enum Body<'i> {
    Enum(Vec<Variant<'i>>),
    /// A struct is its own only variant.
    Struct(Vec<Field<'i>>),
    /// Can't be an error of this kind.
    Union,
}

pub(crate) struct Variant<'i> {
    pub(crate) ident: &'i Ident,
    /// Those of others, which tell what a field is.
    pub(crate) attrs: &'i [Attribute],
    pub(crate) words: Words,
    pub(crate) fields: Vec<Field<'i>>,
}

pub(crate) struct Field<'i> {
    pub(crate) source: &'i syn::Field,
    pub(crate) index: usize,
    pub(crate) words: Words,
}

/// The words of all `#[lms(…)]` at one place, in order.
pub(crate) struct Words {
    pub(crate) place: Place,
    pub(crate) written: Vec<Written>,
    /// Whether something could not be read, so that nothing can be said of what is missing.
    pub(crate) unreadable: bool,
}

/// `name` or `name = value`; behind the value of a template its arguments.
pub(crate) struct Written {
    pub(crate) name: Ident,
    pub(crate) value: Option<Expr>,
    pub(crate) args: Vec<Arg>,
}

/// `value` or `name = value`, an argument of a format string.
pub(crate) struct Arg {
    pub(crate) name: Option<Ident>,
    pub(crate) value: TokenStream,
}

pub(crate) fn read<'i>(input: &'i DeriveInput, faults: &mut Faults) -> Item<'i> {
    let (place, body) = match &input.data {
        Data::Enum(data) => {
            let variants = data.variants.iter().map(|variant| Variant {
                ident: &variant.ident,
                attrs: &variant.attrs,
                words: read_words(&variant.attrs, Place::Variant, faults),
                fields: read_fields(&variant.fields, faults),
            });
            (Place::Enum, Body::Enum(variants.collect()))
        }
        Data::Struct(data) => (Place::Struct, Body::Struct(read_fields(&data.fields, faults))),
        Data::Union(_) => (Place::Struct, Body::Union),
    };
    let words = read_words(&input.attrs, place, faults);
    Item { ident: &input.ident, generics: &input.generics, attrs: &input.attrs, words, body }
}

fn read_fields<'i>(fields: &'i Fields, faults: &mut Faults) -> Vec<Field<'i>> {
    fields
        .iter()
        .enumerate()
        .map(|(index, source)| Field {
            source,
            index,
            words: read_words(&source.attrs, Place::Field, faults),
        })
        .collect()
}

fn read_words(attrs: &[Attribute], place: Place, faults: &mut Faults) -> Words {
    let mut words = Words { place, written: Vec::new(), unreadable: false };
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("lms")) {
        let tokens = match &attr.meta {
            Meta::List(list) if !list.tokens.is_empty() => list.tokens.clone(),
            meta => {
                faults.add(meta, format!("words stand in `#[lms(…)]`; {place} takes {}", place.legal()));
                words.unreadable = true;
                continue;
            }
        };
        let mut read = |input: ParseStream<'_>| {
            while !input.is_empty() {
                match read_word(input) {
                    Ok(written) => words.written.push(written),
                    Err(error) => {
                        faults.add_error(error);
                        words.unreadable = true;
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
            words.unreadable = true;
        }
    }
    words
}

fn read_word(input: ParseStream<'_>) -> syn::Result<Written> {
    if input.peek(Token![.]) {
        return Err(
            input.error("an argument stands right behind the format string: `message = \"… {}\", .id`")
        );
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error("a word of `#[lms(…)]` stands here, like `code = \"not_found\"`"));
    }
    let name = input.call(Ident::parse_any)?;
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(Written { name, value: None, args: Vec::new() });
    }
    if input.peek(Token![-]) {
        return Err(input.error("no word of `#[lms(…)]` holds a `-`; write `_` for it"));
    }
    let form = word::form(&name.to_string());
    if !input.peek(Token![=]) {
        return Err(input.error(format!("`{name}` can't be followed by this; write `{form}`")));
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(Error::new(name.span(), format!("`{name}` has no value; write `{form}`")));
    }
    let begin = input.span();
    let value =
        input.parse::<Expr>().map_err(|_| Error::new(begin, format!("this is no value; write `{form}`")))?;
    if !input.is_empty() && !input.peek(Token![,]) {
        return Err(input.error("a comma stands between two words"));
    }
    let mut args = Vec::new();
    if name == "message" || name == "field" {
        while input.peek(Token![,]) && !goes_on_with_a_word(input) {
            input.parse::<Token![,]>()?;
            args.push(read_arg(input)?);
        }
    }
    Ok(Written { name, value: Some(value), args })
}

/// Whether behind the comma stands the next word, or nothing, and not an argument of a format string.
fn goes_on_with_a_word(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let _: syn::Result<Token![,]> = ahead.parse();
    if ahead.is_empty() {
        return true;
    }
    let Ok(name) = ahead.call(Ident::parse_any) else { return false };
    let ends = ahead.is_empty() || ahead.peek(Token![,]) || ahead.peek(Token![=]) && !ahead.peek(Token![==]);
    ends && word::names().any(|word| name == word)
}

fn read_arg(input: ParseStream<'_>) -> syn::Result<Arg> {
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
        None if value.is_empty() => Err(input.error("an argument of the format string stands here: `.id`")),
        name => Ok(Arg { name, value }),
    }
}

/// All up to the next comma that is not inside brackets of any kind. The compiler will judge it.
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
