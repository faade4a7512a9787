//! Another reading of the rules: a text is taken apart into its segments, instead of being searched for terms. What
//! the sanitiser lets through is held against it.

use std::borrow::Cow;

use lms_error::Vocabulary;

pub(crate) static PARTNER: Vocabulary =
    Vocabulary::LMS.rewrite("Loan Officer", "Relationship Manager").strip("cob.*").withhold("vault");

/// Rules that run into one another, without what is known of the LMS.
static TANGLED: Vocabulary = Vocabulary::EMPTY
    .rewrite("Client", "Account Holder")
    .rewrite("Party", "Side")
    .rewrite("Third Party", "Partner")
    .rewrite("a", "one")
    .rewrite("Größe", "Maß")
    .strip("cob.*")
    .strip("x.*")
    .withhold("q")
    .withhold("zz")
    .keep("Client Party");

/// Holds what becomes of a text against the laws.
pub(crate) fn check(text: &str) {
    for vocabulary in [&Vocabulary::LMS, &PARTNER, &TANGLED, &Vocabulary::EMPTY] {
        let Some(sanitized) = vocabulary.sanitize(text) else { continue };
        assert!(!sanitized.trim().is_empty(), "{text:?}");
        assert!(matches!(sanitized, Cow::Owned(_)) || *sanitized == *text, "{text:?}");
        assert_eq!(vocabulary.sanitize(&sanitized).as_deref(), Some(&*sanitized), "{text:?}");
    }
    if let Some(sanitized) = PARTNER.sanitize(text) {
        assert_eq!(left_of_partner(&sanitized), None, "{text:?} became {sanitized:?}");
    }
}

/// What of `PARTNER` is left in a text that a partner would see.
pub(crate) fn left_of_partner(text: &str) -> Option<&'static str> {
    let rules = Rules {
        terms: &["client", "loan officer"],
        codes: &["error.msg.", "err.msg.", "validation.msg."],
        markers: &["vault", "fineract", "mifos"],
    };
    rules.left_in(text)
}

/// What a vocabulary does not let through; in lower case.
pub(crate) struct Rules<'r> {
    pub(crate) terms: &'r [&'static str],
    pub(crate) codes: &'r [&'static str],
    pub(crate) markers: &'r [&'static str],
}

impl Rules<'_> {
    pub(crate) fn left_in(&self, text: &str) -> Option<&'static str> {
        let lower = text.to_ascii_lowercase();
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let starts_code =
            |prefix: &&&str| lower.match_indices(**prefix).any(|(at, _)| !lower[..at].ends_with(is_word));
        let segments = segments(text);
        let stands = |term: &&&str| {
            let words: Vec<&str> = term.split(' ').collect();
            (0..segments.len()).any(|at| stand_at(&segments[at..], &words))
        };
        let term = self.terms.iter().find(stands);
        let marker = || self.markers.iter().find(|marker| lower.contains(**marker));
        term.or_else(marker).or_else(|| self.codes.iter().find(starts_code)).copied()
    }
}

/// The words of prose and the parts of identifiers, in lower case and without what joins them.
fn segments(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut segments = vec![String::new()];
    for (n, &c) in letters.iter().enumerate() {
        let before = n.checked_sub(1).map(|n| letters[n]);
        let behind = letters.get(n + 1);
        let begins = match before {
            Some(before) if before.is_alphabetic() && c.is_alphabetic() => {
                c.is_uppercase()
                    && (!before.is_uppercase() || behind.is_some_and(|behind| behind.is_lowercase()))
            }
            _ => true,
        };
        if begins {
            segments.push(String::new());
        }
        segments.last_mut().expect("there is one").extend(c.to_lowercase());
    }
    segments
}

/// Whether the segments begin with the words, the last in the singular or in the plural, however they are joined: by
/// nothing, by a dot, by white space, or by several of the same sign.
fn stand_at(segments: &[String], words: &[&str]) -> bool {
    let [word, rest @ ..] = words else { return true };
    let Some((first, behind)) = segments.split_first() else { return false };
    if rest.is_empty() {
        return first == word || *first == plural_of(word);
    }
    let between = behind
        .iter()
        .take_while(|segment| matches!(segment.as_str(), "_" | "-" | ".") || segment.trim().is_empty());
    let joint: String = between.map(String::as_str).collect();
    let is_one = joint.trim().is_empty()
        || joint == "."
        || joint.bytes().all(|byte| byte == b'_')
        || joint.bytes().all(|byte| byte == b'-');
    let behind =
        behind.iter().position(|segment| segment.chars().all(char::is_alphabetic) && !segment.is_empty());
    first == word
        && is_one
        && behind.is_some_and(|n| segments[1..=n].concat() == joint && stand_at(&segments[1 + n..], rest))
}

fn plural_of(word: &str) -> String {
    let before_y =
        word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']) && !stem.is_empty());
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.len() > 1 && word.ends_with(end));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if hisses => format!("{word}es"),
        None => format!("{word}s"),
    }
}
