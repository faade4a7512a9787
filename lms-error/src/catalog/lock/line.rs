//! The lines of a lock.

use std::fmt;

use super::{Garbled, RetryAfter};
use crate::{Code, catalog::Enum};

/// The first line, with the version of the format.
const HEADER: &str = "# errors.lock 1, written by a test";

/// A parsed lock file.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    pub(super) lines: Vec<Line>,
    pub(super) services: Vec<String>,
    pub(super) approvals: Vec<Approval>,
}

/// The line of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The name, with the path of its module if the name alone is not unique.
    pub(super) type_name: String,
    pub(super) variant: String,
    /// The service, if the lock has several.
    pub(super) service: Option<String>,
    pub(super) body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Response {
        code: Code,
        retry_after: RetryAfter,
        fields: FieldNames,
        text: Option<String>,
    },
    /// The name of the inner type.
    Transparent(String),
    Open,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FieldNames {
    None,
    One(String),
    List,
}

/// An approved breaking change, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Approval {
    pub(super) change: String,
    pub(super) reason: String,
}

impl File {
    pub(super) fn with_services(mut self, enums: &[Enum]) -> Self {
        self.services = enums.iter().map(|described| described.service.to_owned()).collect();
        self.services.sort();
        self.services.dedup();
        self
    }

