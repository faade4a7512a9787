//! Any text: nothing of the vocabulary is left in it, and it stays as it is if it is sanitised again.
#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use lms_error::Vocabulary;

#[path = "../../sanitize/oracle.rs"]
mod oracle;

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

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for vocabulary in [&Vocabulary::LMS, &oracle::PARTNER, &TANGLED, &Vocabulary::EMPTY] {
        let Some(sanitized) = vocabulary.sanitize(&text) else { continue };
        assert!(!sanitized.trim().is_empty(), "{text:?}");
        assert!(matches!(sanitized, Cow::Owned(_)) || *sanitized == *text, "{text:?}");
        assert_eq!(vocabulary.sanitize(&sanitized).as_deref(), Some(&*sanitized), "{text:?}");
    }
    if let Some(sanitized) = oracle::PARTNER.sanitize(&text) {
        assert_eq!(oracle::left_of_partner(&sanitized), None, "{text:?} became {sanitized:?}");
    }
});
