//! The sanitizer: rules, laws, and real texts.

use std::borrow::Cow;

use lms_error::Vocabulary;

mod terms;
mod codes;
mod reading;
mod rules;
mod clean;
mod withheld;
mod oracle;
mod responses;
mod laws;
mod seeds;
mod corpus;

/// Asserts that each text on the left becomes the one on the right.
fn assert_becomes(vocabulary: &Vocabulary, forms: &[(&str, &str)]) {
    for (text, expected) in forms {
        assert_eq!(vocabulary.sanitize(text).as_deref(), Some(*expected), "{text}");
    }
}

fn lms(text: &str) -> Option<Cow<'_, str>> {
    Vocabulary::LMS.sanitize(text)
}

#[test]
fn clean_text_comes_back_as_it_is() {
    let texts = [
        "Loan 7 is closed as of 2025-01-15, 1.234,56 EUR due.",
        "api.example.com refused",
        "mail asha.rao@example.org or see https://example.org/a?b=c#d",
        "version 1.2.3-rc.1 of report.final.pdf",
        " leading and trailing ",
        "two  spaces, (empty) brackets () and “quotes”: kept;",
        "job_id, item_id, team_member and x_request_id",
        "An exception was made. Exception: none",
        "please select a date from the list",
        "العميل غير موجود",
        "e\u{301}te\u{301} 👩‍👩‍👧",
        "Rejected due to: asha.rao@example.com has no account",
        "Declined due to: e.g. a missing date",
        "Payment to john.van.der.Berg@example.com failed",
        "see my.bank.statement.Final.pdf",
        "1.000.000,00",
    ];
    for text in texts {
        assert!(matches!(lms(text), Some(Cow::Borrowed(same)) if same == text), "{text}: {:?}", lms(text));
    }
}
