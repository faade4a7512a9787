//! The laws of every vocabulary as property tests, with rules and texts that are likely to break them.

use std::{borrow::Cow, panic};

use lms_error::Vocabulary;
use proptest::{prelude::*, sample::select};

use crate::{
    oracle::{self, Rules},
    responses,
};

/// Terms of one letter and of several words, nested, overlapping, in the plural, and in other scripts.
const TERMS: [&str; 24] = [
    "a",
    "x",
    "id",
    "box",
    "party",
    "third party",
    "third",
    "loan",
    "loan officer",
    "officer group",
    "client",
    "branch-office",
    "xml",
    "key",
    "account holder",
    "überziehung",
    "préstamo",
    "клиент",
    "客戶",
    "δάνειο",
    "عميل",
    "ლარი",
    "größe ost",
    "clients",
];
/// Some contain terms: such a rule is contradictory, unless a later slice rewrites the term.
const REPLACEMENTS: [&str; 16] = [
    "Customer",
    "Account Holder",
    "Third Party",
    "Advisor",
    "SIDE",
    "Crate",
    "one",
    "Näme",
    "顧客",
    "a",
    "Loan",
    "eWallet",
    "Partner's Key",
    "Клиенты",
    "box",
    "Überziehung Konto",
];
const PREFIXES: [&str; 6] = ["error.msg.*", "cob.*", "x.*", "a.b.*", "ошибка.*", "loan.*"];
const MARKERS: [&str; 10] = ["vault", "zz", "q", "jdbc:", "_", "sys", "é", "客", "loan officer", "Ü"];
const KEPT: [&str; 8] = ["Client Portal", "loan", "x", "Third Party", "client", "key", "клиент", "a b"];

/// Joiners, brackets and quotes, and characters that resemble them.
const PIECES: [&str; 64] = [
    " ",
    "  ",
    "_",
    "-",
    ".",
    "/",
    "\n",
    "\t",
    ", ",
    ": ",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "`",
    "’",
    "\\\"",
    "\\n",
    "\\u0061",
    "&#97;",
    "%61",
    "%2F",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "é",
    "É",
    "ｃ",
    "а",
    "с",
    "客",
    "я",
    "7",
    "0",
    "s",
    "es",
    "ies",
    "y",
    "Id",
    "XML",
    "ele",
    ".*",
    ".",
    "..",
    ".client.id",
    ".not.found",
    "(s)",
    "[0]",
    "code=",
    "lms: status=404: ",
    "lms: status=404 code=\"",
    "due to: ",
    "Failed data validation due to: ",
    "error.msg",
    "cob",
    "x.y",
    "clie",
    "Portal",
    "portal",
    "\u{fdd0}",
    "👩\u{200D}👧",
    "the",
];

fn term() -> impl Strategy<Value = &'static str> {
    select(&TERMS[..])
}

/// A term in one of the forms that texts have it in.
fn written() -> impl Strategy<Value = String> {
    let joined = (term(), select(vec![" ", "_", "-", ".", "/", "", "  ", "\u{a0}", ". "]));
    (joined, 0..4_u8).prop_map(|((term, joiner), case)| {
        let words = term.split([' ', '-']).map(|word| match case {
            0 => word.to_owned(),
            1 => word.to_uppercase(),
            _ => {
                let mut letters = word.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
            }
        });
        words.collect::<Vec<_>>().join(joiner)
    })
}

