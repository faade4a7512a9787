//! Replacing terms, in the case and with the joints of what stood there.

use super::{
    Vocabulary,
    term::{self, Found},
};

/// A term and what partners call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rewrite {
    pub(super) term: &'static str,
    pub(super) replacement: &'static str,
}

/// The text with every term replaced; `None` where there is none in it.
pub(super) fn terms(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let mut rewritten = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < text.len() {
        if !vocabulary.beginnings.hold(text.as_bytes(), at) {
            at += 1;
            continue;
        }
        let longest = vocabulary
            .rewrites
            .iter()
            .filter_map(|rule| term::found_at(text, at, rule.term).map(|found| (found, rule)))
            .max_by_key(|(found, _)| found.end);
        match longest {
            Some((found, rule)) if !vocabulary.keeps(text, at, found.end) => {
                rewritten.push_str(&text[copied..at]);
                Place::of(text, at, found, rule.term).write(rule.replacement, &mut rewritten);
                copied = found.end;
                at = found.end;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return None;
    }
    rewritten.push_str(&text[copied..]);
    Some(rewritten)
}

/// How the letters of a word are written.
#[derive(Clone, Copy, PartialEq)]
enum Letters {
    Lower,
    Upper,
    Capital,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut rest = letters.peekable();
                let several = rest.peek().is_some();
                if several && rest.all(char::is_uppercase) { Self::Upper } else { Self::Capital }
            }
            _ => Self::Lower,
        }
    }

    fn write(self, word: &str, out: &mut String) {
        let mut chars = word.chars();
        match self {
            Self::Lower => out.extend(chars.flat_map(char::to_lowercase)),
            Self::Upper => out.extend(chars.flat_map(char::to_uppercase)),
            Self::Capital => {
                out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(chars.as_str());
            }
        }
    }
}

/// What the replacement must look like to fit.
struct Place<'t> {
    words: Vec<Letters>,
    joint: &'t str,
    plural: bool,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, at: usize, found: Found, term: &str) -> Self {
        let stood = &text[at..found.end];
        let (words, joint) = match stood.find(is_joint) {
            Some(n) => (words(stood).map(Letters::of).collect(), &stood[n..=n]),
            None if words(term).count() > 1 => (humps(stood, term), ""),
            None => (vec![Letters::of(stood)], neighbouring_joint(text, at, found.end)),
        };
        Self { words, joint, plural: found.plural }
    }

    fn write(&self, replacement: &str, out: &mut String) {
        let in_prose = self.joint == " ";
        let mut words = replacement.split_whitespace().enumerate().peekable();
        while let Some((n, word)) = words.next() {
            if n > 0 {
                out.push_str(self.joint);
            }
            let first = self.words.first().copied().unwrap_or(Letters::Capital);
            let letters = match self.words.get(n) {
                Some(letters) => *letters,
                None if self.joint.is_empty() && first != Letters::Upper => Letters::Capital,
                None if first == Letters::Capital && in_prose => Letters::of(word),
                None => first,
            };
            if self.plural && words.peek().is_none() {
                letters.write(&plural(word), out);
            } else {
                letters.write(word, out);
            }
        }
    }
}

fn is_joint(c: char) -> bool {
    u8::try_from(c).is_ok_and(term::is_joint)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_joint).filter(|word| !word.is_empty())
}

/// The words of a term that are joined by nothing: `loanOfficers`.
fn humps(stood: &str, term: &str) -> Vec<Letters> {
    let mut rest = stood;
    words(term)
        .map(|word| {
            let (hump, behind) = rest.split_at_checked(word.len()).unwrap_or((rest, ""));
            rest = behind;
            Letters::of(hump)
        })
        .collect()
}

/// What joins the words of the identifier that a single word stands in; a space, if it stands in none.
fn neighbouring_joint(text: &str, at: usize, end: usize) -> &'static str {
    let before = text[..at].chars().next_back();
    let behind = text[end..].chars().next();
    let either = |test: &dyn Fn(char) -> bool| before.is_some_and(test) || behind.is_some_and(test);
    if either(&|c| c == '_') {
        "_"
    } else if either(&char::is_alphanumeric) {
        ""
    } else if either(&|c| c == '-') {
        "-"
    } else {
        " "
    }
}

fn plural(word: &str) -> String {
    if term::is_consonant_y(word.as_bytes()) {
        format!("{}ies", &word[..word.len() - 1])
    } else if term::takes_es(word.as_bytes()) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}
