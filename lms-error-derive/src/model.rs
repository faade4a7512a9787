//! The meaning of an enum, after all checks. Nothing in it can be wrong.

use proc_macro2::Ident;
use syn::{Attribute, ExprPath, Generics, Path, Type};

use crate::{code::Code, template::Template};

pub(crate) struct Model<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) generics: &'i Generics,
    /// All attributes, also those of other derives.
    pub(crate) attrs: &'i [Attribute],
    /// The path of the crate `lms_error`.
    pub(crate) root: Path,
    pub(crate) policy: Option<ExprPath>,
    /// The attributes of the frameworks, as written.
    pub(crate) frameworks: Vec<Ident>,
    pub(crate) variants: Vec<Variant<'i>>,
    /// The fields whose types are checked, also those of variants with faults.
    pub(crate) exposures: Vec<Exposure<'i>>,
}

/// A field that a partner may read, in a text for partners or as it is.
pub(crate) struct Exposure<'i> {
    pub(crate) ty: &'i Type,
    pub(crate) kind: ExposureKind,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum ExposureKind {
    /// Shown, and must not lead to an error.
    Shown,
    /// Shown, and taken for the source, so that its type must be exempt.
    Source,
    /// Passed through as it is, and must not lead to an error.
    Verbatim,
    /// Shown in a `strict` type, and must not be a string.
    Strict,
}

pub(crate) struct Variant<'i> {
    /// None for a struct.
    pub(crate) ident: Option<&'i Ident>,
    /// All attributes, also those of other derives; for a struct those of the type.
    pub(crate) attrs: &'i [Attribute],
    pub(crate) fields: Vec<&'i syn::Field>,
    /// The format string of the `Display`, if another derive writes it from exactly one.
    pub(crate) display: Option<String>,
    pub(crate) response: Response,
}

pub(crate) enum Response {
    /// The response of the error in the field with this index.
    Transparent(usize),
    Coded {
        code: &'static Code,
        content: Content,
        retry_after: Option<RetryAfter>,
    },
}

pub(crate) enum Content {
    /// The value's `Display`, or the standard sentence if the code does not show that.
    Display,
    Text(Template),
    /// A list of one field, with the value's `Display` if there is no text.
    Field {
        name: Template,
        text: Option<Template>,
    },
    /// The list in the field with this index; the case is a variant of the runtime's `Case`.
    Fields {
        index: usize,
        case: Option<Ident>,
    },
}

pub(crate) enum RetryAfter {
    Seconds(u32),
    /// The duration in the field with this index.
    Field(usize),
}
