//! The catalog for other tools.

use serde_core::{Serialize, Serializer, ser::SerializeStruct};

use super::{Catalog, Content, Enum, Fields, Response, RetryAfter, Template, Text, Variant};
use crate::Retry;

/// An array of its enums.
impl Serialize for Catalog {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.enums())
    }
}

impl Serialize for Enum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// A variant with the vocabulary that its texts are shown through.
        struct Shown<'e>(&'e Enum, &'e Variant);

        impl Serialize for Shown<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_variant(self.0, self.1, serializer)
            }
        }

        let variants: Vec<_> = self.variants.iter().map(|variant| Shown(self, variant)).collect();
        let mut object = serializer.serialize_struct("Enum", 5)?;
        object.serialize_field("name", self.name)?;
        object.serialize_field("module", self.module)?;
        object.serialize_field("service", self.service)?;
        object.serialize_field("docs", &self.docs)?;
        object.serialize_field("variants", &variants)?;
        object.end()
    }
}

fn serialize_variant<S: Serializer>(
    described: &Enum,
    variant: &Variant,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_struct("Variant", 11)?;
    object.serialize_field("name", variant.name)?;
    match &variant.content {
        Content::Response(response) => serialize_response(described, response, &mut object)?,
        Content::Transparent { name, module } => {
            object.serialize_field("transparent", &format!("{module}::{name}"))?;
        }
        Content::Open => object.serialize_field("open", &true)?,
    }
    object.serialize_field("docs", &variant.docs)?;
    object.serialize_field("deprecated", &variant.deprecated)?;
    object.end()
}

fn serialize_response<O: SerializeStruct>(
    described: &Enum,
    response: &Response,
    object: &mut O,
) -> Result<(), O::Error> {
    let policy = described.policy();
    object.serialize_field("code", &response.code)?;
    object.serialize_field("status", &response.code.status().as_u16())?;
    let retry = match response.code.retry() {
        Retry::Never => "never",
        Retry::Once => "once",
        Retry::Backoff => "backoff",
    };
    object.serialize_field("retry", retry)?;
    match response.retry_after {
        RetryAfter::None => object.serialize_field("retry_after", &None::<u32>)?,
        RetryAfter::Fixed(seconds) => object.serialize_field("retry_after", &seconds)?,
        RetryAfter::Computed => object.serialize_field("retry_after", "computed")?,
    }
    // As it is written, and as a partner sees it.
    let template = match response.text {
        Text::Template(template) => Some(template),
        Text::Standard | Text::Unknown => None,
    };
    let shown = match response.text {
        Text::Template(template) => template.shown(policy),
        Text::Standard => Some(response.code.standard().to_owned()),
        Text::Unknown => None,
    };
    object.serialize_field("template", &template)?;
    object.serialize_field("text", &shown)?;
    match response.fields {
        Fields::None => object.serialize_field("fields", &None::<()>),
        Fields::One(name) => object.serialize_field("fields", &[name.shown_name(policy)]),
        Fields::List => object.serialize_field("fields", "list"),
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