fn text() -> impl Strategy<Value = String> {
    let rule = prop_oneof![select(&MARKERS[..]), select(&KEPT[..])].prop_map(str::to_owned);
    let code = select(&PREFIXES[..]).prop_map(|prefix| prefix.replace('*', "client.id"));
    let piece = prop_oneof![
        4 => written(),
        6 => select(&PIECES[..]).prop_map(str::to_owned),
        1 => rule,
        1 => code,
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

type Pair = (&'static str, &'static str);

/// The slices of a vocabulary: two of terms, so that one can override the other.
#[derive(Clone, Debug)]
struct Slices {
    rewrites: [Vec<Pair>; 2],
    strips: Vec<&'static str>,
    markers: Vec<&'static str>,
    kept: Vec<&'static str>,
}

fn slices() -> impl Strategy<Value = Slices> {
    let rewrites = || prop::collection::vec((term(), select(&REPLACEMENTS[..])), 0..4);
    let some = |all: &'static [&'static str]| prop::collection::vec(select(all), 0..3);
    (rewrites(), rewrites(), some(&PREFIXES), some(&MARKERS), some(&KEPT)).prop_map(
        |(first, second, strips, markers, kept)| Slices { rewrites: [first, second], strips, markers, kept },
    )
}

impl Slices {
    /// Returns the vocabulary; `None` if its rules contradict each other: such a constant does not compile.
    fn vocabulary(&self, is_reversed: bool) -> Option<Vocabulary> {
        fn leak<T: Clone>(rules: &[T], is_reversed: bool) -> &'static [T] {
            let mut rules = rules.to_vec();
            if is_reversed {
                rules.reverse();
            }
            rules.leak()
        }
        let [first, second] = &self.rewrites;
        panic::catch_unwind(|| {
            Vocabulary::EMPTY
                .rewrite(leak(first, is_reversed))
                .strip(leak(&self.strips, is_reversed))
                .rewrite(leak(second, is_reversed))
                .withhold(leak(&self.markers, is_reversed))
                .keep(leak(&self.kept, is_reversed))
        })
        .ok()
    }

    fn check(&self, text: &str) {
        let Some(vocabulary) = self.vocabulary(false) else {
            assert_eq!(self.vocabulary(true), None, "the order decides whether it compiles: {self:?}");
            return;
        };
        let reversed = self.vocabulary(true).expect("the order does not matter");
        assert_eq!(vocabulary.sanitize(text), reversed.sanitize(text), "{text:?} with {vocabulary:?}");
        let words = |terms: &[&str]| terms.iter().map(|term| term.to_lowercase()).collect::<Vec<_>>();
        let terms: Vec<_> = self.rewrites.iter().flatten().map(|rule| rule.0.replace('-', " ")).collect();
        let (kept, codes) = (words(&self.kept), words(&self.strips));
        let codes: Vec<_> = codes.iter().map(|code| code.trim_end_matches(".*")).collect();
        let kept: Vec<_> = kept.iter().map(String::as_str).collect();
        let terms: Vec<_> = terms.iter().map(String::as_str).collect();
        let rules = Rules { terms: &terms, codes: &codes, markers: &self.markers, kept: &kept };
        oracle::check_laws(&vocabulary, &rules, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_laws_hold_for_any_vocabulary(slices in slices(), text in text()) {
        slices.check(&text);
    }

    #[test]
    fn the_laws_hold_for_any_text(text in any::<String>()) {
        oracle::check(&text);
    }

    #[test]
    fn the_laws_hold_of_texts_made_of_rules(text in text()) {
        oracle::check(&text);
    }

    #[test]
    fn the_laws_hold_of_whole_responses(a in text(), b in text(), c in text()) {
        responses::check(&a, &b, &c);
    }

    #[test]
    fn a_text_without_internal_vocabulary_comes_back_byte_for_byte(
        slices in slices(),
        words in prop::collection::vec("[b-wyz0-9]{2,9}|[ëж客م]{1,5}|[,:;()=+]", 1..30),
    ) {
        let text = words.join(" ");
        let Some(vocabulary) = slices.vocabulary(false) else { return Ok(()) };
        let is_clean = |needle: &str| !text.contains(&needle.to_lowercase());
        let rules = slices.rewrites.iter().flatten().map(|rule| rule.0).chain(slices.markers.iter().copied());
        let mut words = rules.flat_map(|rule| rule.split([' ', '-']));
        if words.all(is_clean) {
            let sanitized = vocabulary.sanitize(&text);
            prop_assert!(matches!(&sanitized, Some(Cow::Borrowed(same)) if *same == text), "{:?}", sanitized);
        }
    }

    #[test]
    fn after_the_prefix_of_the_upstream_a_text_reads_as_it_does_alone(
        prefix in select(vec![
            "lms: status=404: ",
            "lms: status=500 code=\"error.msg.client.id.invalid\": ",
            "lms: status=409 code=\"a\\\"b\" key=client :  ",
            "LMS: STATUS=404: ",
            "core-banking: status=503 code=cob.client : ",
        ]),
        word in select(vec!["Office ", "Client ", "cob.x ", "vault "]),
        text in text(),
    ) {
        let text = format!("{word}{text}");
        for vocabulary in [&oracle::PARTNER, &Vocabulary::LMS] {
            let prefixed = format!("{prefix}{text}");
            prop_assert_eq!(vocabulary.sanitize(&prefixed), vocabulary.sanitize(&text), "{:?}", prefixed);
        }
    }
}
