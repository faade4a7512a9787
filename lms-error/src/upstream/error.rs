//! [`UpstreamError`]: a failed call, with a text for partners and one for operators.

use std::{
    error::Error,
    fmt::{self, Write},
    time::Duration,
};

use http::StatusCode;

use super::text::{Piece, Text};
use crate::{
    Code, LmsError,
    catalog::{Inner, UPSTREAM},
    error::Derived,
    received::truncate,
    render::{Rendered, Renderer},
};

/// The number of bytes of the texts for developers that the log gets.
const MAX_DETAIL_BYTES: usize = 2048;

/// The maximum length of a code and of the name of a field; the rest is cut.
const MAX_NAME_BYTES: usize = 256;

/// A call to an upstream that failed.
///
/// It is an [`LmsError`], and so a variant of a service's own enum:
///
/// ```
/// use lms_error::{LmsError, upstream::UpstreamError};
///
/// #[derive(Debug, thiserror::Error, LmsError)]
/// enum CustomerError {
///     #[error(transparent)]
///     #[lms(transparent)]
///     Core(#[from] UpstreamError),
/// }
/// ```
///
/// Its `Display` is for the log: the upstream's status and code, its text for developers, the URL and the duration. A
/// partner reads of it only what the upstream marks for users, sanitized, and none of it for `internal` and
/// `unavailable`.
pub struct UpstreamError(Box<Parts>);

#[derive(Debug)]
pub(super) struct Parts {
    pub(super) code: Code,
    pub(super) status: Option<StatusCode>,
    pub(super) upstream_code: Option<String>,
    /// A row, or the dialect, decided by the code.
    pub(super) is_listed: bool,
    /// The upstream refused the service's own credential.
    pub(super) credential_refused: bool,
    pub(super) parameter: Option<String>,
    /// The upstream stored the response of an earlier request with the same idempotency key.
    pub(super) is_replayed: bool,
    pub(super) retry_after: Option<Duration>,
    pub(super) shown: Shown,
    /// For the log: texts for developers, or the beginning of a body that could not be read.
    pub(super) detail: Option<String>,
    pub(super) url: Option<String>,
    pub(super) duration: Option<Duration>,
    pub(super) source: Option<Box<dyn Error + Send + Sync>>,
}

/// The partner's part.
#[derive(Debug)]
pub(super) enum Shown {
    /// The standard sentence of the code.
    Standard,
    /// A sentence of the upstream's.
    Text(Text),
    /// Fields and what is wrong with them.
    Fields(Vec<(Text, Text)>),
}

impl Parts {
    /// Creates the error of a failure without further details.
    pub(super) fn of(code: Code) -> Self {
        Self {
            code,
            status: None,
            upstream_code: None,
            is_listed: true,
            credential_refused: false,
            parameter: None,
            is_replayed: false,
            retry_after: None,
            shown: Shown::Standard,
            detail: None,
            url: None,
            duration: None,
            source: None,
        }
    }
}

impl UpstreamError {
    pub(super) fn new(mut parts: Parts) -> Self {
        if let Some(detail) = &mut parts.detail {
            truncate(detail, MAX_DETAIL_BYTES);
        }
        for name in [&mut parts.upstream_code, &mut parts.parameter].into_iter().flatten() {
            truncate(name, MAX_NAME_BYTES);
        }
        Self(Box::new(parts))
    }

    /// Returns the status of the response; `None` if there was none.
    #[must_use]
    pub fn upstream_status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// Returns the upstream's own code: the most specific one, such as `error.msg.client.id.invalid`.
    ///
    /// With it, a handler can give one case a variant of its own:
    ///
    /// ```
    /// # use lms_error::{LmsError, upstream::{Upstream, UpstreamError}};
    /// # #[derive(Debug, thiserror::Error, LmsError)]
    /// # enum CreateError {
    /// #[error("externalId is taken")]
    /// #[lms(code = "aborted", message = "A customer with this externalId exists already")]
    /// # Duplicate,
    /// # #[error(transparent)]
    /// # #[lms(transparent)]
    /// # Core(#[from] UpstreamError),
    /// # }
    /// # fn from(error: UpstreamError) -> CreateError {
    /// match error.upstream_code() {
    ///     Some("error.msg.client.duplicate.externalId") => CreateError::Duplicate,
    ///     _ => CreateError::Core(error),
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn upstream_code(&self) -> Option<&str> {
        self.0.upstream_code.as_deref()
    }

