//! The form in which the derive writes an enum's entry: one string literal.
//!
//! A literal costs the compiler one token, where a constant of a thousand structs is a thousand expressions to check
//! in every build of the user's crate. The derive writes, in `expand/catalog.rs`:
//!
//! ```text
//! packed  = enum *( RECORD variant )
//! enum    = name PART docs
//! variant = name PART content PART retry-after PART deprecated PART docs
//! content = "t" index                    ; transparent, the inner type with this index
//!         / code [field]                 ; the digit of a code: its index in Code::ALL
//!           PART text
//! field   = "l"                          ; a list
//!         / "f" template                 ; one field
//! text    = "s" / "u" / "t" template     ; the standard sentence, unknown, a template
//! retry-after = "" / seconds / "c"
//! deprecated  = "" / "d" note
//! docs        = lines, separated by line feeds
//! ```

use super::{Content, Fields, Response, RetryAfter, Template, Text, Variant};
use crate::{Code, Policy};

/// Separates the enum and its variants.
const RECORD: char = '\x1e';
/// Separates the parts of one.
const PART: char = '\x1f';

/// An enum's entry as it was compiled.
#[derive(Debug)]
pub struct Packed {
    /// The path of the enum's module.
    pub module: &'static str,
    /// The policy that the enum names.
    pub policy: Option<&'static Policy>,
    /// All else, in the form above.
    pub text: &'static str,
    /// The inner types of its transparent variants: functions, as an enum may hold a box of itself.
    pub inner: &'static [fn() -> Inner],
}

/// A type that a transparent variant may hold.
#[derive(Clone, Copy, Debug)]
pub enum Inner {
    /// A type that derives `LmsError`.
    Enum(&'static Packed),
    /// `Box<dyn LmsError>`.
    Open,
}

impl Packed {
    pub(super) fn name(&self) -> &'static str {
        self.text.split([PART, RECORD]).next().unwrap_or_default()
    }

    pub(super) fn docs(&self) -> Vec<&'static str> {
        let head = self.text.split(RECORD).next().unwrap_or_default();
        lines(head.split_once(PART).map_or("", |(_, docs)| docs))
    }

    pub(super) fn variants(&self) -> Vec<Variant> {
        self.text.split(RECORD).skip(1).filter_map(|record| self.variant(record)).collect()
    }

    fn variant(&self, record: &'static str) -> Option<Variant> {
        let mut parts = record.split(PART);
        let (name, content) = (parts.next()?, parts.next()?);
        let content = match content.strip_prefix('t') {
            Some(index) => match self.inner.get(index.parse::<usize>().ok()?)?() {
                Inner::Enum(inner) => Content::Transparent { name: inner.name(), module: inner.module },
                Inner::Open => Content::Open,
            },
            None => Content::Response(response(content, parts.next()?, parts.next()?)?),
        };
        let deprecated = parts.next()?.strip_prefix('d');
        Some(Variant { name, content, docs: lines(parts.next()?), deprecated })
    }
}

fn response(content: &'static str, text: &'static str, retry_after: &'static str) -> Option<Response> {
    let (digit, fields) = content.split_at_checked(1)?;
    let fields = match fields.split_at_checked(1) {
        Some(("f", template)) => Fields::One(Template::new(template)),
        Some(_) => Fields::List,
        None => Fields::None,
    };
    let text = match text.split_at_checked(1)? {
        ("t", template) => Text::Template(Template::new(template)),
        ("s", _) => Text::Standard,
        _ => Text::Unknown,
    };
    let retry_after = match retry_after {
        "" => RetryAfter::None,
        "c" => RetryAfter::Computed,
        seconds => RetryAfter::Fixed(seconds.parse().ok()?),
    };
    Some(Response { code: *Code::ALL.get(digit.parse::<usize>().ok()?)?, retry_after, text, fields })
}

/// A doc comment has a space after its slashes.
fn lines(docs: &'static str) -> Vec<&'static str> {
    if docs.is_empty() {
        return Vec::new();
    }
    let strip = |line: &'static str| line.strip_prefix(' ').unwrap_or(line).trim_end();
    docs.split('\n').map(strip).collect()
}
