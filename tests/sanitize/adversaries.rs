//! Texts that are built to get a word past the sanitiser, and what it answers. When in doubt, nothing is shown.

use std::borrow::Cow;

use lms_error::Vocabulary;

use crate::{assert_becomes, lms, oracle::PARTNER};

#[test]
fn what_a_code_leaves_behind_does_not_grow_together() {
    let texts = [
        ("cli error.msg.a.b ent", "cli ent"),
        ("cli(error.msg.a.b)ent", "cli ent"),
        ("cli[error.msg.a.b][error.msg.c.d]ent", "cli ent"),
        ("cli{{error.msg.a.b}}ent", "cli ent"),
        ("loan (error.msg.a.b) officer 7", "relationship manager 7"),
        ("loan code=\"error.msg.a.b\" officer 7", "relationship manager 7"),
        ("loan (err.msg.a.b).officer 7", "relationship.manager 7"),
    ];
    assert_becomes(&PARTNER, &texts);
    assert_eq!(lms("error.(error.msg.a.b)msg.c.d"), None);
}

#[test]
fn a_term_within_a_code_goes_with_it() {
    let texts = [
        ("error.msg.client.error.msg.client: closed", "closed"),
        ("error.msg.clientId.not.found: client closed", "customer closed"),
        ("client.error.msg.client: closed", "closed"),
        ("cob.error.msg.client: closed", "closed"),
        ("error.msg.cob.loanOfficer: closed", "closed"),
    ];
    assert_becomes(&PARTNER, &texts);
}

#[test]
fn a_marker_within_anything_withholds() {
    for text in [
        "error.msg.fineract.x: closed",
        "(error.msg.vault.x) closed",
        "lms: status=404 code=\"vault\": closed",
        "clientVaultId",
        "VAULT",
    ] {
        assert_eq!(PARTNER.sanitize(text), None, "{text}");
    }
}

#[test]
fn a_term_that_a_reader_sees_and_a_search_does_not_withholds_the_text() {
    for text in [
        "cli\u{200b}ent 7",
        "cli\u{ad}ent 7",
        "c\u{2060}l\u{2060}i\u{2060}e\u{2060}n\u{2060}t 7",
        "cli\u{feff}ent",
        "cli\u{200d}ent",
        "\u{202e}cli\u{202c}ent",
        "cli\u{e0020}ent",
        "cli\u{fe0f}ent",
        "ｃｌｉｅｎｔ",
        "Ｃlient 7",
        "𝐜𝐥𝐢𝐞𝐧𝐭 7",
        "𝘊𝘭𝘪𝘦𝘯𝘵",
        "ⓒⓛⓘⓔⓝⓣ",
        "error\u{200b}.msg.a.b",
        "ｅｒｒｏｒ.msg.a.b",
        "fine\u{ad}ract",
        "m\u{200b}_loan",
    ] {
        assert_eq!(lms(text), None, "{text:?}");
    }
    for text in ["c\u{301}lient 7", "clïent", "сlіent in Cyrillic", "👩\u{200d}👩 and a\u{ad}b", "ｌｏａｎ"]
    {
        assert!(matches!(lms(text), Some(Cow::Borrowed(same)) if same == text), "{text:?}");
    }
}

#[test]
fn wrappers_may_be_nested_without_end() {
    let deep = 100_000;
    let nested = format!("closed {}error.msg.a.b{}", "(".repeat(deep), ")".repeat(deep));
    assert_eq!(lms(&nested).as_deref(), Some("closed"));
    let mixed = format!("closed {}error.msg.a.b{}", "([{\"".repeat(deep), "\"}])".repeat(deep));
    assert_eq!(lms(&mixed).as_deref(), Some("closed"));
    let open = format!("{}error.msg.a.b", "(".repeat(deep));
    assert_eq!(lms(&open).as_deref(), Some(&*"(".repeat(deep)));
    let unopened = format!("error.msg.a.b{} closed", ")".repeat(deep));
    assert_eq!(lms(&unopened).as_deref(), Some(&*format!("{} closed", ")".repeat(deep))));
}

/// None of these would end in a lifetime, were the time the square of the length.
#[test]
fn long_texts_take_their_length() {
    const LENGTH: usize = 1 << 20;
    static SHORT: Vocabulary = Vocabulary::LMS.strip("cob.*").strip("x.*");
    let unchanged = [
        "a",
        "c",
        "cl",
        "e",
        ".",
        "..",
        "_",
        "-",
        "x_",
        "(",
        ")",
        "[",
        "{",
        "\"",
        "'",
        ":",
        "=",
        "1",
        "1.",
        "\\",
        "é",
        "客",
        "clien",
        "error.",
        "error.ms",
        "err",
        "a.",
        "a-",
        "word ",
        "due to: ",
        "errors exist. [",
        "\u{301}",
        "loan",
        "loan ",
        "loan-",
        "loan_",
        "code: ",
        "</b>",
        "<b>",
        ". ",
        "- ",
        "select ",
        "insert into ",
    ];
    for piece in unchanged {
        let text = format!("x {}", piece.repeat(LENGTH / piece.len()));
        let sanitized = PARTNER.sanitize(&text);
        assert!(matches!(sanitized, Some(Cow::Borrowed(same)) if same == text), "{piece}");
    }
    let emptied = [
        "error.msg.a.b ",
        "error.msg.a.b, ",
        "(error.msg.a.b)",
        "error.msg.a",
        "code=error.msg.a.b ",
        "error.msg.a.b\n",
        "\nerror.msg.a\n",
        "\r\nerror.msg.a\r\n",
        "\"error.msg.a.b\" and ",
        "lms: status=404: ",
        "-error.msg.a.b",
        "1.\nerror.msg.a.b\n",
        "error.msg.a[",
        "[error.msg.a.b ",
    ];
    for piece in emptied {
        let text = format!("closed {}", piece.repeat(LENGTH / piece.len()));
        let sanitized = PARTNER.sanitize(&text);
        assert!(sanitized.is_none_or(|text| !text.contains("error.msg")), "{piece}");
    }
    // Whether a prefix is the first thing in a text must not be asked of all that stands before each.
    let text = format!("{}x {}", " ".repeat(LENGTH / 2), "a: status=404 ".repeat(LENGTH / 28));
    assert!(matches!(lms(&text), Some(Cow::Borrowed(same)) if same == text));
    // Nor must what is looked for at each byte, for want of an anchor, be put between what is known already.
    let text = "cob.y client ".repeat(LENGTH / 13);
    let sanitized = SHORT.sanitize(&text);
    assert_eq!(sanitized.as_deref().map(str::trim_end), Some("customer ".repeat(LENGTH / 13).trim_end()));
    let text = "client ".repeat(LENGTH / 7);
    assert_eq!(lms(&text), Some(Cow::Owned("customer ".repeat(LENGTH / 7))));
}

#[test]
fn sixteen_mebibytes_of_one_letter_come_back() {
    for letter in ["c", "客"] {
        let text = letter.repeat((16 << 20) / letter.len());
        assert!(matches!(lms(&text), Some(Cow::Borrowed(same)) if same.len() == text.len()));
    }
}
