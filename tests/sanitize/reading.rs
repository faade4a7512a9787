//! Texts that are escaped, wrapped or disguised.

use std::borrow::Cow;

use lms_error::Vocabulary;

use crate::lms;

#[test]
fn escapes_and_line_breaks_hide_nothing() {
    let inner = [
        "relation \"accounts\" does not exist",
        "no row in m_savings_account",
        "could not execute statement",
        "select id from savings",
        "no route to http://core/loans",
    ];
    for text in inner {
        let json = serde_json::to_string(text).expect("a text is JSON");
        let twice = serde_json::to_string(&json).expect("a text is JSON");
        let percent: Vec<_> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let numeric: Vec<_> = text.chars().map(|c| format!("&#{};", u32::from(c))).collect();
        let hex: Vec<_> = text.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect();
        let units: Vec<_> = text.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
        let rust: String = text.escape_unicode().to_string();
        let lines = text.replace(' ', "\n\t");
        let spaces = text.replace(' ', "  ");
        let html = text.replace('"', "&quot;").replace(' ', "&nbsp;");
        let markdown = text.replace('_', "\\_").replace(' ', "\u{a0}");
        for quoted in [
            json,
            twice,
            percent.concat(),
            numeric.concat(),
            hex.concat(),
            units.concat(),
            rust,
            lines,
            spaces,
            html,
            markdown,
        ] {
            assert_eq!(lms(&format!("{{\"error\":{quoted}}}")), None, "{quoted}");
            assert_eq!(lms(&quoted), None, "{quoted}");
        }
    }
}

#[test]
fn a_term_after_an_escape_is_found() {
    for text in ["status\\u003dclient", "status%3Dclient", "status&#61;client", "a\\nclient", "a\\x3dclient"]
    {
        assert!(lms(text).is_none_or(|text| !text.contains("client")), "{text}");
    }
}

#[test]
fn a_disguised_term_withholds_the_text() {
    for text in [
        "ｃｌｉｅｎｔ",
        "𝐜𝐥𝐢𝐞𝐧𝐭",
        "𝒸𝓁𝒾ℯ𝓃𝓉",
        "𝕔𝕝𝕚𝕖𝕟𝕥",
        "ⓒⓛⓘⓔⓝⓣ",
        "⒞⒧⒤⒠⒩⒯",
        "🅒🅛🅘🅔🅝🅣",
        "🅲🅻🅸🅴🅽🆃",
        "ᶜˡⁱᵉⁿᵗ",
        "ᴄʟɪᴇɴᴛ",
        "сlіent",
        "сlіеnt",
        "с\u{64b}li\u{951}ent",
        "c\u{336}l\u{336}i\u{336}e\u{336}n\u{336}t",
        "cli\u{200b}ent",
        "cli\u{ad}ent",
        "cli\u{34f}ent",
        "cli\u{3164}ent",
        "cli\u{fe0f}ent",
        "cli\u{e0100}ent",
        "cli\u{e0020}ent",
        "cli\u{1d173}ent",
        "\u{202e}cli\u{202c}ent",
        "cli\u{7}ent",
        "cli\u{1b}[1;31ment\u{1b}[0m",
        "ﬁneract",
    ] {
        assert_eq!(lms(&format!("the {text} is closed")), None, "{text:?}");
        assert_eq!(lms(text), None, "{text:?}");
    }
}

#[test]
fn a_leak_in_another_notation_is_withheld() {
    for text in [
        "q=no+row+in+table+%27loans%27+doesn%27t+exist&x=insert+into+staff+values",
        "field=The+tenant+identifier+is+wrong",
        "cannot reach ledger\u{2011}db\u{2010}internal",
        "near “SELEC”: syntax error",
        "Duplicate entry ‘7’ for key ‘uk_email’",
        "{\"error\": \"cannot.delete.payment.type.with.association\"}",
        "the upstream said: 'error.msg.loan.closed'",
        "```\nerror.msg.loan.closed\n```",
        "lms: status=404 code=\"error.msg.loan.closed\": …",
    ] {
        assert_eq!(lms(text), None, "{text}");
    }
    for text in [
        "1+1 is 2",
        "call +49 30 123",
        "fees—internal and external",
        "“Loan 7” – ‘closed’",
        "e-mail ann+bank@example.com",
        "It can not.",
    ] {
        assert_eq!(lms(text).as_deref(), Some(text));
    }
}

