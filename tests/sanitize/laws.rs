//! The laws of every vocabulary, on texts that are made to break them.

use std::panic;

use lms_error::Vocabulary;
use proptest::{prelude::*, sample::select};

use crate::{
    answers,
    oracle::{self, PARTNER, Rules},
};

static REORDERED: Vocabulary = Vocabulary::EMPTY
    .withhold("vault")
    .strip("cob.*")
    .strip("validation.msg.*")
    .rewrite("Loan Officer", "Relationship Manager")
    .strip("error.msg.*")
    .rewrite("Client", "Customer")
    .strip("err.msg.*");

static IN_ORDER: Vocabulary = Vocabulary::EMPTY
    .rewrite("Client", "Customer")
    .rewrite("Loan Officer", "Relationship Manager")
    .strip("error.msg.*")
    .strip("err.msg.*")
    .strip("validation.msg.*")
    .strip("cob.*")
    .withhold("vault");

/// Vocabulary, what joins and wraps it, and what looks like it.
const PIECES: [&str; 72] = [
    "client",
    "Client",
    "CLIENT",
    "clients",
    "Clients",
    "CLIENTS",
    "client's",
    "clientele",
    "Cli",
    "ent",
    "loan",
    "Loan",
    "officer",
    "Officer",
    "LOAN",
    "OFFICERS",
    "loanOfficer",
    "LoanOfficers",
    "loan_officer",
    "error.msg",
    "err.msg",
    "validation.msg",
    "cob",
    ".",
    "..",
    ".*",
    ".client.id",
    ".invalid",
    ".not.found",
    "(s)",
    "[0]",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "code=",
    " code=\"",
    "lms: status=404",
    "lms: status=",
    ": ",
    ":",
    ",",
    ";",
    " ",
    "  ",
    "\n",
    "\t",
    "-",
    "_",
    "/",
    "=",
    "Id",
    "ID",
    "from",
    "XML",
    "7",
    "é",
    "É",
    "客戶",
    "\u{301}",
    "\u{200b}",
    "’",
    "due to: ",
    "vault",
    "Vault ",
    "office",
    "Failed data validation due to: ",
];

/// As the upstream client prints them, and otherwise.
const PREFIXES: [&str; 6] = [
    "lms: status=404: ",
    "lms: status=404 ",
    "lms: status=500 code=\"error.msg.client.id.invalid\": ",
    "lms: status=409 code=\"a\\\"b\" key=client :  ",
    "LMS: STATUS=404: ",
    "core-banking: status=503 code=cob.client : ",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat())
}

