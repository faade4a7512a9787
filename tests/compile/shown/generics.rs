use lms_error::LmsError;

use std::{error::Error, fmt};

#[derive(Debug, thiserror::Error, LmsError)]
enum E<T: fmt::Debug + fmt::Display, B: Error, C: Error + 'static>
where
    T: 'static,
{
    #[error("{0}")]
    #[lms(code = "aborted")]
    Harmless(T),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Bounded(B),
    #[error("{0:?}")]
    #[lms(code = "aborted")]
    BoundedAndInside(Option<B>),
    #[error("{0}")]
    #[lms(code = "aborted")]
    Source(#[source] C),
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Unbounded<C> {
    #[error("{0}")]
    #[lms(code = "aborted")]
    Source(#[source] C),
}

#[derive(Debug, thiserror::Error, LmsError)]
enum InWhere<W>
where
    W: Error,
{
    #[error("{0}")]
    #[lms(code = "aborted")]
    V(W),
}

fn main() {}
