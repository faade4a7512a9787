//! Format strings: `{id}`, `{0}`, `{id:?}`, `{:>width$}`, and their arguments.
//!
//! Each template is rewritten with named arguments only, so that the compiler accepts it, and every value in it is
//! known to the derive.

use proc_macro2::{Span, TokenStream};
use syn::LitStr;

/// One part of a format string.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    /// Text without escapes: `{` for `{{`.
    Literal(String),
    Value {
        of: Reference,
        spec: Spec,
    },
}

/// The reference to a value.
#[derive(Debug, PartialEq)]
pub(crate) enum Reference {
    /// `{}`: the next argument.
    Next,
    /// `{0}`
    Index(usize),
    /// `{id}`
    Name(String),
}

/// The format specification after the colon.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Spec {
    /// Fill, alignment, sign, `#` and `0`.
    flags: String,
    width: Option<Count>,
    precision: Option<Count>,
    /// `?`, `x`, and so on.
    format: String,
}

/// A width or a precision.
#[derive(Debug, PartialEq)]
enum Count {
    Literal(String),
    /// `width$`
    Value(Reference),
    /// `.*`
    Star,
}

/// A template with all references resolved.
pub(crate) struct Template {
    /// The literal, with `{a0}`, `{a1:?}`, ….
    pub(crate) literal: LitStr,
    pub(crate) values: Vec<Value>,
    /// The trailing arguments.
    pub(crate) args: Vec<TokenStream>,
    /// The fields that the literal and the arguments use.
    pub(crate) fields: Vec<usize>,
}

/// The value for `{a0}`.
pub(crate) struct Value {
    pub(crate) source: Source,
    /// The formatting trait that it needs, usually `Display`; none for a width or a precision.
    pub(crate) format: Option<&'static str>,
}

#[derive(PartialEq)]
pub(crate) enum Source {
    /// The field with this index.
    Field { index: usize, verbatim: bool },
    /// The argument with this index.
    Argument(usize),
}

/// The reference of a value, resolved by the caller of [`Writer::write`].
pub(crate) enum Wanted<'r> {
    /// `{}` for the first, second, … time.
    Argument(usize),
    /// `{0}`
    Index(usize),
    /// `{id}`
    Name(&'r str),
}

/// Reads a format string.
///
/// # Errors
///
/// Returns a message that says what is wrong with it, and what to write instead.
pub(crate) fn parse(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(n) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(n);
        literal.push_str(before);
        let (this, after) = brace.split_at(1);
        if let Some(after) = after.strip_prefix(this) {
            literal.push_str(this);
            rest = after;
            continue;
        }
        if this == "}" {
            return Err("`}` closes nothing; write `}}` for the brace itself".to_owned());
        }
        let Some((inside, after)) = after.split_once('}') else {
            return Err("`{` is not closed; write `{name}` for a field, `{{` for the brace itself".to_owned());
        };
        if inside.contains('{') {
            return Err("`{` is not closed; write `{name}` for a field, `{{` for the brace itself".to_owned());
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        let (name, spec) = inside.split_once(':').unwrap_or((inside, ""));
        pieces.push(Piece::Value { of: reference(name.trim())?, spec: Spec::parse(spec.trim_end())? });
        rest = after;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// Writes a format string anew with other names in its holes, and without formats. It is well-formed: the compiler
/// rejects any other.
pub(crate) fn rename_holes(format: &str, mut name: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(format.len());
    let mut rest = format;
    while let Some(n) = rest.find('{') {
        let (before, after) = (&rest[..n], &rest[n + 1..]);
        out.push_str(before);
        out.push('{');
        if let Some(after) = after.strip_prefix('{') {
            out.push('{');
            rest = after;
            continue;
        }
        let Some((inside, after)) = after.split_once('}') else { break };
        let hole = inside.split_once(':').map_or(inside, |(hole, _)| hole);
        out.push_str(&name(hole.trim()));
        out.push('}');
        rest = after;
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Result<Reference, String> {
    if name.is_empty() {
        Ok(Reference::Next)
    } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
        name.parse().map(Reference::Index).map_err(|_| format!("`{{{name}}}` is too large for an index"))
    } else if syn::parse_str::<syn::Ident>(&format!("r#{}", name.trim_start_matches("r#"))).is_ok()
        || matches!(name, "self" | "super" | "crate" | "Self" | "_")
    {
        Ok(Reference::Name(name.trim_start_matches("r#").to_owned()))
    } else {
        Err(format!(
            "`{{{name}}}` is not the name of a field; an expression is passed as an argument: \
             `message(\"… {{}}\", {name})`"
        ))
    }
}

impl Spec {
    /// Returns true for the `Display` without flags.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut spec = Self::default();
        let mut rest = text;
        let mut chars = rest.chars();
        let (first, second) = (chars.next(), chars.next());
        let align = |c: Option<char>| c.is_some_and(|c| matches!(c, '<' | '^' | '>'));
        if align(second) {
            let len = first.map_or(0, char::len_utf8) + 1;
            spec.flags.push_str(&rest[..len]);
            rest = &rest[len..];
        } else if align(first) {
            spec.flags.push_str(&rest[..1]);
            rest = &rest[1..];
        }
        for flag in ["+", "-", "#"] {
            if let Some(after) = rest.strip_prefix(flag) {
                spec.flags.push_str(flag);
                rest = after;
            }
        }
        // `0$` is the first argument, `0` alone the flag.
        if rest.starts_with('0') && !rest.starts_with("0$") {
            spec.flags.push('0');
            rest = &rest[1..];
        }
        (spec.width, rest) = count(rest)?;
        if let Some(after) = rest.strip_prefix('.') {
            (spec.precision, rest) = match after.strip_prefix('*') {
                Some(after) => (Some(Count::Star), after),
                None => count(after)?,
            };
            if spec.precision.is_none() {
                return Err(format!("the precision is missing in `:{text}`; write `:.2` for two places"));
            }
        }
        match rest {
            "" | "?" | "x?" | "X?" | "x" | "X" | "o" | "b" | "e" | "E" | "p" => {
                rest.clone_into(&mut spec.format);
            }
            _ => {
                return Err(format!(
                    "`:{text}` is not a format; write `:?`, `:>8`, `:.2` or another of std::fmt's"
                ));
            }
        }
        Ok(spec)
    }

    fn trait_name(&self) -> Option<&'static str> {
        Some(match self.format.as_str() {
            "" => "Display",
            "?" | "x?" | "X?" => "Debug",
            "x" => "LowerHex",
            "X" => "UpperHex",
            "o" => "Octal",
            "b" => "Binary",
            "e" => "LowerExp",
            "E" => "UpperExp",
            "p" => "Pointer",
            _ => return None,
        })
    }
}

/// Returns a width or a precision at the beginning of a spec: `8`, `0$`, `width$`.
fn count(text: &str) -> Result<(Option<Count>, &str), String> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    if let Some(after) = after.strip_prefix('$') {
        return Ok((Some(Count::Value(reference(name)?)), after));
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, after) = text.split_at(digits);
    Ok(((!number.is_empty()).then(|| Count::Literal(number.to_owned())), after))
}

