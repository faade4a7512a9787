//! `validator::ValidationErrors`: all entries, by the names of the fields, which are Rust's; `rename_all` makes them
//! the partner's.

use std::borrow::Cow;

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::{AsFieldErrors, FieldError, field_errors::limits::limits};

impl AsFieldErrors for ValidationErrors {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        let mut list = Vec::new();
        collect(self, "", &mut list);
        list.into()
    }
}

fn collect(errors: &ValidationErrors, parent: &str, list: &mut Vec<FieldError>) {
    // A hash map has an order of its own in each process.
    let mut fields: Vec<_> = errors.errors().iter().collect();
    fields.sort_by_key(|(name, _)| *name);
    for (name, kind) in fields {
        let path = match (parent, name.as_ref()) {
            // What is wrong with a whole object.
            ("", "__all__") => "request".to_owned(),
            (parent, "__all__") => parent.to_owned(),
            ("", name) => name.to_owned(),
            (parent, name) => format!("{parent}.{name}"),
        };
        match kind {
            ValidationErrorsKind::Field(errors) => {
                list.extend(errors.iter().map(|error| FieldError::new(path.clone(), text(error))));
            }
            ValidationErrorsKind::Struct(errors) => collect(errors, &path, list),
            ValidationErrorsKind::List(entries) => {
                for (n, errors) in entries {
                    collect(errors, &format!("{path}[{n}]"), list);
                }
            }
        }
    }
}

/// What the service says itself; without that, what its rule means.
fn text(error: &ValidationError) -> String {
    if let Some(message) = &error.message {
        return message.to_string();
    }
    // Numbers only: other parameters are the value, or patterns of ours.
    let limit = |name: &str| error.params.get(name).filter(|limit| limit.is_number());
    match error.code.as_ref() {
        "required" => "required".to_owned(),
        "email" => "must be an e-mail address".to_owned(),
        "url" => "must be a URL".to_owned(),
        "ip" | "ip_v4" | "ip_v6" => "must be an IP address".to_owned(),
        "credit_card" => "must be a card number".to_owned(),
        "regex" => "has the wrong form".to_owned(),
        "must_match" => "does not match".to_owned(),
        "non_control_character" => "must not hold control characters".to_owned(),
        "length" => {
            let equal = limit("equal");
            limits("length", equal.or(limit("min")), equal.or(limit("max")))
        }
        "range" => match (limit("exclusive_min"), limit("exclusive_max")) {
            (None, None) => limits("value", limit("min"), limit("max")),
            (Some(least), None) => format!("value must be more than {least}"),
            (None, Some(most)) => format!("value must be less than {most}"),
            (Some(least), Some(most)) => format!("value must be more than {least} and less than {most}"),
        },
        _ => "invalid".to_owned(),
    }
}
