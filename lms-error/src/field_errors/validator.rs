//! `validator::ValidationErrors` as a field list: every entry, sorted by the names of Rust's fields.

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
    // The order of a hash map differs in each process.
    let mut fields: Vec<_> = errors.errors().iter().collect();
    fields.sort_by_key(|(name, _)| *name);
    for (name, kind) in fields {
        let path = match (parent, name.as_ref()) {
            // Errors of a whole object.
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

/// Returns the message of the service, or the meaning of its rule.
fn text(error: &ValidationError) -> String {
    if let Some(message) = &error.message {
        return message.to_string();
    }
    // Only numbers: the other parameters are the value, and patterns of the service.
    let limit = |name: &str| error.params.get(name).filter(|limit| limit.is_number());
    match error.code.as_ref() {
        "required" => "required".to_owned(),
        "email" => "must be an e-mail address".to_owned(),
        "url" => "must be a URL".to_owned(),
        "ip" | "ip_v4" | "ip_v6" => "must be an IP address".to_owned(),
        "credit_card" => "must be a card number".to_owned(),
        "regex" => "has the wrong form".to_owned(),
        "must_match" => "does not match".to_owned(),
        "contains" => "lacks something that it must contain".to_owned(),
        "does_not_contain" => "contains something that it must not".to_owned(),
        "non_control_character" => "must not contain control characters".to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// `length(min = 1, max = 5)`
    fn rule(rule: &str) -> ValidationError {
        let (code, params) = rule.split_once('(').unwrap_or((rule, ""));
        let mut error = ValidationError::new(code.to_owned().leak());
        for param in params.trim_end_matches(')').split(", ").filter(|param| !param.is_empty()) {
            let (name, value) = param.split_once(" = ").expect(param);
            error.add_param(name.to_owned().into(), &value.parse::<u64>().expect(param));
        }
        error
    }

    #[test]
    fn the_reference_is_true() {
        let mut rows = 0;
        for row in include_str!("../../docs/fields.md").lines() {
            let Some(row) = row.strip_prefix("| validator | `") else { continue };
            let (written, sentence) = row.split_once("` | ").expect(row);
            assert_eq!(text(&rule(written)), sentence.trim_end_matches(" |"), "{row}");
            rows += 1;
        }
        assert_eq!(rows, 15);
    }

    /// The value of the partner and the pattern of the service are parameters, too.
    #[test]
    fn only_limits_are_shown() {
        let mut error = rule("length(max = 5)");
        error.add_param("min".into(), &"secret");
        error.add_param("value".into(), &"secret");
        assert_eq!(text(&error), "length must be at most 5");
    }
}
