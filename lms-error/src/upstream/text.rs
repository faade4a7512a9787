//! Texts of an upstream in which some words are the partner's own.

use std::{
    fmt::{self, Display},
    ops::Range,
};

use super::rows::Rows;

/// The number of placeholders that the renderer has for values.
const MAX_VALUES: usize = 32;

/// A text, or the name of a field.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Text(Vec<Piece>);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// The upstream's words: sanitized.
    Upstream(String),
    /// The partner's own words: passed through, or withheld.
    Partner(String),
}

impl Text {
    /// Creates a text of the upstream's words only.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self(vec![Piece::Upstream(text.into())])
    }

    /// Creates a text of the partner's words only.
    fn partner(words: &str) -> Self {
        Self(vec![Piece::Partner(words.to_owned())])
    }

    /// Creates the name of a field: renamed as a whole if it has a row, or else segment by segment.
    pub(super) fn name(field: &str, names: &Rows<&'static str>) -> Self {
        if let Some(name) = names.partner_name(field) {
            return Self::partner(name);
        }
        let segments = segments(field).filter_map(|span| {
            let name = names.partner_name(&field[span.clone()])?;
            Some((span, Self::partner(name)))
        });
        Self::replace(field, segments.collect())
    }

    /// Creates a text for users. The values in it are passed through, and fields that it names in backquotes are renamed.
    pub(super) fn sentence(text: &str, values: &[String], names: &Rows<&'static str>) -> Self {
        let text = text.trim();
        let mut spans = if names.is_empty() { Vec::new() } else { fields_in_backquotes(text, names) };
        for value in
            values.iter().map(|value| value.trim()).filter(|value| is_free_text(value)).take(MAX_VALUES)
        {
            spans.extend(occurrences(text, value).map(|span| (span, Self::partner(value))));
        }
        Self::replace(text, spans)
    }

    /// Replaces the spans. Of overlapping spans the first is replaced, and of those with the same start the longest.
    fn replace(text: &str, mut spans: Vec<(Range<usize>, Self)>) -> Self {
        spans.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
        let (mut pieces, mut end) = (Vec::new(), 0);
        for (span, replacement) in spans {
            if span.start >= end {
                push_upstream(&mut pieces, &text[end..span.start]);
                pieces.extend(replacement.0);
                end = span.end;
            }
        }
        push_upstream(&mut pieces, &text[end..]);
        // Values beyond the limit are sanitized.
        let values = pieces.iter_mut().filter(|piece| matches!(piece, Piece::Partner(_)));
        for piece in values.skip(MAX_VALUES) {
            if let Piece::Partner(words) = piece {
                *piece = Piece::Upstream(std::mem::take(words));
            }
        }
        Self(pieces)
    }

    /// Adds the pieces of another text.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Returns the partner's words.
    pub(super) fn partner_words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Partner(words) => Some(words.as_str()),
            Piece::Upstream(_) => None,
        })
    }
}

/// Writes the text as it was sent, except for renamed fields.
impl Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(Piece::Upstream(piece) | Piece::Partner(piece))| f.write_str(piece))
    }
}

fn push_upstream(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Upstream(text.to_owned()));
    }
}

/// Returns the spans of the names in a path: of `a[1].b` those of `a`, `1` and `b`.
fn segments(path: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut end = 0;
    path.split(['.', '[', ']', '/']).map(move |segment| {
        let start = end;
        end = start + segment.len() + 1;
        start..start + segment.len()
    })
}

/// Finds the fields in backquotes that have a row.
fn fields_in_backquotes(text: &str, names: &Rows<&'static str>) -> Vec<(Range<usize>, Text)> {
    let (mut spans, mut start) = (Vec::new(), None);
    for (at, _) in text.match_indices('`') {
        match start.take() {
            None => start = Some(at + 1),
            Some(start) => {
                let name = Text::name(&text[start..at], names);
                if name.partner_words().next().is_some() {
                    spans.push((start..at, name));
                }
            }
        }
    }
    spans
}

