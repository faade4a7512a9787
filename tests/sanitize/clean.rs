//! Texts that resemble vocabulary, and must not change.

use std::borrow::Cow;

use lms_error::Vocabulary;

use crate::oracle::PARTNER;

#[test]
fn texts_that_only_look_like_vocabulary_come_back_as_they_are() {
    let texts: Vec<_> = include_str!("clean.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .collect();
    assert!(texts.len() >= 300, "there are {}", texts.len());
    let is_touched = |text: &str| {
        [&Vocabulary::LMS, &PARTNER, &Vocabulary::EMPTY]
            .into_iter()
            .any(|vocabulary| !matches!(vocabulary.sanitize(text), Some(Cow::Borrowed(same)) if same == text))
    };
    let touched: Vec<_> = texts.into_iter().filter(|text| is_touched(text)).collect();
    assert!(touched.is_empty(), "{touched:#?}");
}