#[test]
fn texts_in_other_scripts_do_not_change() {
    for text in [
        "clïent 7 and clientèle",
        "c\u{301}lient 7",
        "👩\u{200D}👩 and a\u{ad}b",
        "ｌｏａｎ ½ № 7 ﬁnance",
        "клиент не найден",
        "客户不存在",
        "العميل غير موجود",
        "고객이 없습니다",
        "\"Loan\" &amp; 100%25 of loans\\yours",
        "two  spaces\nand a line",
    ] {
        assert!(matches!(lms(text), Some(Cow::Borrowed(same)) if same == text), "{text:?}");
    }
}

#[test]
fn a_term_beside_letters_of_another_script_is_a_word() {
    assert_eq!(lms("clientამოღებულია").as_deref(), Some("customerამოღებულია"));
    assert_eq!(lms("该client已").as_deref(), Some("该customer已"));
    assert_eq!(lms("clientом").as_deref(), Some("customerом"));
}

#[test]
fn escapes_are_read_at_every_depth() {
    let quote = |text: String, _| serde_json::to_string(&text).expect("a text is JSON");
    let quoted = |text: &str, times: u32| (0..times).fold(text.to_owned(), quote);
    for times in 1..8 {
        let shown = quoted("a \"b\" in München", times);
        assert_eq!(lms(&shown).as_deref(), Some(&*shown));
        assert_eq!(lms(&quoted("no row in m\\u005floan", times)), None);
    }
    let deepest = format!("50 %{} of it", "25".repeat(200));
    assert_eq!(lms(&deepest), None, "it takes too much work");
}

#[test]
fn a_look_alike_hides_no_rule_in_its_own_script() {
    static WORDS: Vocabulary =
        Vocabulary::EMPTY.withhold(&["Клиент", "jdbc:"]).rewrite(&[("Ресурс", "Ding")]);
    for text in [
        "клие\\u043dтS",
        "кл\u{2060}иентI",
        "%25d0%25baлиент",
        "&#1050;&#1051;&amp;#1048;ЕНТx",
        "р\u{ad}есурс",
        // The combining mark belongs to the colon, and not to the escape.
        "jdbc%3a\u{301}",
        "jdbc%253a\u{301}",
    ] {
        assert_eq!(WORDS.sanitize(text), None, "{text}");
    }
    assert_eq!(WORDS.sanitize("ресурс и клиники").as_deref(), Some("ding и клиники"));
}

#[test]
fn a_rule_in_any_script_is_found_as_it_is_written() {
    static WORDS: Vocabulary = Vocabulary::EMPTY
        .withhold(&["ग्राहक खाता", "คลังข้อมูล", "عَميل", "№ 7", "aee", "πελάτης", "vault"])
        .strip(&["ﬁ.*"]);
    for text in [
        "ग्राहक  खाता",
        "ग्राहक\u{a0}खाता",
        "คลัง\u{200b}ข้อมูล",
        "عَم\u{200b}يل",
        "ग्राहक\u{a0}खाता，",
        "c\u{64b}ob \u{e47}va\u{951}ult",
        "№  7",
        "x ﬁ.\u{200b}a",
        "a\u{200b}ee\u{301}",
        "ΠΕΛΆΤΗΣ",
        "va\u{7f}ult",
    ] {
        assert_eq!(WORDS.sanitize(text), None, "{text}");
    }
    for text in ["ग्राहक  7", "คลัง\u{200b}", "№ 8", "πελάτες"] {
        assert_eq!(WORDS.sanitize(text).as_deref(), Some(text));
    }
}
