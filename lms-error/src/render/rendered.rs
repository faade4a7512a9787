//! The result of a rendering.

use std::borrow::Cow;

use bytes::Bytes;

use crate::Code;

/// A rendered message or body, made by a `Renderer` only.
#[must_use]
pub struct Rendered {
    pub(super) code: Code,
    content: Content,
    /// Boxed, so that a rendering without is small.
    details: Option<Box<Details>>,
}

enum Content {
    Text(Box<str>),
    Constant(&'static str),
}

/// Facts about a rendering for the log.
#[derive(Clone, Default)]
pub(crate) struct Details {
    /// The reason why a text was withheld from the partner.
    pub(crate) withheld: Option<Cow<'static, str>>,
    /// The field list, as `name: text; name: text`.
    pub(crate) fields: Option<Cow<'static, str>>,
    /// The list was converted from a report, whose own text may quote the request.
    pub(crate) quotes_request: bool,
}

impl Rendered {
    #[inline]
    pub(super) fn constant(code: Code, text: &'static str, details: Option<Box<Details>>) -> Self {
        Self { code, content: Content::Constant(text), details }
    }

    pub(super) fn text(code: Code, text: &str) -> Self {
        // The exact length, as this is the one allocation of a dynamic response.
        Self { code, content: Content::Text(text.into()), details: None }
    }

    #[inline]
    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// Takes the facts for the log.
    pub(crate) fn take_details(&mut self) -> Details {
        self.details.take().map(|details| *details).unwrap_or_default()
    }

    pub(super) fn details(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    #[inline]
    pub(crate) fn into_bytes(self) -> Bytes {
        match self.content {
            Content::Text(text) => text.into_boxed_bytes().into(),
            Content::Constant(text) => Bytes::from_static(text.as_bytes()),
        }
    }

    pub(super) fn into_string(self) -> String {
        match self.content {
            Content::Text(text) => text.into(),
            Content::Constant(text) => text.to_owned(),
        }
    }

    #[cfg(test)]
    pub(super) fn is_constant(&self) -> bool {
        matches!(self.content, Content::Constant(_))
    }
}
