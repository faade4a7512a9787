//! The real texts of an LMS, in the folder that `LMS_CORPUS` names.

use std::{borrow::Cow, env, fs, path::Path};

use lms_error::Vocabulary;
use serde::Deserialize;

pub(crate) struct Corpus {
    /// The texts that the sanitizer shows as they are.
    pub(crate) clean: Vec<String>,
    /// The texts that the sanitizer changes or withholds.
    pub(crate) internal: Vec<String>,
    /// All texts as the client of the LMS prints them, with a prefix and a code.
    pub(crate) printed: Vec<String>,
}

/// A line of the corpus.
#[derive(Deserialize)]
struct Message {
    rendered: String,
    raw: String,
}

impl Corpus {
    /// Reads the texts, if the variable is set.
    pub(crate) fn read() -> Option<Self> {
        let file = Path::new(&env::var_os("LMS_CORPUS")?).join("messages.jsonl");
        let lines = fs::read_to_string(file).expect("a corpus");
        let messages = lines.lines().map(|line| serde_json::from_str(line).expect("a message"));
        let (texts, printed): (Vec<_>, Vec<_>) =
            messages.map(|message: Message| (message.rendered, message.raw)).unzip();
        let is_clean = |text: &String| matches!(Vocabulary::LMS.sanitize(text), Some(Cow::Borrowed(_)));
        let (clean, internal) = texts.into_iter().partition(is_clean);
        Some(Self { clean, internal, printed })
    }
}
