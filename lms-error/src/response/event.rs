//! What the partner may not read, the operator must be able to: one event for each answer.

use std::{error::Error, fmt::Display};
#[cfg(feature = "tracing")]
use std::{
    fmt::Write,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::Code;

/// Reports an answer, and the error that it was made of with all that stands behind it.
#[cfg(feature = "tracing")]
pub(crate) fn answered<E: Error + ?Sized>(code: Code, error: &E) {
    event(code, &format_args!("{error}"), error.source());
}

/// Reports an answer that stands for no error value.
#[cfg(feature = "tracing")]
pub(crate) fn answered_without_error(code: Code, why: &dyn Display) {
    event(code, why, None);
}

/// The texts go out as strings, which subscribers escape: a line break in one does not begin a line of the log.
#[cfg(feature = "tracing")]
fn event(code: Code, error: &dyn Display, source: Option<&(dyn Error + 'static)>) {
    macro_rules! event {
        ($level:ident) => {
            tracing::$level!(
                error.type = code.as_str(),
                http.response.status_code = code.status().as_u16(),
                error.message = text(error).as_str(),
                error.sources = source.and_then(|source| sources(source, error)).as_deref(),
                "error answered",
            )
        };
    }
    if code.status().is_server_error() {
        event!(error);
    } else {
        event!(debug);
    }
}

/// As much of the text as can be written; an error whose `Display` fails, or panics, is no reason for us to.
#[cfg(feature = "tracing")]
fn text(of: &dyn Display) -> String {
    let mut text = String::new();
    match catch_unwind(AssertUnwindSafe(|| write!(text, "{of}"))) {
        Ok(Ok(())) => {}
        Ok(Err(_)) => text.push_str("(its Display fails)"),
        Err(_) => text.push_str("(its Display panics)"),
    }
    text
}

/// The texts of the sources, from the nearest to the root. Many an error says in its own text what its source says;
/// that is not said again.
#[cfg(feature = "tracing")]
fn sources(nearest: &(dyn Error + 'static), of: &dyn Display) -> Option<String> {
    // No chain is longer, but one that leads back to itself.
    const LONGEST: usize = 128;
    let mut sources = String::new();
    let mut before = text(of);
    let chain = std::iter::successors(Some(nearest), |&error| error.source());
    for source in chain.take(LONGEST) {
        let text = text(&source);
        if !before.contains(&text) {
            let separator = if sources.is_empty() { "" } else { ": " };
            sources.extend([separator, &text]);
        }
        before = text;
    }
    Some(sources).filter(|sources| !sources.is_empty())
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn answered<E: Error + ?Sized>(_: Code, _: &E) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn answered_without_error(_: Code, _: &dyn Display) {}
