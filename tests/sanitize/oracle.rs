//! An oracle, written from the specification: it splits a text into characters and edges of segments, and tries every
//! rule at every offset. The tests compare the sanitizer with it.

use std::borrow::Cow;

use lms_error::Vocabulary;

pub(crate) static PARTNER: Vocabulary = Vocabulary::LMS
    .rewrite(&[("Loan Officer", "Relationship Manager")])
    .strip(&["cob.*"])
    .withhold(&["vault"])
    .keep(&["Client Portal"]);

pub(crate) const OF_PARTNER: Rules<'_> = Rules {
    terms: &["client", "loan officer"],
    codes: &["error.msg", "err.msg", "validation.msg", "cob"],
    markers: &["vault", "fineract", "mifos"],
    kept: &["client portal"],
};

pub(crate) const OF_LMS: Rules<'_> = Rules {
    terms: &["client"],
    codes: &["error.msg", "err.msg", "validation.msg"],
    markers: &["fineract", "mifos"],
    kept: &[],
};

/// Rules that overlap, without those of the LMS.
pub(crate) static TANGLED: Vocabulary = Vocabulary::EMPTY
    .rewrite(&[("Client", "Account Holder"), ("Party", "Side"), ("Third Party", "Partner"), ("Größe", "Maß")])
    .rewrite(&[("a", "one"), ("客戶", "Kunde"), ("Side", "Edge")])
    .strip(&["cob.*", "x.y.*"])
    .withhold(&["q", "zz"])
    .keep(&["Client Party"]);

pub(crate) const OF_TANGLED: Rules<'_> = Rules {
    terms: &["client", "party", "third party", "größe", "a", "客戶", "side"],
    codes: &["cob", "x.y"],
    markers: &["q", "zz"],
    kept: &["client party"],
};

/// Asserts the laws for a text with vocabularies of each kind.
pub(crate) fn check(text: &str) {
    let none = Rules { terms: &[], codes: &[], markers: &[], kept: &[] };
    for (vocabulary, rules) in [
        (&PARTNER, &OF_PARTNER),
        (&TANGLED, &OF_TANGLED),
        (&Vocabulary::LMS, &OF_LMS),
        (&Vocabulary::EMPTY, &none),
    ] {
        check_laws(vocabulary, rules, text);
    }
}

/// Asserts the laws for a text: no rule matches the output, and sanitizing again changes nothing.
pub(crate) fn check_laws(vocabulary: &Vocabulary, rules: &Rules<'_>, text: &str) {
    let Some(sanitized) = vocabulary.sanitize(text) else {
        assert!(vocabulary.explain(text).to_string().starts_with("withheld: "), "{text:?}");
        return;
    };
    assert!(!sanitized.trim().is_empty() && sanitized.len() <= 8 * 1024, "{text:?}");
    assert!(matches!(sanitized, Cow::Owned(_)) || *sanitized == *text, "{text:?}");
    assert_eq!(rules.first_in(&sanitized), None, "{text:?} became {sanitized:?} with {vocabulary:?}");
    let again = vocabulary.sanitize(&sanitized);
    assert!(
        matches!(&again, Some(Cow::Borrowed(same)) if *same == sanitized),
        "{text:?} became {sanitized:?} and then {again:?} with {vocabulary:?}"
    );
}

/// The terms, codes and markers of a vocabulary in lower case, and the terms that it keeps.
pub(crate) struct Rules<'r> {
    pub(crate) terms: &'r [&'r str],
    pub(crate) codes: &'r [&'r str],
    pub(crate) markers: &'r [&'r str],
    pub(crate) kept: &'r [&'r str],
}

impl Rules<'_> {
    /// Returns a rule that matches outside of the kept spans.
    pub(crate) fn first_in(&self, text: &str) -> Option<String> {
        let text: Vec<char> = text.chars().collect();
        let kept: Vec<_> = self.kept.iter().flat_map(|term| spans(&text, term)).collect();
        let is_kept =
            |&(from, to): &(usize, usize)| kept.iter().any(|(start, end)| *start <= from && to <= *end);
        let is_left = |spans: Vec<(usize, usize)>| spans.iter().any(|span| !is_kept(span));
        let term = self.terms.iter().find(|term| is_left(spans(&text, term)));
        let marker = || self.markers.iter().find(|marker| is_left(occurrences(&text, marker)));
        let code = || self.codes.iter().find(|prefix| is_left(codes(&text, prefix)));
        term.or_else(marker).or_else(code).map(|rule| (*rule).to_owned())
    }
}

fn lower(c: char) -> String {
    c.to_lowercase().collect()
}

fn occurrences(text: &[char], needle: &str) -> Vec<(usize, usize)> {
    let needle: Vec<char> = needle.chars().collect();
    let is_same = |window: &[char]| window.iter().zip(&needle).all(|(a, b)| lower(*a) == lower(*b));
    let starts = text.windows(needle.len()).enumerate().filter(|(_, window)| is_same(window));
    starts.map(|(at, _)| (at, at + needle.len())).collect()
}

/// Returns true if a code begins here: a prefix, a dot, and a word. A prefix of one word is at the start of a word.
fn codes(text: &[char], prefix: &str) -> Vec<(usize, usize)> {
    let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let mut found = occurrences(text, &format!("{prefix}."));
    found.retain(|(start, end)| {
        is_word(text.get(*end)) && (prefix.contains('.') || !is_word(text[..*start].last()))
    });
    found
}

/// Returns the span of the term, its last word in the singular or the plural.
fn spans(text: &[char], term: &str) -> Vec<(usize, usize)> {
    let words: Vec<&str> = term.split(' ').collect();
    let starts = (0..text.len()).filter(|at| is_edge(text, *at));
    starts.filter_map(|at| Some((at, end_of(text, at, &words)?))).collect()
}

fn end_of(text: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let (word, rest) = words.split_first()?;
    if rest.is_empty() {
        let ends = [(*word).to_owned(), plural_of(word)].map(|word| end_of_word(text, at, &word));
        return ends.into_iter().flatten().find(|end| is_edge(text, *end));
    }
    let end = end_of_word(text, at, word)?;
    let is_joiner = matches!(text.get(end)?, ' ' | '_' | '-' | '.' | '/');
    if is_joiner {
        end_of(text, end + 1, rest)
    } else {
        is_edge(text, end).then(|| end_of(text, end, rest))?
    }
}

fn end_of_word(text: &[char], at: usize, word: &str) -> Option<usize> {
    let end = at + word.chars().count();
    let there = text.get(at..end)?;
    there.iter().zip(word.chars()).all(|(a, b)| lower(*a) == lower(b)).then_some(end)
}

/// Returns true if a segment may begin or end between two characters: not within a word of a script with case, except
/// before a capital.
fn is_edge(text: &[char], at: usize) -> bool {
    let (Some(before), Some(&next)) = (at.checked_sub(1).map(|n| text[n]), text.get(at)) else { return true };
    let is_cased = |c: char| c.is_alphabetic() && (c.is_uppercase() || c.is_lowercase());
    let is_latin = |c: char| c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c);
    // The letter of an escape belongs to no word.
    let is_escape = at >= 2 && text[at - 2] == '\\' && matches!(before, 'n' | 'r' | 't');
    if is_escape || !is_cased(before) || !is_cased(next) || is_latin(before) != is_latin(next) {
        return true;
    }
    let is_small_after = text.get(at + 1).is_some_and(|c| c.is_lowercase());
    next.is_uppercase() && (!before.is_uppercase() || is_small_after)
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
