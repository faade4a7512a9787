//! The slices of a vocabulary in combination.

use lms_error::Vocabulary;

use crate::assert_becomes;

#[test]
fn a_later_slice_overrides_an_earlier_one() {
    static MEMBER: Vocabulary = Vocabulary::LMS.rewrite(&[("Client", "Member")]);
    static RENAMED: Vocabulary = Vocabulary::LMS.rewrite(&[("Customer", "Member")]);
    static TWICE: Vocabulary = RENAMED.rewrite(&[("member", "Partner")]);
    static LONGER: Vocabulary = MEMBER.rewrite(&[("Client Portal", "Member Area")]);
    assert_becomes(&MEMBER, &[("Client 7, clientId", "Member 7, memberId"), ("a customer", "a customer")]);
    assert_becomes(&RENAMED, &[("Client 7, clientId", "Member 7, memberId"), ("a customer", "a member")]);
    assert_becomes(&TWICE, &[("Clients of a customer", "Partners of a partner")]);
    assert_becomes(&LONGER, &[("client of the client portal", "member of the member area")]);
}

#[test]
fn the_order_within_a_slice_does_not_matter() {
    static ONE: Vocabulary = Vocabulary::EMPTY.rewrite(&[("Loan Officer", "Advisor"), ("Loan", "Credit")]);
    static OTHER: Vocabulary = Vocabulary::EMPTY.rewrite(&[("Loan", "Credit"), ("Loan Officer", "Advisor")]);
    for vocabulary in [&ONE, &OTHER] {
        assert_becomes(vocabulary, &[("loan officer of the loan", "advisor of the credit")]);
        assert_becomes(vocabulary, &[("loanOfficerLoanId", "advisorCreditId")]);
    }
    for vocabulary in [
        Vocabulary::EMPTY.strip(&["office.ñ.*", "office.*"]),
        Vocabulary::EMPTY.strip(&["office.*", "office.ñ.*"]),
    ] {
        assert_becomes(&vocabulary, &[("(office.ñ.) Loan 7 is closed", "Loan 7 is closed")]);
    }
}

#[test]
fn a_kept_term_is_exempt_from_every_rule_within_its_span_only() {
    static KEPT: Vocabulary = Vocabulary::LMS.withhold(&["vault"]).strip(&["cob.*"]).keep(&[
        "Client Portal",
        "Vault Street",
        "StackOverflowError",
        "10.4.0.7",
        "cob.ready",
        "lms: status=404: gone",
    ]);
    let texts = [
        ("client in the Client Portal", "customer in the Client Portal"),
        ("at Vault Street", "at Vault Street"),
        ("a StackOverflowError in batch", "a StackOverflowError in batch"),
        ("no route to 10.4.0.7", "no route to 10.4.0.7"),
        ("the cob.ready flag", "the cob.ready flag"),
        ("lms: status=404: gone", "lms: status=404: gone"),
        ("lms: status=404: lost", "lost"),
    ];
    assert_becomes(&KEPT, &texts);
    for text in
        ["the Vault, at Vault Street", "StackOverflowError, NullPointerException", "10.4.0.7 and 10.4.0.8"]
    {
        assert_eq!(KEPT.sanitize(text), None, "{text}");
    }
}

#[test]
fn a_text_of_more_than_8_kib_is_withheld_before_and_after_its_rewrites() {
    let longest = "a".repeat(8 * 1024);
    assert_eq!(Vocabulary::LMS.sanitize(&longest).as_deref(), Some(&*longest));
    assert_eq!(Vocabulary::EMPTY.sanitize(&format!("{longest}a")), None);
    assert_eq!(Vocabulary::LMS.sanitize(&"client ".repeat(1_150)), None);
    assert!(Vocabulary::LMS.sanitize(&"client ".repeat(900)).is_some());
}

