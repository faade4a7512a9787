//! The checks of `retry_after`, on a variant and on a field.

use quote::ToTokens;
use syn::{Expr, Lit};

use super::{
    args::{CheckedArgs, literal},
    field::CheckedField,
};
use crate::{attribute::Attribute, code::Code, fault::Faults, model::RetryAfter};

/// `retry_after` is legal only with `unavailable`: the retry rules of the other codes allow no delay.
pub(crate) fn retry_after(
    args: &CheckedArgs<'_>,
    fields: &[CheckedField<'_>],
    code: &Code,
    faults: &mut Faults,
) -> Option<RetryAfter> {
    let literal = args.get(Attribute::RetryAfter);
    let mut marked =
        fields.iter().filter_map(|f| f.args.get(Attribute::RetryAfter).map(|arg| (f.index, arg)));
    let first = marked.next();
    for arg in literal.into_iter().chain(first.map(|(_, arg)| arg)) {
        if code.name != "unavailable" {
            let suggestion = format!(
                "`retry_after` goes with `code = \"unavailable\"`; the retry rule of `{}` is fixed, so leave it out",
                code.name
            );
            faults.add(&arg.name, suggestion);
        }
    }
    for (_, second) in marked {
        faults.add(&second.name, "two fields are marked `retry_after`; leave out one of them");
    }
    match (literal, first) {
        (Some(literal), Some((_, field))) => {
            let message = "`retry_after` is given as seconds and as a field; leave out one of them";
            faults.add(&literal.name, message);
            faults.add(&field.name, message);
            None
        }
        (Some(_), None) => seconds(args.value(Attribute::RetryAfter)?, faults).map(RetryAfter::Seconds),
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
    let written = value.to_token_stream().to_string().replace("- ", "-");
    let suggestion = format!(
        "`{written}` {wrong}; `retry_after` is a whole number of seconds, as in `retry_after = 30`, \
         or an attribute of a field that is a `Duration`"
    );
    faults.add(value, suggestion);
    None
}
