//! Real texts, from the folder that `LMS_CORPUS` names.

use std::{borrow::Cow, env, fs, path::Path};

use lms_error::Vocabulary;
use serde::{Deserialize, de::DeserializeOwned};

use crate::oracle::OF_LMS;

#[derive(Deserialize)]
struct Message {
    rendered: String,
    raw: String,
}

/// The error text of a crate, with its secrets and their kinds.
#[derive(Deserialize)]
struct RustError {
    text: String,
    secret: Vec<String>,
    kind: Vec<String>,
}

/// Words that no text for partners may contain, in lower case, in addition to the rules of the LMS.
const INTERNAL: [&str; 8] =
    ["m_", "foreign key", "constraint", "org.apache", "sql", "status=", "code=", "exception:"];

fn lines<T: DeserializeOwned>(file: &str) -> Vec<T> {
    let folder = env::var_os("LMS_CORPUS").expect("LMS_CORPUS names the folder of the corpus");
    let text = fs::read_to_string(Path::new(&folder).join(file)).expect("the corpus is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
#[ignore = "needs LMS_CORPUS"]
fn no_internal_word_is_left_in_a_real_text() {
    let messages: Vec<Message> = lines("messages.jsonl");
    for text in messages.iter().flat_map(|message| [&message.rendered, &message.raw]) {
        let Some(sanitized) = Vocabulary::LMS.sanitize(text) else { continue };
        assert_eq!(OF_LMS.first_in(&sanitized), None, "{text:?} became {sanitized:?}");
        let lower = sanitized.to_lowercase();
        let is_left = |word: &&str| {
            lower.match_indices(*word).any(|(at, _)| !lower[..at].ends_with(|c: char| c.is_alphanumeric()))
        };
        assert_eq!(INTERNAL.iter().find(|word| is_left(word)), None, "{text:?} became {sanitized:?}");
        let end = sanitized.trim_end().chars().next_back();
        let dangles = end.is_some_and(|c| matches!(c, ':' | '-' | ',' | ';' | '(' | '[' | '='));
        assert!(!dangles || text.trim_end().ends_with(end.unwrap_or(' ')), "{text:?} became {sanitized:?}");
        assert_eq!(Vocabulary::LMS.sanitize(&sanitized).as_deref(), Some(&*sanitized), "{text:?}");
    }
}

#[test]
#[ignore = "needs LMS_CORPUS"]
fn most_real_texts_are_shown_and_clean_ones_do_not_change() {
    let messages: Vec<Message> = lines("messages.jsonl");
    let shown = |text| Vocabulary::LMS.sanitize(text);
    let clean = messages.iter().filter(
        |message| matches!(shown(&message.rendered), Some(Cow::Borrowed(text)) if text == message.rendered),
    );
    let withheld = messages.iter().filter(|message| shown(&message.rendered).is_none());
    assert!(clean.count() >= 1_060 && withheld.count() <= 45, "of {}", messages.len());
    for Message { rendered, raw } in &messages {
        let is_alone = raw.ends_with(&**rendered) && !raw.contains("errors.exist\":");
        assert!(!is_alone || shown(raw) == shown(rendered.trim_start()), "{raw:?}");
    }
}

#[test]
#[ignore = "needs LMS_CORPUS"]
fn errors_of_crates_show_few_secrets_and_harmless_ones_do_not_change() {
    const SERIOUS: [&str; 6] = ["address", "credential", "path", "schema", "code", "name"];
    let errors: Vec<RustError> = lines("rust-errors.jsonl");
    let (mut serious, mut through) = (0, Vec::new());
    for RustError { text, secret, kind } in &errors {
        let sanitized = Vocabulary::LMS.sanitize(text);
        if secret.is_empty() {
            assert_eq!(sanitized.as_deref(), Some(&**text));
        }
        let secrets: Vec<_> =
            secret.iter().zip(kind).filter(|(_, kind)| SERIOUS.contains(&&***kind)).collect();
        serious += usize::from(!secrets.is_empty());
        if secrets.iter().any(|(secret, _)| sanitized.as_ref().is_some_and(|text| text.contains(&***secret)))
        {
            through.push(text);
        }
    }
    // The design allows a fifth.
    assert!(through.len() * 20 <= serious, "{} of {serious}: {through:#?}", through.len());
}
