use lms_error::LmsError;

use std::{borrow::Cow, sync::Arc};

type Name = String;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(strict)]
enum E<'a> {
    #[error("{0}")]
    #[lms(code = "aborted")]
    Owned(String),
    #[error("{0}")]
    #[lms(code = "aborted")]
    OwnedToo(String),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Borrowed(&'a str),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Twice(&'a &'a str),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Cow(Cow<'a, str>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Arc(Arc<str>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Alias(Name),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    Optional(Option<String>),
    #[error("x")]
    #[lms(code = "internal", message = "{0}")]
    Message(Box<str>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Shown(#[lms(shown)] String),
    #[error("x")]
    #[lms(code = "aborted", message = "{0}")]
    Verbatim(#[lms(verbatim)] String),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Number(u64),
    #[error("{0}")]
    #[lms(code = "internal")]
    NotShown(String),
}

fn main() {}