/// Returns true if a value can be something that a partner wrote. An identifier is the upstream's own: the name of a
/// permission, an entity or a parameter.
fn is_free_text(value: &str) -> bool {
    let has_letter = value.contains(char::is_alphabetic);
    let is_identifier =
        value.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_') && !is_capitalized(value);
    has_letter && !is_identifier && value.len() <= 256
}

/// Returns true for one word whose only capital is its first letter.
fn is_capitalized(value: &str) -> bool {
    let (first, rest) = value.split_at(value.chars().next().map_or(0, char::len_utf8));
    first.bytes().all(|byte| byte.is_ascii_uppercase()) && rest.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Finds the value where it is not part of a longer word. A single word can be one of the sentence as well, and so it
/// must be in quotes.
fn occurrences<'t>(text: &'t str, value: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let needs_quotes = value.chars().all(char::is_alphabetic);
    let is_boundary = move |c: Option<char>| match c {
        Some(c) if needs_quotes => {
            matches!(c, '`' | '\'' | '"' | '[' | ']' | '(' | ')' | '“' | '”' | '‘' | '’')
        }
        Some(c) => !c.is_alphanumeric(),
        None => !needs_quotes,
    };
    text.match_indices(value).map(|(at, found)| at..at + found.len()).filter(move |span| {
        is_boundary(text[..span.start].chars().next_back()) && is_boundary(text[span.end..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Rows<&'static str> = Rows::NONE.fields(&[
        ("clientId", "customerId"),
        ("charts.from", "tiers.start"),
        ("firstname", "firstName"),
    ]);

    /// Returns the partner's words in angle brackets.
    fn marked(text: &Text) -> String {
        let mark = |piece: &Piece| match piece {
            Piece::Upstream(piece) => piece.clone(),
            Piece::Partner(piece) => format!("<{piece}>"),
        };
        text.pieces().iter().map(mark).collect()
    }

    #[test]
    fn a_name_is_renamed_whole_or_by_its_segments() {
        for (name, expected) in [
            ("clientId", "<customerId>"),
            ("clients[17].clientId", "clients[17].<customerId>"),
            ("charts.from", "<tiers.start>"),
            ("charts.to", "charts.to"),
            ("firstname.clientId", "<firstName>.<customerId>"),
            ("a..[", "a..["),
            ("", ""),
        ] {
            assert_eq!(marked(&Text::name(name, &NAMES)), expected);
        }
    }

    #[test]
    fn values_are_the_partners_words_where_they_are_whole_words() {
        for (text, values, expected) in [
            (
                "Client with name Client One exists",
                &["Client One"][..],
                "Client with name <Client One> exists",
            ),
            ("Client client-7 and client-77", &["client-7"], "Client <client-7> and client-77"),
            ("Client `Client` exists", &["Client"], "Client `<Client>` exists"),
            ("Client Client exists", &["Client"], "Client Client exists"),
            ("No authority to CREATE_CLIENT", &["CREATE_CLIENT"], "No authority to CREATE_CLIENT"),
            ("Entity `client` and `clientId`", &["client", "clientId"], "Entity `client` and `clientId`"),
            ("Client 42 is 42", &["42"], "Client 42 is 42"),
            ("a Client A B c", &["Client A", "Client A B"], "a <Client A B> c"),
            ("x", &["", " ", "Client One"], "x"),
            ("Client naïve é1 é12", &["é1"], "Client naïve <é1> é12"),
        ] {
            let values: Vec<_> = values.iter().map(|&value| value.to_owned()).collect();
            assert_eq!(marked(&Text::sentence(text, &values, &Rows::NONE)), expected);
        }
    }

    #[test]
    fn a_field_in_backquotes_has_the_partners_name() {
        let text = "The parameter `clients[1].clientId` and ` `firstname` but not clientId `";
        assert_eq!(
            marked(&Text::sentence(text, &[], &NAMES)),
            "The parameter `clients[1].<customerId>` and ` `firstname` but not clientId `"
        );
    }

    #[test]
    fn more_values_than_placeholders_are_sanitized() {
        let text = "client-1 ".repeat(40);
        let text = Text::sentence(&text, &["client-1".to_owned()], &Rows::NONE);
        assert_eq!(text.partner_words().count(), 32);
        assert_eq!(text.to_string(), "client-1 ".repeat(40).trim());
    }
}
