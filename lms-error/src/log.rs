//! What the partner may not read, the operator must be able to: one event for each answer.

use std::error::Error;
#[cfg(feature = "tracing")]
use std::fmt::{self, Display, Write};

use crate::Code;

/// Reports an answer, and the error that it was made of with all that stands behind it.
#[cfg(feature = "tracing")]
pub(crate) fn answered<E: Error + ?Sized>(code: Code, error: &E) {
    event(code, &format_args!("{error}"), error.source().map(Sources).as_ref());
}

/// Reports an answer that stands for no error value.
#[cfg(feature = "tracing")]
pub(crate) fn answered_without_error(code: Code) {
    event(code, &code.standard(), None);
}

/// The texts go out as strings, which subscribers escape: a line break in one does not begin a line of the log.
#[cfg(feature = "tracing")]
fn event(code: Code, error: &dyn Display, sources: Option<&Sources<'_>>) {
    macro_rules! event {
        ($level:ident) => {
            tracing::$level!(
                error.type = code.as_str(),
                http.response.status_code = code.status().as_u16(),
                error.message = text(error).as_str(),
                error.sources = sources.map(|sources| text(sources)).as_deref(),
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

/// As much of the text as can be written; an error whose `Display` fails is no reason to panic.
#[cfg(feature = "tracing")]
fn text(of: &dyn Display) -> String {
    let mut text = String::new();
    if write!(text, "{of}").is_err() {
        text.push_str("(its Display fails)");
    }
    text
}

/// The chain of sources, from the nearest to the root.
#[cfg(feature = "tracing")]
struct Sources<'a>(&'a (dyn Error + 'static));

#[cfg(feature = "tracing")]
impl Display for Sources<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut next = self.0.source();
        while let Some(error) = next {
            write!(f, ": {error}")?;
            next = error.source();
        }
        Ok(())
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn answered<E: Error + ?Sized>(_: Code, _: &E) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn answered_without_error(_: Code) {}