    /// Parses a lock. Any text that this crate would not write is an error: a merge conflict, a truncated file.
    pub(super) fn parse(text: &str) -> Result<Self, Garbled> {
        let whole = |fault: &str| Garbled { line: None, fault: fault.to_owned() };
        let mut file = Self::default();
        let mut lines = text.lines().enumerate();
        if lines.next().is_none_or(|(_, line)| line != HEADER) {
            return Err(whole(&format!("does not begin with `{HEADER}`")));
        }
        let mut previous = "";
        for (n, line) in lines {
            let garbled = |fault: &str| Garbled { line: Some(n + 1), fault: format!("{fault}: `{line}`") };
            if let Some(approval) = line.strip_prefix("approve ") {
                let (change, reason) = approval
                    .split_once(" because ")
                    .filter(|(change, reason)| !change.trim().is_empty() && !reason.trim().is_empty())
                    .ok_or_else(|| garbled("has no reason; write `approve <change> because <reason>`"))?;
                file.approvals
                    .push(Approval { change: change.trim().to_owned(), reason: reason.trim().to_owned() });
                continue;
            }
            if line <= previous {
                return Err(garbled(if line == previous { "is there twice" } else { "is not sorted" }));
            }
            previous = line;
            if let Some(service) = line.strip_prefix("service ").filter(|service| !service.is_empty()) {
                file.services.push(service.to_owned());
            } else {
                let parsed = Line::parse(line).filter(|parsed| parsed.to_string() == line);
                file.lines.push(parsed.ok_or_else(|| garbled("cannot be read"))?);
            }
        }
        if file.services.is_empty() {
            return Err(whole("names no service"));
        }
        Ok(file)
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let services = self.services.iter().map(|service| format!("service {service}"));
        let mut lines: Vec<String> = self.lines.iter().map(ToString::to_string).chain(services).collect();
        lines.sort();
        lines.dedup();
        writeln!(f, "{HEADER}")?;
        lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl Line {
    /// Returns the name of the variant.
    pub(super) fn name(&self) -> String {
        format!("{}::{}", self.type_name, self.variant)
    }

    /// Returns the name of the variant in messages.
    pub(super) fn place(&self) -> String {
        let service = self.service.iter().map(|service| format!("@{service}"));
        format!("{}{}", self.name(), service.collect::<String>())
    }

    fn parse(line: &str) -> Option<Self> {
        let (place, rest) = line.split_once(' ')?;
        let (place, service) = match place.split_once('@') {
            Some((place, service)) => (place, Some(service.to_owned())),
            None => (place, None),
        };
        let (type_name, variant) = place.rsplit_once("::")?;
        let is_path = |path: &str| path.split("::").all(|name| !name.is_empty() && name.chars().all(is_name));
        if !is_path(type_name) || !is_path(variant) {
            return None;
        }
        let body = match rest.split_once(' ') {
            None if rest == "open" => Body::Open,
            Some(("transparent", inner)) if is_path(inner) => Body::Transparent(inner.to_owned()),
            _ => Body::parse_response(rest)?,
        };
        Some(Self { type_name: type_name.to_owned(), variant: variant.to_owned(), service, body })
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '#'
}

impl Body {
    fn parse_response(text: &str) -> Option<Self> {
        let (code, mut rest) = text.split_once(' ').unwrap_or((text, ""));
        let code: Code = code.parse().ok()?;
        let mut retry_after = RetryAfter::None;
        if let Some(after) = rest.strip_prefix("retry-after ") {
            let (word, after) = after.split_once(' ').unwrap_or((after, ""));
            retry_after = match word {
                "computed" => RetryAfter::Computed,
                seconds => RetryAfter::Fixed(seconds.parse().ok()?),
            };
            rest = after;
        }
        let mut fields = FieldNames::None;
        if let Some(after) = rest.strip_prefix("field ") {
            let (name, after) = unquote(after)?;
            fields = FieldNames::One(name);
            rest = after.trim_start_matches(' ');
        } else if rest == "list" {
            fields = FieldNames::List;
            rest = "";
        }
        let mut text = None;
        if let Some(after) = rest.strip_prefix("text ") {
            let (unquoted, after) = unquote(after)?;
            text = Some(unquoted);
            rest = after;
        }
        rest.is_empty().then_some(Self::Response { code, retry_after, fields, text })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place(), self.body)
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("open"),
            Self::Transparent(inner) => write!(f, "transparent {inner}"),
            Self::Response { code, retry_after, fields, text } => {
                write!(f, "{code}")?;
                if let Some(word) = retry_after.as_word() {
                    write!(f, " retry-after {word}")?;
                }
                match fields {
                    FieldNames::None => {}
                    FieldNames::One(name) => write!(f, " field {}", quote(name))?,
                    FieldNames::List => f.write_str(" list")?,
                }
                text.as_ref().map_or(Ok(()), |text| write!(f, " text {}", quote(text)))
            }
        }
    }
}

/// Returns the text without the names of its holes, which partners do not see.
pub(super) fn without_names(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str("{}");
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns a text on one line.
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns the quoted text at the beginning, and what comes after it.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut unquoted = String::new();
    let mut chars = text.strip_prefix('"')?.char_indices();
    while let Some((n, c)) = chars.next() {
        match c {
            '"' => return Some((unquoted, &text[n + 2..])),
            '\\' => unquoted.push(match chars.next()?.1 {
                'n' => '\n',
                'r' => '\r',
                c => c,
            }),
            c => unquoted.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{File, HEADER, Line};

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let lines = [
            "CustomerError::NotFound not_found text \"Customer with id {id} does not exist\"",
            "a::b::Error::Down unavailable retry-after 30 text \"\"",
            "Error::Busy unavailable retry-after computed text \"wait\"",
            r#"Error::Bad invalid_argument field "name \"quoted\" \\ {n}" text "two\nlines""#,
            "Error::Invalid invalid_argument list",
            "Error::Inner@cards transparent b::Error",
            "Error::Any open",
        ];
        for line in lines {
            assert_eq!(Line::parse(line).map(|line| line.to_string()).as_deref(), Some(line));
        }
    }

    #[test]
    fn what_is_no_lock_is_refused() {
        let with_header = |lines: &str| format!("{HEADER}\n{lines}");
        let texts = [
            String::new(),
            "service lms\n".to_owned(),
            with_header(""),
            with_header("A::B open\n"),
            with_header("<<<<<<< HEAD\nA::B open\n=======\nservice lms\n"),
            with_header("A::B open\nA::B open\nservice lms\n"),
            with_header("B::B open\nA::B open\nservice lms\n"),
            with_header("A::B gone\nservice lms\n"),
            with_header("A::B not_found text \"half a te"),
            with_header("A::B not_found  text \"two spaces\"\nservice lms\n"),
            with_header("A::B unavailable retry-after 030\nservice lms\n"),
            with_header("A:B open\nservice lms\n"),
            with_header("\nservice lms\n"),
            with_header("service lms\napprove everything\n"),
            with_header("service lms\napprove A::B: gone because \n"),
        ];
        for text in texts {
            assert!(File::parse(&text).is_err(), "{text}");
        }
        assert!(File::parse(&with_header("A::B open\nservice lms\napprove A::B: x because y\n")).is_ok());
    }
}
