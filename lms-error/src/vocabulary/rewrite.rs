//! Replacing terms, in the case and with the joints of what stood there.

use super::{
    Vocabulary,
    head::{Head, eight_at},
    segment::{self, Found},
    term,
};

/// A term and what partners call it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rewrite {
    pub(super) term: &'static str,
    pub(super) replacement: &'static str,
    /// Where both are one word of ASCII, as most are.
    plain: Option<Plain>,
    head: Head,
    /// Whether the head is all of the term.
    is_head: bool,
    /// What shows that the term may stand in a text, and what of it stands before that.
    pub(super) anchor: &'static [u8],
    pub(super) lead: &'static str,
}

impl Rewrite {
    pub(super) const fn new(term: &'static str, replacement: &'static str) -> Self {
        let is_plain = term::is_plain(term) && term::is_plain(replacement) && !replacement.is_empty();
        let plain = if is_plain { Some(Plain::of(replacement)) } else { None };
        let (anchor, lead) = (term::anchor(term), term::lead(term));
        Self { term, replacement, plain, head: term::head(term), is_head: term::is_head(term), anchor, lead }
    }

    /// The term as it stands at `at`, where these eight bytes stand.
    fn found_at(&self, text: &str, at: usize, eight: u64) -> Option<Found> {
        if !self.head.begins(eight) {
            None
        } else if self.is_head {
            segment::ended_at(text, at, self.term)
        } else {
            segment::found_at(text, at, self.term)
        }
    }
}

/// What takes the place of one word, as far as it is known before one is found.
#[derive(Clone, Copy, Debug)]
struct Plain {
    first: u8,
    /// Behind the first letter: all of the word, and what of it stands in the plural as well.
    rest: &'static str,
    stem: &'static str,
    ending: &'static str,
    /// Whether only the first letter may be a large one: not in `eWallet`.
    has_small_rest: bool,
}

impl Plain {
    const fn of(word: &'static str) -> Self {
        let (stem, ending) = plural_of(word);
        let mut has_small_rest = true;
        let mut n = 1;
        while n < word.len() {
            has_small_rest &= !word.as_bytes()[n].is_ascii_uppercase();
            n += 1;
        }
        Self {
            first: word.as_bytes()[0],
            rest: behind_first(word),
            stem: behind_first(stem),
            ending,
            has_small_rest,
        }
    }

    /// Writes it in the case of what stood there.
    fn write(&self, stood: &[u8], plural: bool, out: &mut String) {
        let letters = Letters::of_plain(stood);
        let first = match letters {
            Letters::Lower => self.first.to_ascii_lowercase(),
            Letters::Upper | Letters::Capital => self.first.to_ascii_uppercase(),
        };
        out.push(char::from(first));
        let rest = out.len();
        if plural {
            out.push_str(self.stem);
            out.push_str(self.ending);
        } else {
            out.push_str(self.rest);
        }
        match letters {
            Letters::Upper => out[rest..].make_ascii_uppercase(),
            Letters::Lower if !self.has_small_rest => out[rest..].make_ascii_lowercase(),
            Letters::Lower | Letters::Capital => {}
        }
    }
}

/// A word of ASCII without its first letter.
const fn behind_first(word: &str) -> &str {
    let Some((_, rest)) = word.as_bytes().split_first() else { return "" };
    let Ok(rest) = std::str::from_utf8(rest) else { panic!("the word is of ASCII") };
    rest
}

