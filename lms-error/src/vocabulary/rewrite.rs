//! Rewriting: a replacement takes over the case and the joiner of the matched term.

use super::{
    scan::{Match, Matches, Rule},
    segment::{ends_in_consonant_y, is_joiner_char, takes_es},
};

/// Writes the text from an offset on with every matched term replaced; of overlapping matches the first.
pub(super) fn rewrite(text: &str, from: usize, matches: &Matches, out: &mut String) {
    let mut copied = from;
    for found in matches.found.iter().filter(|found| matches!(found.rule, Rule::Rewrite(..))) {
        if found.start >= copied {
            out.push_str(&text[copied..found.start]);
            found.write(text, out);
            copied = found.end;
        }
    }
    out.push_str(&text[copied..]);
}

impl Match {
    fn write(&self, text: &str, out: &mut String) {
        let Rule::Rewrite((term, replacement), plural) = self.rule else { return };
        let matched = &text[self.start..self.end];
        let is_one_word = !term.contains(is_joiner_char);
        if is_one_word && !replacement.contains(' ') {
            return Case::of(matched).write(replacement, plural, out);
        }
        let joiner = match matched.find(is_joiner_char) {
            Some(at) => &matched[at..=at],
            None if is_one_word => self.joiner_around(text),
            None => "",
        };
        // The words may be joined without a joiner, and the last one may be in the plural.
        let mut rest = matched;
        let mut cases = term.split(is_joiner_char).filter(|word| !word.is_empty()).map(|word| {
            rest = rest.trim_start_matches(is_joiner_char);
            let end = rest.char_indices().nth(word.chars().count()).map_or(rest.len(), |(end, _)| end);
            let (word, after) = rest.split_at(end);
            rest = after;
            Case::of(word)
        });
        let mut first = None;
        let mut words = replacement.split_ascii_whitespace().peekable();
        while let Some(word) = words.next() {
            let case = cases.next().unwrap_or(match first {
                Some(Case::Capital) if joiner == " " => Case::of(word),
                Some(Case::Lower | Case::Capital) if joiner.is_empty() => Case::Capital,
                _ => first.unwrap_or(Case::Capital),
            });
            out.push_str(if first.is_some() { joiner } else { "" });
            first = first.or(Some(case));
            case.write(word, plural && words.peek().is_none(), out);
        }
    }

    /// Returns the joiner of the identifier that a single word belongs to, or a space outside of identifiers.
    fn joiner_around(&self, text: &str) -> &'static str {
        let around = [text[..self.start].chars().next_back(), text[self.end..].chars().next()];
        let has = |test: fn(char) -> bool| around.into_iter().flatten().any(test);
        match () {
            () if has(|c| c == '_') => "_",
            () if has(char::is_alphanumeric) => "",
            () if has(|c| c == '-') => "-",
            () => " ",
        }
    }
}

/// The case of a word.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Lower,
    Upper,
    Capital,
}

impl Case {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        match letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_uppercase) {
            true if is_capital => Self::Upper,
            _ if is_capital => Self::Capital,
            _ => Self::Lower,
        }
    }

    fn write(self, word: &str, plural: bool, out: &mut String) {
        let (stem, ending) = match word.as_bytes() {
            _ if !plural => (word, ""),
            bytes if ends_in_consonant_y(bytes) => (&word[..word.len() - 1], "ies"),
            bytes if takes_es(bytes) => (word, "es"),
            _ => (word, "s"),
        };
        let start = out.len();
        out.extend([stem, ending]);
        let written = &mut out[start..];
        match self {
            Self::Lower if written.is_ascii() => written.make_ascii_lowercase(),
            Self::Upper if written.is_ascii() => written.make_ascii_uppercase(),
            Self::Capital if written.is_ascii() => written[..1].make_ascii_uppercase(),
            _ => {
                let text = out.split_off(start);
                let first = text.chars().next().map_or(0, char::len_utf8);
                out.push_str(&match self {
                    Self::Lower => text.to_lowercase(),
                    Self::Upper => text.to_uppercase(),
                    Self::Capital => text[..first].to_uppercase() + &text[first..],
                });
            }
        }
    }
}