    /// Returns the first field at fault, as the upstream names it.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        self.0.parameter.as_deref()
    }

    /// Returns true if the upstream repeated the response of an earlier request with the same idempotency key, as Fineract
    /// does with `x-served-from-cache: true`. Sending the request again with that key returns the same response.
    #[must_use]
    pub fn is_replayed(&self) -> bool {
        self.0.is_replayed
    }

    /// Adds the URL of the request for the log, without its query and its credentials.
    #[must_use]
    pub fn with_url(mut self, url: &str) -> Self {
        self.0.url = Some(public_url(url));
        self
    }

    /// Adds the duration of the call for the log.
    #[must_use]
    pub fn with_duration(mut self, duration: Duration) -> Self {
        self.0.duration = Some(duration);
        self
    }

    pub(super) fn with_replayed(mut self, is_replayed: bool) -> Self {
        self.0.is_replayed = is_replayed;
        self
    }

    /// Adds the kind of the failure for the log.
    #[cfg(feature = "reqwest")]
    pub(super) fn with_detail(mut self, detail: &str) -> Self {
        self.0.detail = Some(detail.to_owned());
        self
    }
}

/// Removes the credentials, the query and the fragment of a URL.
fn public_url(url: &str) -> String {
    let url = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let authority = url.find("://").map_or(0, |at| at + 3);
    let end = url[authority..].find('/').map_or(url.len(), |at| authority + at);
    let host = url[authority..end].rfind('@').map_or(authority, |at| authority + at + 1);
    let mut public = format!("{}{}", &url[..authority], &url[host..]);
    truncate(&mut public, MAX_NAME_BYTES);
    public
}

impl fmt::Debug for UpstreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = f.debug_struct("UpstreamError");
        parts.field("code", &self.0.code).field("display", &format_args!("{self}"));
        if let Some(source) = &self.0.source {
            parts.field("source", source);
        }
        parts.finish()
    }
}

impl fmt::Display for UpstreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        if parts.credential_refused {
            f.write_str("the service's own credential was refused: ")?;
        }
        match parts.status {
            Some(status) => write!(f, "upstream: status={}", status.as_u16())?,
            None if parts.code == Code::Unavailable => f.write_str("upstream: no response")?,
            None => f.write_str("upstream: unusable response")?,
        }
        if let Some(code) = &parts.upstream_code {
            write!(f, " code={code:?}{}", if parts.is_listed { "" } else { " (unlisted)" })?;
        }
        if parts.is_replayed {
            f.write_str(" (replayed)")?;
        }
        if let Some(detail) = &parts.detail {
            f.write_str(": ")?;
            write_in_one_line(f, detail)?;
        }
        if let Some(url) = &parts.url {
            f.write_str("; ")?;
            write_in_one_line(f, url)?;
        }
        if let Some(duration) = parts.duration {
            write!(f, " after {} ms", duration.as_millis())?;
        }
        Ok(())
    }
}

fn write_in_one_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.chars()
        .try_for_each(|c| if c.is_control() { write!(f, "{}", c.escape_default()) } else { f.write_char(c) })
}

impl Derived for UpstreamError {}

impl LmsError for UpstreamError {
    fn code(&self) -> Code {
        self.0.code
    }

    fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    fn __render(&self, renderer: &Renderer) -> Rendered {
        let render = |text| Rendering::of(text, renderer);
        match &self.0.shown {
            Shown::Standard => renderer.standard(self.0.code),
            Shown::Text(text) => renderer.text(self.0.code, format_args!("{}", render(text))),
            Shown::Fields(fields) => renderer.entries(|push| {
                for (name, text) in fields {
                    push(format_args!("{}", render(name)), format_args!("{}", render(text)));
                }
            }),
        }
    }

    fn __catalog() -> Inner {
        Inner::Enum(UPSTREAM)
    }
}

/// A text for a renderer.
struct Rendering<'a> {
    text: &'a Text,
    renderer: &'a Renderer,
    /// Words of the partner's that must not be shown.
    withheld: Option<&'a str>,
}

impl<'a> Rendering<'a> {
    /// Passes the partner's words through, unless one of them must not be shown.
    fn of(text: &'a Text, renderer: &'a Renderer) -> Self {
        Self { text, renderer, withheld: text.partner_words().find(|words| renderer.withholds(words)) }
    }
}

impl fmt::Display for Rendering<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(words) = self.withheld {
            // Alone, they are withheld for the same reason.
            return f.write_str(words);
        }
        self.text.pieces().iter().try_for_each(|piece| match piece {
            Piece::Partner(words) => self.renderer.verbatim(words).fmt(f),
            Piece::Upstream(words) => f.write_str(words),
        })
    }
}

impl Error for UpstreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
