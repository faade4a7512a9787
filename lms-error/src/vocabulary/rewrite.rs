//! Rewriting terms, in the case and with the joiners of what they replace.

use super::segment::{ends_in_consonant_y, is_joiner, takes_es};

/// A term that was found, and the rule that replaces it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Replaced {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) plural: bool,
    pub(super) term: &'static str,
    pub(super) replacement: &'static str,
}

/// Writes the text with everything replaced that was found; of overlapping terms the first. `found` is in order.
pub(super) fn rewrite(text: &str, from: usize, found: impl Iterator<Item = Replaced>, out: &mut String) {
    let mut copied = from;
    for replaced in found {
        if replaced.start < copied {
            continue;
        }
        out.push_str(&text[copied..replaced.start]);
        replaced.write(text, out);
        copied = replaced.end;
    }
    out.push_str(&text[copied..]);
}

impl Replaced {
    fn write(&self, text: &str, out: &mut String) {
        let matched = &text[self.start..self.end];
        if !self.term.contains(is_joiner_char) && !self.replacement.contains(' ') {
            return Case::of(matched).write(self.replacement, self.plural, out);
        }
        let joiner = match matched.find(is_joiner_char) {
            Some(at) => &matched[at..=at],
            None if self.term.contains(is_joiner_char) => "",
            None => self.joiner_around(text),
        };
        let (mut rest, mut cases) =
            (matched, self.term.split(is_joiner_char).filter(|word| !word.is_empty()));
        let mut next_case = || {
            let letters = cases.next()?.chars().count();
            rest = rest.trim_start_matches(is_joiner_char);
            let end = rest.char_indices().nth(letters).map_or(rest.len(), |(end, _)| end);
            let (word, after) = rest.split_at(end);
            rest = after;
            Some(Case::of(word))
        };
        let mut first = None;
        let mut words = self.replacement.split_ascii_whitespace().peekable();
        while let Some(word) = words.next() {
            let case = match (next_case(), first) {
                (Some(case), _) => case,
                (None, None) => Case::Capital,
                (None, Some(Case::Upper)) => Case::Upper,
                (None, Some(_)) if joiner.is_empty() => Case::Capital,
                (None, Some(Case::Capital)) if joiner == " " => Case::of(word),
                (None, Some(case)) => case,
            };
            if first.is_some() {
                out.push_str(joiner);
            }
            first = first.or(Some(case));
            case.write(word, self.plural && words.peek().is_none(), out);
        }
    }

    /// Returns what joins the words of the identifier that a single word belongs to; a space, if it belongs to none.
    fn joiner_around(&self, text: &str) -> &'static str {
        let before = text[..self.start].chars().next_back();
        let after = text[self.end..].chars().next();
        let either = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
        if either(|c| c == '_') {
            "_"
        } else if either(char::is_alphanumeric) {
            ""
        } else if either(|c| c == '-') {
            "-"
        } else {
            " "
        }
    }
}

/// How the letters of a word are written.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Lower,
    Upper,
    Capital,
}

impl Case {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        if !letters.next().is_some_and(char::is_uppercase) {
            return Self::Lower;
        }
        match letters.next() {
            Some(second) if second.is_uppercase() && letters.all(char::is_uppercase) => Self::Upper,
            _ => Self::Capital,
        }
    }

    fn write(self, word: &str, plural: bool, out: &mut String) {
        let (stem, ending) = if plural { plural_of(word) } else { (word, "") };
        let from = out.len();
        match self {
            _ if stem.is_ascii() => {
                out.push_str(stem);
                out.push_str(ending);
                match self {
                    Self::Lower => out[from..].make_ascii_lowercase(),
                    Self::Upper => out[from..].make_ascii_uppercase(),
                    Self::Capital => out[from..=from].make_ascii_uppercase(),
                }
            }
            Self::Lower => out.extend(stem.chars().chain(ending.chars()).flat_map(char::to_lowercase)),
            Self::Upper => out.extend(stem.chars().chain(ending.chars()).flat_map(char::to_uppercase)),
            Self::Capital => {
                let mut letters = stem.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
                out.push_str(ending);
            }
        }
    }
}

/// Returns the part of the word that stays in the plural, and its ending.
fn plural_of(word: &str) -> (&str, &'static str) {
    if ends_in_consonant_y(word.as_bytes()) {
        (&word[..word.len() - 1], "ies")
    } else if takes_es(word.as_bytes()) {
        (word, "es")
    } else {
        (word, "s")
    }
}

fn is_joiner_char(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_joiner)
}
