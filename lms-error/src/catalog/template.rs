//! Texts with holes.

use std::fmt;

use crate::{
    Policy, Vocabulary,
    vocabulary::{Buffers, Part},
};

/// The placeholder of a value whose name is not for partners.
const VALUE: &str = "value";

/// A text with holes, as a format string has them: `Client with id {id} does not exist`.
///
/// Its `Display` is the text before it is sanitized; `{{` and `}}` are braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template(&'static str);

/// One part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    /// The name is empty for an expression.
    Hole(&'static str),
}

impl Template {
    pub(super) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// Returns the names of its holes in order: fields of the variant, their indices, or nothing for an expression.
    pub fn holes(&self) -> impl Iterator<Item = &'static str> {
        self.pieces().into_iter().filter_map(|piece| match piece {
            Piece::Hole(name) => Some(name),
            Piece::Literal(_) => None,
        })
    }

    /// Returns the text as a partner sees it, with a placeholder for each hole; nothing if it is always withheld.
    ///
    /// ```
    /// # use lms_error::{LmsError, Policy, catalog, catalog::{Catalog, Content, Text}};
    /// # #[derive(Debug, thiserror::Error, LmsError)]
    /// # #[error("Client with id {id} does not exist")]
    /// # #[lms(code = "not_found")]
    /// # struct NotFound { id: u64 }
    /// # let enums = catalog![NotFound].enums();
    /// # let Content::Response(response) = &enums[0].variants[0].content else { panic!() };
    /// # let Text::Template(template) = response.text else { panic!() };
    /// assert_eq!(template.to_string(), "Client with id {id} does not exist");
    /// assert_eq!(
    ///     template.shown(&Policy::LMS).as_deref(),
    ///     Some("Customer with id {id} does not exist"),
    /// );
    /// ```
    #[must_use]
    pub fn shown(&self, policy: &Policy) -> Option<String> {
        self.sanitized(policy.words(), Part::Text)
    }

    /// Returns the same for the name of a field.
    pub(super) fn shown_name(&self, policy: &Policy) -> Option<String> {
        self.sanitized(policy.words(), Part::Name)
    }

    /// A neutral word takes the place of each hole while the text is sanitized.
    fn sanitized(&self, vocabulary: &Vocabulary, part: Part) -> Option<String> {
        let pieces = self.pieces();
        let words = neutral_words(&pieces, vocabulary);
        let mut buffers = Buffers::default();
        let mut sanitized =
            vocabulary.sanitize_within(&filled(&pieces, &words), part, &mut buffers)?.to_owned();
        let holes = pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(name) => Some(*name),
            Piece::Literal(_) => None,
        });
        for (word, name) in words.iter().zip(holes) {
            sanitized = sanitized.replace(word, &placeholder(name, vocabulary));
        }
        (!sanitized.trim().is_empty()).then_some(sanitized)
    }

    /// Returns the text with a neutral word in each hole, before it is sanitized.
    pub(super) fn with_neutral_words(&self, policy: &Policy) -> String {
        let pieces = self.pieces();
        filled(&pieces, &neutral_words(&pieces, policy.words()))
    }

    fn pieces(self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = self.0;
        while let Some(n) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(n);
            literal.push_str(before);
            let (this, after) = brace.split_at(1);
            let hole = after.split_once('}').filter(|_| this == "{" && !after.starts_with('{'));
            rest = if let Some((name, after)) = hole {
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                pieces.push(Piece::Hole(name));
                after
            } else {
                literal.push_str(this);
                after.strip_prefix(this).unwrap_or(after)
            };
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        pieces
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

fn filled(pieces: &[Piece], words: &[String]) -> String {
    let mut words = words.iter();
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Literal(text) => Some(text.as_str()),
            Piece::Hole(_) => words.next().map(String::as_str),
        })
        .collect()
}

/// Returns a word for each hole that is neither in the text nor in the vocabulary.
fn neutral_words(pieces: &[Piece], vocabulary: &Vocabulary) -> Vec<String> {
    let is_in_text = |word: &str| {
        pieces.iter().any(|piece| matches!(piece, Piece::Literal(text) if text.to_lowercase().contains(word)))
    };
    let is_neutral = |word: &String| {
        !is_in_text(word)
            && vocabulary.sanitize(word).is_some_and(|sanitized| sanitized.as_ref() == word.as_str())
    };
    let holes = pieces.iter().filter(|piece| matches!(piece, Piece::Hole(_))).count();
    ('a'..='z')
        .flat_map(|first| ('a'..='z').map(move |second| format!("qu{first}v{second}x")))
        .filter(is_neutral)
        .take(holes)
        .collect()
}

/// Returns the name of the value in braces, or the placeholder if the name is internal or empty.
fn placeholder(name: &str, vocabulary: &Vocabulary) -> String {
    let is_word = name.starts_with(|first: char| first.is_alphabetic());
    let is_shown = is_word && vocabulary.sanitize(name).is_some_and(|sanitized| sanitized == name);
    format!("{{{}}}", if is_shown { name } else { VALUE })
}

#[cfg(test)]
mod tests {
    use super::{Piece, Template};
    use crate::Policy;

    fn shown(text: &'static str) -> Option<String> {
        Template::new(text).shown(&Policy::LMS)
    }

    #[test]
    fn holes_and_braces_are_told_apart() {
        let literal = |text: &str| Piece::Literal(text.to_owned());
        assert_eq!(Template::new("a {id} b").pieces(), [literal("a "), Piece::Hole("id"), literal(" b")]);
        assert_eq!(
            Template::new("{{id}} {0}{}").pieces(),
            [literal("{id} "), Piece::Hole("0"), Piece::Hole("")]
        );
        assert_eq!(Template::new("").pieces(), []);
        assert_eq!(Template::new("open { end").pieces(), [literal("open { end")]);
    }

    #[test]
    fn a_text_is_shown_as_the_partner_sees_it() {
        let cases = [
            ("Client with id {id} does not exist", "Customer with id {id} does not exist"),
            ("{0} of {} is over {limit}", "{value} of {value} is over {limit}"),
            ("no hole", "no hole"),
            ("set {{a}} to {x}", "set {a} to {x}"),
            ("{client_id} is unknown", "{value} is unknown"),
            (r#"lms: status=404 code="error.msg.client.id.invalid": Client {id}"#, "Customer {id}"),
        ];
        for (template, expected) in cases {
            assert_eq!(shown(template).as_deref(), Some(expected), "{template}");
        }
    }

    #[test]
    fn a_text_that_is_always_withheld_is_not_shown() {
        assert_eq!(shown("the table m_loan is locked"), None);
        assert_eq!(shown("{id}: java.lang.NullPointerException"), None);
    }
}