#[test]
fn a_long_text_is_shown_under_64_rules_of_each_kind() {
    let words = |first: &str, last: &str| -> Vec<&'static str> {
        let vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
        let pairs = vowels.iter().flat_map(|a| vowels.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| &*format!("{first}{a}n{b}z{last}").leak()).collect()
    };
    let rewritten: Vec<_> = words("l", "").into_iter().map(|word| (word, "branch")).collect();
    let vocabulary = Vocabulary::LMS
        .rewrite(rewritten.leak())
        .strip(words("c", ".*").leak())
        .withhold(words("t", "").leak())
        .keep(words("s", "").leak());
    let line = |n| {
        format!("Loan {n} takes the interest of the second office; the center lends it at the rate {n} %.\n")
    };
    let text: String = (0..81).map(line).collect();
    assert!((7_000..8_192).contains(&text.len()), "{}", text.len());
    assert_eq!(vocabulary.sanitize(&text).as_deref(), Some(&*text));
}

#[test]
fn a_vocabulary_is_small_and_its_debug_output_is_its_source() {
    static WORDS: Vocabulary = Vocabulary::LMS
        .rewrite(&[("Loan Officer", "Advisor")])
        .strip(&["cob.*"])
        .withhold(&["jdbc:"])
        .keep(&["Client Portal"]);
    assert!(size_of::<Vocabulary>() <= 256);
    assert_eq!(
        format!("{WORDS:?}"),
        r#"Vocabulary::LMS.rewrite(&[("Loan Officer", "Advisor")]).strip(&["cob.*"]).withhold(&["jdbc:"]).keep(&["Client Portal"])"#
    );
}

#[test]
fn an_explanation_names_the_rule() {
    static WORDS: Vocabulary =
        Vocabulary::LMS.rewrite(&[("Loan Officer", "Advisor")]).withhold(&["vault"]).keep(&["Client Portal"]);
    for (text, explanation) in [
        ("Office 7 is closed", "shown as it is"),
        ("the Client Portal", "shown as it is"),
        ("loan officer 7", "changed: `Loan Officer` is rewritten to `Advisor`"),
        (
            "lms: status=404: client 7",
            "changed: a prefix of the upstream is stripped, `Client` is rewritten to `Customer`",
        ),
        ("closed: error.msg.a.b is", "withheld: holds a code where the upstream puts none"),
        ("the Vault", "withheld: holds `vault` (of the service)"),
        ("m_loan is locked", "withheld: holds `m_` (tables and constraints)"),
        ("no route to 10.4.0.7", "withheld: holds a private or ported address"),
        ("loan  officer", "withheld: holds `Loan Officer`, not joined by one joiner"),
        ("cli\u{200b}ent", "withheld: holds `Client`, as a person reads it"),
        ("a.code.that.is.not.said", "withheld: is a code and nothing else"),
        ("lms: status=404", "withheld: has nothing left to read"),
        (&"a".repeat(9_000), "withheld: is longer than 8 KiB"),
        (&"::".repeat(300), "shown as it is"),
        (&"::".repeat(1_500), "withheld: takes too much work to read"),
        (&"Client %2525 é ".repeat(430), "withheld: takes too much work to read, as a person reads it"),
    ] {
        assert_eq!(WORDS.explain(text).to_string(), explanation, "{text:.40}");
    }
}

#[test]
fn empty_does_nothing() {
    let text = "Client error.msg.x.y m_client SQL";
    assert_eq!(Vocabulary::EMPTY.sanitize(text).as_deref(), Some(text));
}

/// `Ⱥ` and `ⱥ` have two and three bytes in UTF-8, and begin with others.
#[test]
fn a_letter_is_found_in_its_other_case_though_that_has_another_length() {
    static TERM: Vocabulary = Vocabulary::EMPTY.rewrite(&[("ɐdé", "y")]);
    static MARKERS: Vocabulary = Vocabulary::EMPTY.withhold(&["Ⱥgh", "ɐij", "Ⴀkl"]);
    assert_eq!(TERM.sanitize("Ɐdé").as_deref(), Some("Y"));
    for text in ["a ⱥgh", "a Ɐij", "a ⴀkl"] {
        assert_eq!(MARKERS.sanitize(text), None, "{text}");
    }
}
