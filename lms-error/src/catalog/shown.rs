//! The responses of a catalog as partners see them.

#[cfg(feature = "openapi")]
use std::borrow::Cow;

use super::{Content, Enum, Fields, Response, RetryAfter, Text, Variant};
use crate::{Code, Policy, render::escape};

/// The service that a message names.
pub(crate) struct Service(&'static Policy);

impl Service {
    pub(crate) fn of(policy: &'static Policy) -> Self {
        Self(policy)
    }

    /// Returns the message of a code with this text.
    pub(crate) fn message(&self, code: Code, text: &str) -> String {
        format!("{}: status={}: {text}", self.0.service_name(), code.status().as_str())
    }

    /// Returns the message of a code's standard response.
    pub(crate) fn standard(&self, code: Code) -> String {
        if code == Code::InvalidArgument {
            code.standard().to_owned()
        } else {
            self.message(code, code.standard())
        }
    }
}

/// The response of one variant.
pub(crate) struct Shown<'c> {
    pub(crate) described: &'c Enum,
    pub(crate) variant: &'c Variant,
    pub(crate) code: Code,
    pub(crate) retry_after: RetryAfter,
    pub(crate) fields: ShownFields,
    /// The text, without the prefix; for a field, what is wrong with it.
    pub(crate) text: String,
    /// False if the text is a placeholder.
    pub(crate) is_text_known: bool,
}

pub(crate) enum ShownFields {
    None,
    /// One field with this name.
    One(String),
    List,
}

/// Returns the responses of the variants that have a code, in the order of the catalog.
pub(crate) fn shown(enums: &[Enum]) -> Vec<Shown<'_>> {
    let variants = enums.iter().flat_map(|described| {
        described.variants.iter().filter_map(move |variant| match &variant.content {
            Content::Response(response) => Some(Shown::of(described, variant, response)),
            Content::Transparent { .. } | Content::Open => None,
        })
    });
    variants.collect()
}

impl<'c> Shown<'c> {
    fn of(described: &'c Enum, variant: &'c Variant, response: &Response) -> Self {
        let policy = described.policy();
        let fields = match response.fields {
            Fields::None => ShownFields::None,
            Fields::One(name) => {
                ShownFields::One(name.shown_name(policy).unwrap_or_else(|| "request".to_owned()))
            }
            Fields::List => ShownFields::List,
        };
        let &Response { code, retry_after, .. } = response;
        Self {
            described,
            variant,
            code,
            retry_after,
            fields,
            text: text(response, policy),
            is_text_known: response.text != Text::Unknown,
        }
    }

    /// Returns the whole message of its envelope.
    pub(crate) fn message(&self) -> String {
        match &self.fields {
            ShownFields::None => Service::of(self.described.policy()).message(self.code, &self.text),
            ShownFields::One(name) => list([(name.as_str(), self.text.as_str())]),
            ShownFields::List => list([("{field}", "{error}")]),
        }
    }
}

/// Returns the text, or what takes its place.
fn text(response: &Response, policy: &Policy) -> String {
    let standard = if response.code == Code::InvalidArgument { "invalid" } else { response.code.standard() };
    match response.text {
        Text::Template(template) => template.shown(policy).unwrap_or_else(|| standard.to_owned()),
        Text::Standard => standard.to_owned(),
        Text::Unknown => "{text}".to_owned(),
    }
}

/// Returns the message of a field list.
pub(super) fn list<'t>(fields: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let mut message = String::from("[");
    for (n, (name, error)) in fields.into_iter().enumerate() {
        message.push_str(if n == 0 { r#"{"field":""# } else { r#",{"field":""# });
        escape(&mut message, name, 1);
        message.push_str(r#"","error":""#);
        escape(&mut message, error, 1);
        message.push_str(r#""}"#);
    }
    message.push(']');
    message
}

/// Returns a name for each response that a partner may read: the variant's, sanitized, with a number if two are equal.
#[cfg(feature = "openapi")]
pub(crate) fn names(shown: &[Shown<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(shown.len());
    for shown in shown {
        let written = shown.variant.name;
        let vocabulary = shown.described.policy().words();
        let name = vocabulary.sanitize(written).map(Cow::into_owned);
        let is_name =
            |name: &String| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let name = name.filter(is_name).unwrap_or_else(|| shown.code.as_str().to_owned());
        let mut unique = name.clone();
        let mut n = 1;
        while names.contains(&unique) {
            n += 1;
            unique = format!("{name}{n}");
        }
        names.push(unique);
    }
    names
}
