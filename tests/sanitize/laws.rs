//! The laws of every vocabulary, on texts that are made to break them.

use lms_error::Vocabulary;
use proptest::{prelude::*, sample::select};

use crate::oracle::{self, PARTNER};

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

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat())
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
}
