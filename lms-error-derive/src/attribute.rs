//! The arguments of `#[lms(…)]`, called attributes in messages. One table says where each is legal and how it is
//! written; every message about an unknown, misplaced or malformed attribute is made from it.

use std::fmt;

use crate::{
    code::{self, Code},
    nearest::suggestion,
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Attribute {
    Code,
    Crate,
    Field,
    Fields,
    /// A web framework or an OpenAPI tool, by its name.
    Framework(&'static str),
    Message,
    Policy,
    RenameAll,
    RetryAfter,
    Shown,
    Strict,
    Transparent,
    Verbatim,
}

/// One attribute at one of the levels where it is legal.
pub(crate) struct Row {
    pub(crate) attribute: Attribute,
    pub(crate) name: &'static str,
    level: Level,
    pub(crate) syntax: Syntax,
    /// An example of its use.
    pub(crate) example: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Level {
    Type,
    Variant,
    Field,
}

/// The syntax of an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Syntax {
    /// `transparent`
    Flag,
    /// `code = "not_found"`
    Value,
    /// `message = "…"` or `message("…", .id)`
    Template,
}

const fn row(
    attribute: Attribute,
    name: &'static str,
    level: Level,
    syntax: Syntax,
    example: &'static str,
) -> Row {
    Row { attribute, name, level, syntax, example }
}

const fn framework(name: &'static str) -> Row {
    row(Attribute::Framework(name), name, Level::Type, Syntax::Flag, name)
}

const TABLE: [Row; 23] = [
    framework("axum"),
    framework("actix_web"),
    framework("poem"),
    framework("rocket"),
    framework("salvo"),
    framework("warp"),
    framework("tonic"),
    framework("utoipa"),
    framework("aide"),
    row(Attribute::Policy, "policy", Level::Type, Syntax::Value, "policy = PARTNER"),
    row(Attribute::Strict, "strict", Level::Type, Syntax::Flag, "strict"),
    row(Attribute::Crate, "crate", Level::Type, Syntax::Value, "crate = \"path\""),
    row(Attribute::Code, "code", Level::Variant, Syntax::Value, "code = \"not_found\""),
    row(Attribute::Transparent, "transparent", Level::Variant, Syntax::Flag, "transparent"),
    row(Attribute::Message, "message", Level::Variant, Syntax::Template, "message = \"…\""),
    row(Attribute::Field, "field", Level::Variant, Syntax::Template, "field = \"officeId\""),
    row(Attribute::RetryAfter, "retry_after", Level::Variant, Syntax::Value, "retry_after = 30"),
    row(Attribute::Fields, "fields", Level::Field, Syntax::Flag, "fields"),
    row(Attribute::RenameAll, "rename_all", Level::Field, Syntax::Value, "rename_all = \"camelCase\""),
    row(Attribute::RetryAfter, "retry_after", Level::Field, Syntax::Flag, "retry_after"),
    row(Attribute::Shown, "shown", Level::Field, Syntax::Flag, "shown"),
    row(Attribute::Verbatim, "verbatim", Level::Field, Syntax::Flag, "verbatim"),
    row(Attribute::Transparent, "transparent", Level::Field, Syntax::Flag, "transparent"),
];

/// Attributes that do not exist, and their replacements.
const REPLACED: [(&str, &str); 3] = [
    (
        "service",
        "the policy names the service; write `policy = PARTNER` on the enum that responds, and \
         `static PARTNER: Policy = Policy::LMS.service(\"cards\");`",
    ),
    (
        "vocabulary",
        "the policy names the vocabulary; write `policy = PARTNER` on the enum that responds, and \
         `static PARTNER: Policy = Policy::LMS.vocabulary(&WORDS);`",
    ),
    ("retry", "the code decides the retry rule; write `code = \"unavailable\"` for a retry with backoff"),
];

/// A place for `#[lms(…)]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    Enum,
    Struct,
    Variant,
    Field,
}

impl Place {
    /// Returns the attributes that are legal here. A struct takes those of an enum and those of a variant.
    fn rows(self) -> impl Iterator<Item = &'static Row> {
        TABLE.iter().filter(move |row| match self {
            Self::Enum => row.level == Level::Type,
            Self::Struct => row.level != Level::Field,
            Self::Variant => row.level == Level::Variant,
            Self::Field => row.level == Level::Field,
        })
    }

    pub(crate) fn row(self, name: &str) -> Option<&'static Row> {
        self.rows().find(|row| row.name == name)
    }

    /// Returns an example of every legal attribute, to be read in a message.
    pub(crate) fn legal(self) -> String {
        let examples: Vec<_> = self.rows().map(|row| format!("`{}`", row.example)).collect();
        examples.join(", ")
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

pub(crate) fn is_known(name: &str) -> bool {
    TABLE.iter().any(|row| row.name == name)
}

/// Returns an example of the attribute of that name, at any level; for an unknown name, the one of `code`.
pub(crate) fn example(name: &str) -> &'static str {
    TABLE.iter().find(|row| row.name == name).map_or("code = \"not_found\"", |row| row.example)
}

/// Returns the message about an attribute that is not legal at this place. `value` is the value after its `=`, if that
/// is a number.
pub(crate) fn illegal(name: &str, value: Option<&str>, place: Place) -> String {
    if let Some(code) = Code::find(name) {
        return format!("`{name}` is a code; write `code = \"{}\"` on a variant", code.name);
    }
    if matches!(name, "status" | "http_status" | "status_code" | "http") {
        let code = value.and_then(code::meant).map_or("not_found", |code| code.name);
        return format!("the code decides the status; write `code = \"{code}\"`");
    }
    if let Some((_, replacement)) = REPLACED.iter().find(|(old, _)| *old == name) {
        return (*replacement).to_owned();
    }
    let rows: Vec<_> = TABLE.iter().filter(|row| row.name == name).collect();
    if rows.is_empty() {
        let suggestion = suggestion(name, place.rows().map(|row| row.name));
        return format!("unknown attribute `{name}`{suggestion}; {place} takes {}", place.legal());
    }
    let levels = rows.iter().map(|row| match row.level {
        Level::Type => "on an enum or a struct",
        Level::Variant => "on a variant",
        Level::Field => "on a field",
    });
    let levels: Vec<_> = levels.collect();
    format!("`{name}` is legal {}, not on {place}; {place} takes {}", levels.join(" or "), place.legal())
}
