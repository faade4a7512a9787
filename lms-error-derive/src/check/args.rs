//! Checks of single attributes: each is known, legal at its place, written in its syntax, and not repeated.

use syn::{Expr, ExprLit, Lit, LitStr};

use crate::{
    attr::{Arg, Args, Value},
    attribute::{self, Attribute, Place, Syntax},
    fault::Faults,
};

/// The attributes at one place that passed the checks.
pub(crate) struct CheckedArgs<'a> {
    place: Place,
    list: Vec<(Attribute, &'a Arg)>,
    /// True if faulty attributes were left out.
    pub(crate) incomplete: bool,
}

impl<'a> CheckedArgs<'a> {
    pub(crate) fn new(args: &'a Args, faults: &mut Faults) -> Self {
        let mut checked = Self { place: args.place, list: Vec::new(), incomplete: args.incomplete };
        let mut previous = None;
        for arg in &args.list {
            match checked.check(arg, previous, faults) {
                Some(attribute) => checked.list.push((attribute, arg)),
                None => checked.incomplete = true,
            }
            previous = Some(arg);
        }
        checked
    }

    fn check(&self, arg: &Arg, previous: Option<&Arg>, faults: &mut Faults) -> Option<Attribute> {
        let name = arg.name.to_string();
        let Some(row) = self.place.row(&name) else {
            let number = match &arg.value {
                Value::Expr(value) => match literal(value) {
                    Some(Lit::Int(number)) => Some(number.base10_digits()),
                    _ => None,
                },
                Value::None | Value::List { .. } => None,
            };
            let mut message = attribute::illegal(&name, number, self.place);
            // An argument of the form `message = "{}", id`.
            let text = previous.filter(|arg| matches!(arg.value, Value::Expr(_))).map(|arg| &arg.name);
            let text = text.filter(|name| *name == "message" || *name == "field");
            if let Some(text) = text.filter(|_| message.starts_with("unknown")) {
                message.extend([
                    "; trailing arguments go in parentheses: `",
                    &text.to_string(),
                    "(\"… {}\", .id)`",
                ]);
            }
            faults.add(&arg.name, message);
            return None;
        };
        if self.get(row.attribute).is_some() {
            faults.add(&arg.name, format!("`{name}` is repeated; {} has one", self.place));
            return None;
        }
        match (&arg.value, row.syntax) {
            (Value::None, Syntax::Value | Syntax::Template) => {
                faults.add(&arg.name, format!("`{name}` needs a value; write `{}`", row.example));
                None
            }
            (Value::List { tokens, .. }, Syntax::Value) => {
                faults.add(tokens, format!("`{name}` takes its value after `=`; write `{}`", row.example));
                None
            }
            (Value::Expr(value), Syntax::Flag) => {
                let elsewhere = match Place::Variant.row(&name).filter(|_| self.place == Place::Field) {
                    Some(row) => format!(", or `{}` on the variant", row.example),
                    None => String::new(),
                };
                let suggestion =
                    format!("`{name}` takes no value on {}; write `{}`{elsewhere}", self.place, row.example);
                faults.add(value, suggestion);
                None
            }
            (Value::List { tokens, .. }, Syntax::Flag) => {
                faults.add(tokens, format!("`{name}` takes no arguments; write `{}`", row.example));
                None
            }
            _ => Some(row.attribute),
        }
    }

    pub(crate) fn get(&self, attribute: Attribute) -> Option<&'a Arg> {
        self.list.iter().find(|(known, _)| *known == attribute).map(|(_, arg)| *arg)
    }

    /// Returns the value of an attribute that is written with `=`.
    pub(crate) fn value(&self, attribute: Attribute) -> Option<&'a Expr> {
        match &self.get(attribute)?.value {
            Value::Expr(value) => Some(value),
            Value::None | Value::List { .. } => None,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Attribute, &'a Arg)> {
        self.list.iter().copied()
    }

    /// Returns the value of an attribute that takes a string.
    pub(crate) fn string(&self, attribute: Attribute, faults: &mut Faults) -> Option<&'a LitStr> {
        let value = self.value(attribute)?;
        let text = match literal(value) {
            Some(Lit::Str(text)) if text.suffix().is_empty() => Some(text),
            _ => None,
        };
        if text.is_none() {
            let name = self.get(attribute).map_or_else(String::new, |arg| arg.name.to_string());
            let example = self.place.row(&name).map_or("", |row| row.example);
            faults.add(value, format!("the value of `{name}` is a string; write `{example}`"));
        }
        text
    }
}

/// Returns the literal of an expression. A `macro_rules!` fragment comes in a group of its own.
pub(crate) fn literal(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}
