//! The words of `#[lms(…)]`. One table says where each is legal and how it is written; whatever is said of a
//! word that is unknown, misplaced or misshapen is made from it.

use std::fmt;

use crate::{code::Code, nearest::suggestion};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Word {
    Code,
    Crate,
    Field,
    Fields,
    /// A web framework, by its name.
    Framework(&'static str),
    Message,
    RenameAll,
    RetryAfter,
    Service,
    Transparent,
    Verbatim,
    Vocabulary,
}

/// One word at one of its homes.
pub(crate) struct Row {
    pub(crate) word: Word,
    pub(crate) name: &'static str,
    home: Home,
    /// How it is written; with `=`, it takes a value there.
    pub(crate) form: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Home {
    Type,
    Variant,
    Field,
}

const fn row(word: Word, name: &'static str, home: Home, form: &'static str) -> Row {
    Row { word, name, home, form }
}

const fn framework(name: &'static str) -> Row {
    row(Word::Framework(name), name, Home::Type, name)
}

const TABLE: [Row; 19] = [
    framework("axum"),
    framework("actix_web"),
    framework("poem"),
    framework("rocket"),
    framework("salvo"),
    framework("warp"),
    framework("tonic"),
    row(Word::Vocabulary, "vocabulary", Home::Type, "vocabulary = PARTNER"),
    row(Word::Service, "service", Home::Type, "service = \"name\""),
    row(Word::Crate, "crate", Home::Type, "crate = \"path\""),
    row(Word::Code, "code", Home::Variant, "code = \"not_found\""),
    row(Word::Transparent, "transparent", Home::Variant, "transparent"),
    row(Word::Message, "message", Home::Variant, "message = \"…\""),
    row(Word::Field, "field", Home::Variant, "field = \"officeId\""),
    row(Word::RetryAfter, "retry_after", Home::Variant, "retry_after = 30"),
    row(Word::Fields, "fields", Home::Field, "fields"),
    row(Word::RenameAll, "rename_all", Home::Field, "rename_all = \"camelCase\""),
    row(Word::RetryAfter, "retry_after", Home::Field, "retry_after"),
    row(Word::Verbatim, "verbatim", Home::Field, "verbatim"),
];

/// What an attribute can stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    Enum,
    Struct,
    Variant,
    Field,
}

impl Place {
    /// The words that are legal here. A struct takes those of the enum and those of a variant.
    fn rows(self) -> impl Iterator<Item = &'static Row> {
        TABLE.iter().filter(move |row| match self {
            Self::Enum => row.home == Home::Type,
            Self::Struct => row.home != Home::Field,
            Self::Variant => row.home == Home::Variant,
            Self::Field => row.home == Home::Field,
        })
    }

    pub(crate) fn row(self, name: &str) -> Option<&'static Row> {
        self.rows().find(|row| row.name == name)
    }

    /// Every legal word, as it is written.
    pub(crate) fn legal(self) -> String {
        let forms: Vec<_> = self.rows().map(|row| format!("`{}`", row.form)).collect();
        forms.join(", ")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Enum => "an enum",
            Self::Struct => "a struct",
            Self::Variant => "a variant",
            Self::Field => "a field",
        })
    }
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|row| row.name)
}

/// How a word is written, wherever it is at home; one that is none, like the best known of them.
pub(crate) fn form(name: &str) -> &'static str {
    TABLE.iter().find(|row| row.name == name).map_or("code = \"not_found\"", |row| row.form)
}

/// What to say of a word that is not legal at this place.
pub(crate) fn illegal(name: &str, place: Place) -> String {
    if let Some(code) = Code::find(name) {
        return format!("`{name}` is a code; write `code = \"{}\"` on a variant", code.name);
    }
    let homes: Vec<_> = TABLE.iter().filter(|row| row.name == name).collect();
    if homes.is_empty() {
        let suggestion = suggestion(name, place.rows().map(|row| row.name));
        return format!("`{name}` is not a word of `#[lms(…)]`{suggestion}; {place} takes {}", place.legal());
    }
    let belongs = homes.iter().map(|row| match row.home {
        Home::Type => "on the enum or the struct",
        Home::Variant => "on a variant",
        Home::Field => "on a field",
    });
    let belongs: Vec<_> = belongs.collect();
    format!("`{name}` belongs {}, not on {place}; {place} takes {}", belongs.join(" or "), place.legal())
}