/// A vocabulary of any rules that get along; `None` where they don't, which does not compile for a constant.
fn vocabulary(
    rewrites: &[(&'static str, &'static str)],
    strips: &[&'static str],
    markers: &[&'static str],
) -> Option<Vocabulary> {
    panic::catch_unwind(|| {
        let mut vocabulary = Vocabulary::EMPTY;
        for (term, replacement) in rewrites {
            vocabulary = vocabulary.rewrite(term, replacement);
        }
        for prefix in strips {
            vocabulary = vocabulary.strip(prefix);
        }
        markers.iter().fold(vocabulary, |vocabulary, marker| vocabulary.withhold(marker))
    })
    .ok()
}

/// Terms of one word and of several, of few letters and of many, with plurals of each kind; and what may stand for them.
const TERMS: [&str; 12] = [
    "client",
    "loan",
    "loan officer",
    "officer",
    "party",
    "third party",
    "box",
    "a",
    "id",
    "branch office",
    "xml",
    "key",
];
const REPLACEMENTS: [&str; 8] =
    ["Customer", "Account Holder", "credit", "Advisor", "SIDE", "Crate", "one", "Näme"];
const STRIPS: [&str; 5] = ["error.msg.*", "err.msg.*", "cob.*", "x.*", "validation.*"];
const CODES: [&str; 5] = ["error.msg.", "err.msg.", "cob.", "x.", "validation."];
const MARKERS: [&str; 6] = ["vault", "zz", "q", "jdbc:", "sys", "tenant identifier"];

/// Pieces of rules, whatever they are made of.
fn pieces() -> impl Strategy<Value = String> {
    let capitals = |word: &str| -> String {
        word.split(' ').flat_map(|word| [word[..1].to_uppercase(), word[1..].to_owned()]).collect()
    };
    let word = (select(&TERMS[..]), 0..3).prop_map(move |(term, casing)| match casing {
        0 => term.to_owned(),
        1 => term.to_uppercase(),
        _ => capitals(term),
    });
    let joined = (select(&TERMS[..]), select(&["", "_", "-", ".", "  ", "\u{a0}", "__"][..]))
        .prop_map(|(term, joint)| term.replace(' ', joint));
    let other = prop_oneof![
        select(&CODES[..]).prop_map(str::to_owned),
        select(&MARKERS[..]).prop_map(|marker| marker[1..].to_owned()),
        select(&PIECES[..]).prop_map(str::to_owned),
        select(&["s", "es", "ies", "y", " ", "é", "É", "7", "S"][..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(prop_oneof![2 => word, 2 => joined, 3 => other], 0..16)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_term_is_left(text in text()) {
        if let Some(sanitized) = PARTNER.sanitize(&text) {
            prop_assert_eq!(oracle::left_of_partner(&sanitized), None, "{:?} became {:?}", text, sanitized);
        }
    }

    #[test]
    fn sanitising_twice_is_sanitising_once(text in text()) {
        for vocabulary in [&PARTNER, &Vocabulary::LMS, &IN_ORDER] {
            if let Some(once) = vocabulary.sanitize(&text) {
                let twice = vocabulary.sanitize(&once);
                prop_assert_eq!(twice.as_deref(), Some(&*once), "{:?}", text);
            }
        }
    }

    #[test]
    fn the_order_of_rules_does_not_matter(text in text()) {
        prop_assert_eq!(IN_ORDER.sanitize(&text), REORDERED.sanitize(&text), "{:?}", text);
    }

    #[test]
    fn behind_the_prefix_of_the_upstream_a_text_reads_as_it_does_alone(
        prefix in select(&PREFIXES[..]),
        word in select(vec!["Office ", "Client ", "cob.x ", "vault "]),
        text in text(),
    ) {
        let text = format!("{word}{text}");
        let prefixed = format!("{prefix}{text}");
        for vocabulary in [&PARTNER, &Vocabulary::LMS] {
            let (behind, alone) = (vocabulary.sanitize(&prefixed), vocabulary.sanitize(&text));
            prop_assert_eq!(behind, alone, "{:?}", prefixed);
        }
    }

    #[test]
    fn any_text_is_a_text(text in any::<String>()) {
        let sanitized = PARTNER.sanitize(&text);
        let empty = Vocabulary::EMPTY.sanitize(&text);
        prop_assert!(sanitized.is_none_or(|text| !text.trim().is_empty()));
        prop_assert_eq!(empty.as_deref(), Some(&*text).filter(|text| !text.trim().is_empty()));
    }

    #[test]
    fn a_text_without_vocabulary_is_not_touched(words in prop::collection::vec("[a-bd-z0-9]{1,9}|[é客\u{301}]|[ ,:;.()/=-]", 0..30)) {
        let text = words.join(" ");
        if let Some(sanitized) = IN_ORDER.sanitize(&text) {
            prop_assert_eq!(&*sanitized, &*text);
        }
    }

    #[test]
    fn the_laws_hold_of_any_vocabulary(
        text in pieces(),
        terms in prop::sample::subsequence(&TERMS[..], 0..5),
        replacements in prop::collection::vec(select(&REPLACEMENTS[..]), 5),
        codes in prop::sample::subsequence(vec![0, 1, 2, 3, 4], 0..4),
        markers in prop::sample::subsequence(&MARKERS[..], 0..3),
    ) {
        let mut rewrites: Vec<_> = terms.iter().copied().zip(replacements).collect();
        let mut strips: Vec<_> = codes.iter().map(|n| STRIPS[*n]).collect();
        let Some(one) = vocabulary(&rewrites, &strips, &markers) else { return Ok(()) };
        rewrites.reverse();
        strips.reverse();
        let other = vocabulary(&rewrites, &strips, &markers).expect("the order does not matter");
        let sanitized = one.sanitize(&text);
        prop_assert_eq!(&sanitized, &other.sanitize(&text), "{:?} with {:?}", text, rewrites);
        let Some(sanitized) = sanitized else { return Ok(()) };
        let again = one.sanitize(&sanitized);
        prop_assert_eq!(again.as_deref(), Some(&*sanitized), "{:?} with {:?}", text, rewrites);
        let codes: Vec<_> = codes.iter().map(|n| CODES[*n]).filter(|code| code.contains("msg")).collect();
        let left = Rules { terms: &terms, codes: &codes, markers: &markers }.left_in(&sanitized);
        prop_assert_eq!(left, None, "{:?} became {:?} with {:?}", text, sanitized, rewrites);
    }

    #[test]
    fn the_laws_hold_of_whole_answers(a in pieces(), b in pieces(), c in text()) {
        answers::check(&a, &b, &c);
        answers::check(&c, &a, &b);
    }
}
