//! What the partner may not read, the operator must be able to: one event for each answer.

use std::error::Error;

use crate::Code;

/// Reports an answer, and the error that it was made of with all that stands behind it.
#[cfg(feature = "tracing")]
pub(crate) fn answered<E: Error + ?Sized>(code: Code, error: &E) {
    event(code, format_args!("{error}"), &Sources(error.source()));
}

/// Reports an answer that stands for no error value.
#[cfg(feature = "tracing")]
pub(crate) fn answered_without_error(code: Code) {
    event(code, format_args!("{}", code.standard()), &Sources(None));
}

#[cfg(feature = "tracing")]
fn event(code: Code, error: std::fmt::Arguments<'_>, sources: &Sources<'_>) {
    macro_rules! event {
        ($level:ident) => {
            tracing::$level!(
                error.type = code.as_str(),
                http.response.status_code = code.status().as_u16(),
                error.message = %error,
                error.sources = %sources,
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

/// The chain of sources, from the nearest to the root.
#[cfg(feature = "tracing")]
struct Sources<'a>(Option<&'a (dyn Error + 'static)>);

#[cfg(feature = "tracing")]
impl std::fmt::Display for Sources<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut next = self.0;
        let mut separator = "";
        while let Some(error) = next {
            write!(f, "{separator}{error}")?;
            separator = ": ";
            next = error.source();
        }
        Ok(())
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn answered<E: Error + ?Sized>(_: Code, _: &E) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn answered_without_error(_: Code) {}
