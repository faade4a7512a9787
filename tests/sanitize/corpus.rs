//! Real texts, from the folder that `LMS_CORPUS` names; without it, the test says that it did not look.

use std::{env, fs, path::Path};

use lms_error::Vocabulary;
use serde::Deserialize;

#[derive(Deserialize)]
struct Message {
    rendered: String,
    raw: String,
}

/// What must not be in a text for partners, in lower case.
const INTERNAL: [&str; 14] = [
    "client",
    "error.msg",
    "err.msg",
    "validation.msg",
    "fineract",
    "mifos",
    "m_",
    "foreign key",
    "constraint",
    "org.apache",
    "sql",
    "status=",
    "code=",
    "exception:",
];

#[test]
fn no_internal_word_is_left_in_a_real_text() {
    let Some(folder) = env::var_os("LMS_CORPUS") else {
        eprintln!("skipped: LMS_CORPUS names no folder of texts");
        return;
    };
    let messages =
        fs::read_to_string(Path::new(&folder).join("messages.jsonl")).expect("the corpus is there");
    let mut read = 0;
    for line in messages.lines() {
        let message: Message = serde_json::from_str(line).expect("a line is a message");
        for text in [&message.rendered, &message.raw] {
            read += 1;
            let Some(sanitized) = Vocabulary::LMS.sanitize(text) else { continue };
            let lower = sanitized.to_lowercase();
            for internal in INTERNAL {
                assert!(
                    !starts_word(&lower, internal),
                    "`{internal}` is left in {sanitized:?}, from {text:?}"
                );
            }
            let again = Vocabulary::LMS.sanitize(&sanitized);
            assert_eq!(again.as_deref(), Some(&*sanitized), "sanitised twice");
        }
    }
    assert!(read > 0, "the corpus is empty");
}

fn starts_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}