/// Rewrites a template, resolving its references.
pub(crate) struct Writer<R> {
    text: String,
    values: Vec<Value>,
    resolve: R,
    next: usize,
}

impl<R: FnMut(Wanted<'_>) -> Option<Source>> Writer<R> {
    /// Calls `resolve` for each reference; it returns nothing if it has reported a fault.
    pub(crate) fn write(pieces: &[Piece], span: Span, resolve: R) -> Option<(LitStr, Vec<Value>)> {
        let mut writer = Self { text: String::new(), values: Vec::new(), resolve, next: 0 };
        let mut whole = true;
        for piece in pieces {
            match piece {
                Piece::Literal(text) => writer.text.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Value { of, spec } => whole &= writer.value(of, spec).is_some(),
            }
        }
        whole.then(|| (LitStr::new(&writer.text, span), writer.values))
    }

    fn value(&mut self, of: &Reference, spec: &Spec) -> Option<()> {
        // A `.*` takes its precision from the arguments before the value does.
        let precision = match &spec.precision {
            Some(Count::Star) => Some(format!(".{}$", self.count(&Reference::Next)?)),
            Some(Count::Value(of)) => Some(format!(".{}$", self.count(of)?)),
            Some(Count::Literal(number)) => Some(format!(".{number}")),
            None => None,
        };
        let source = self.source(of)?;
        let value = self.name(source, spec.trait_name());
        let width = match &spec.width {
            Some(Count::Value(of)) => format!("{}$", self.count(of)?),
            Some(Count::Literal(number)) => number.clone(),
            Some(Count::Star) | None => String::new(),
        };
        let precision = precision.unwrap_or_default();
        let Spec { flags, format, .. } = spec;
        let spec = [flags, width.as_str(), precision.as_str(), format].concat();
        let colon = if spec.is_empty() { "" } else { ":" };
        for part in ["{", &value, colon, &spec, "}"] {
            self.text.push_str(part);
        }
        Some(())
    }

    fn count(&mut self, of: &Reference) -> Option<String> {
        let source = match self.source(of)? {
            Source::Field { index, .. } => Source::Field { index, verbatim: false },
            argument @ Source::Argument(_) => argument,
        };
        Some(self.name(source, None))
    }

    fn source(&mut self, of: &Reference) -> Option<Source> {
        let wanted = match of {
            Reference::Next => {
                self.next += 1;
                Wanted::Argument(self.next - 1)
            }
            Reference::Index(index) => Wanted::Index(*index),
            Reference::Name(name) => Wanted::Name(name),
        };
        (self.resolve)(wanted)
    }

    /// Returns the name of the argument for the value; the same field in the same format is passed once.
    fn name(&mut self, source: Source, format: Option<&'static str>) -> String {
        let known = self.values.iter().position(|value| value.source == source && value.format == format);
        let n = known.unwrap_or_else(|| {
            self.values.push(Value { source, format });
            self.values.len() - 1
        });
        format!("a{n}")
    }
}