/// Writes the text with every term replaced that begins at one of the sites; writes nothing, and says so, where none
/// does. `next` tells the first site from a byte on.
pub(super) fn terms(
    text: &str,
    mut next: impl FnMut(usize) -> Option<usize>,
    vocabulary: &Vocabulary,
    out: &mut String,
) -> bool {
    let (mut copied, mut from) = (0, 0);
    while let Some(at) = next(from) {
        from = at + 1;
        let eight = eight_at(text.as_bytes(), at);
        let mut longest: Option<(Found, &Rewrite)> = None;
        for rule in vocabulary.rewrites.as_slice() {
            match rule.found_at(text, at, eight) {
                Some(found) if longest.is_none_or(|(longest, _)| found.end >= longest.end) => {
                    longest = Some((found, rule));
                }
                _ => {}
            }
        }
        let Some((found, rule)) = longest else { continue };
        if vocabulary.keeps(text, at, found.end) {
            continue;
        }
        if copied == 0 {
            // Most replacements are longer than their terms, and by little.
            out.reserve(text.len() + text.len() / 4 + rule.replacement.len());
        }
        out.push_str(&text[copied..at]);
        match &rule.plain {
            Some(plain) => plain.write(&text.as_bytes()[at..found.end], found.plural, out),
            None => Place::of(text, at, found, rule.term).write(rule.replacement, out),
        }
        copied = found.end;
        from = found.end;
    }
    if copied > 0 {
        out.push_str(&text[copied..]);
    }
    copied > 0
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
        if !letters.next().is_some_and(char::is_uppercase) {
            return Self::Lower;
        }
        match letters.next() {
            Some(second) if second.is_uppercase() && letters.all(char::is_uppercase) => Self::Upper,
            _ => Self::Capital,
        }
    }

    fn of_plain(word: &[u8]) -> Self {
        match word {
            [first, ..] if !first.is_ascii_uppercase() => Self::Lower,
            [_, rest @ ..] if !rest.is_empty() && !rest.iter().any(u8::is_ascii_lowercase) => Self::Upper,
            _ => Self::Capital,
        }
    }

    /// Writes the word, in the plural or not.
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

/// The part of the word that stays, and what stands behind it in the plural.
const fn plural_of(word: &str) -> (&str, &'static str) {
    let bytes = word.as_bytes();
    if term::is_consonant_y(bytes) {
        let Ok(stem) = std::str::from_utf8(bytes.split_at(bytes.len() - 1).0) else {
            panic!("a y is a character")
        };
        (stem, "ies")
    } else if term::takes_es(bytes) {
        (word, "es")
    } else {
        (word, "s")
    }
}

/// What the replacement must look like to fit.
struct Place<'t> {
    stood: &'t str,
    /// How the words of the term stood, where nothing joined them.
    humps: Vec<Letters>,
    joint: &'t str,
    plural: bool,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, at: usize, found: Found, term: &str) -> Self {
        let stood = &text[at..found.end];
        let (humps, joint) = match stood.find(term::is_joining) {
            Some(n) => (Vec::new(), joint(&stood[n..])),
            None if words(term).count() > 1 => (humps(stood, term), ""),
            None => (Vec::new(), neighbouring_joint(text, at, found.end)),
        };
        Self { stood, humps, joint, plural: found.plural }
    }

    /// How the nth word of what stood there is written.
    fn letters(&self, n: usize) -> Option<Letters> {
        if self.humps.is_empty() {
            words(self.stood).nth(n).map(Letters::of)
        } else {
            self.humps.get(n).copied()
        }
    }

    fn write(&self, replacement: &str, out: &mut String) {
        let in_prose = self.joint.starts_with(char::is_whitespace);
        let first = self.letters(0).unwrap_or(Letters::Capital);
        let mut words = replacement.split_ascii_whitespace().enumerate().peekable();
        while let Some((n, word)) = words.next() {
            if n > 0 {
                out.push_str(self.joint);
            }
            let letters = match self.letters(n) {
                Some(letters) => letters,
                None if self.joint.is_empty() && first != Letters::Upper => Letters::Capital,
                None if first == Letters::Capital && in_prose => Letters::of(word),
                None => first,
            };
            letters.write(word, self.plural && words.peek().is_none(), out);
        }
    }
}

/// What the text begins with and joins words; of several spaces the first.
fn joint(text: &str) -> &str {
    let end = text.find(|c: char| !term::is_joining(c)).unwrap_or(text.len());
    let first = text.chars().next().filter(|c| c.is_whitespace()).map_or(end, char::len_utf8);
    &text[..first]
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(term::is_joining).filter(|word| !word.is_empty())
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
