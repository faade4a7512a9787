//! What an enum means, with nothing left that could be wrong.

use proc_macro2::Ident;
use syn::{Generics, LitStr, Path};

use crate::{code::Code, template::Template};

pub(crate) struct Model<'i> {
    pub(crate) ident: &'i Ident,
    pub(crate) generics: &'i Generics,
    /// Where `lms_error` is.
    pub(crate) root: Path,
    pub(crate) service: Option<LitStr>,
    pub(crate) vocabulary: Option<Path>,
    /// The words of the frameworks, as they are written.
    pub(crate) frameworks: Vec<Ident>,
    pub(crate) variants: Vec<Variant<'i>>,
}

pub(crate) struct Variant<'i> {
    /// None for a struct.
    pub(crate) ident: Option<&'i Ident>,
    pub(crate) fields: Vec<&'i syn::Field>,
    pub(crate) answer: Answer,
}

pub(crate) enum Answer {
    /// All comes from the field with this index.
    Transparent(usize),
    Coded {
        code: &'static Code,
        content: Content,
        retry_after: Option<RetryAfter>,
    },
}

pub(crate) enum Content {
    /// The value's `Display`, if the code shows it.
    Whole,
    Text(Template),
    /// One field, with the value's `Display` where there is no text.
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
    /// The field with this index.
    Field(usize),
}
