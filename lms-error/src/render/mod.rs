//! Rendering: the text of an error becomes the bytes that a partner reads.

mod buffers;
mod capture;
mod constant;
mod fields;
mod json;
mod list;
mod rendered;

use std::{
    borrow::Cow,
    fmt::{self, Display},
    panic::{AssertUnwindSafe, catch_unwind},
};

use bytes::Bytes;

use self::{
    buffers::Buffers,
    capture::{Capture, Captured, Verbatim},
};
pub use self::{constant::Constant, rendered::Rendered};
pub(crate) use self::{json::escape, rendered::Details};
use crate::{
    Code, Envelope, FieldError, LmsError, Policy,
    vocabulary::{Part, is_blank},
};

/// Renders the envelope of an error.
pub(crate) fn envelope<E: LmsError + ?Sized>(error: &E, policy: &'static Policy) -> Envelope<'static> {
    let rendered = Renderer::new(policy, Form::Message, false).render(error);
    Envelope { code: rendered.code, message: rendered.into_string().into() }
}

/// Renders the body of an error's response. `records` says whether the details for the log are needed.
#[inline]
pub(crate) fn body<E: LmsError + ?Sized>(error: &E, policy: &'static Policy, records: bool) -> Rendered {
    Renderer::new(policy, Form::Body, records).render(error)
}

/// Renders the body of the standard response of a code.
pub(crate) fn standard_body(code: Code, policy: &'static Policy) -> Bytes {
    Renderer::new(policy, Form::Body, false).standard(code).into_bytes()
}

/// Renders the body of a constant response.
pub(crate) fn constant_body(constant: &'static Constant, policy: &'static Policy) -> Bytes {
    Renderer::new(policy, Form::Body, false).constant(constant).into_bytes()
}

/// Renders the body of a field list.
pub(crate) fn fields(errors: Cow<'_, [FieldError]>, policy: &'static Policy, records: bool) -> Rendered {
    Renderer::new(policy, Form::Body, records).fields(errors, None)
}

/// Returns the message of a rendered body: without the rest of the envelope, and with one layer of escapes removed.
pub(crate) fn message(code: Code, body: &[u8]) -> Cow<'_, str> {
    let body = std::str::from_utf8(body).unwrap_or_default();
    let message = body.strip_prefix(code.opening()).and_then(|rest| rest.strip_suffix("\"}"));
    json::unescape(message.unwrap_or_default())
}

/// Returns the entries of a rendered list.
pub(crate) fn fields_of(list: &str) -> Vec<FieldError> {
    list::entries(list).map(|(name, text)| FieldError::new(name, text)).collect()
}

/// The output format.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// The message of the envelope.
    Message,
    /// The envelope as JSON.
    Body,
}

/// Renders an error under a policy. The derive calls exactly one of its methods for each variant.
///
/// The methods take a shared reference, so that the arguments of a text can borrow the renderer for their
/// [`verbatim`](Self::verbatim) values.
pub struct Renderer {
    policy: &'static Policy,
    form: Form,
    records: bool,
    capture: Capture,
}

/// A callback that takes the name of a field and its text.
pub(crate) type PushEntry<'a> = dyn FnMut(fmt::Arguments<'_>, fmt::Arguments<'_>) + 'a;

impl Renderer {
    #[inline]
    fn new(policy: &'static Policy, form: Form, records: bool) -> Self {
        Self { policy, form, records, capture: Capture::default() }
    }

    /// Renders the error. If it panics, it gets the standard response of its code.
    #[inline]
    fn render<E: LmsError + ?Sized>(&self, error: &E) -> Rendered {
        // After a panic, nothing of the error is used but its code.
        catch_unwind(AssertUnwindSafe(|| error.__render(self))).unwrap_or_else(|_| {
            self.withheld(self.standard(error.code()), || "the error panicked while it was formatted".into())
        })
    }

    /// Renders the standard response of a code.
    #[inline]
    pub fn standard(&self, code: Code) -> Rendered {
        constant::standard(code, self)
    }

    /// Renders a response that is the same each time.
    #[inline]
    pub fn constant(&self, constant: &'static Constant) -> Rendered {
        constant.render(self)
    }

    /// Renders the `Display` of a variant without a `message`. The derive uses [`standard`](Self::standard) for a 5xx.
    pub fn display(&self, code: Code, error: &dyn Display) -> Rendered {
        self.text(code, format_args!("{error}"))
    }

    /// Renders a `message`.
    pub fn text(&self, code: Code, text: fmt::Arguments<'_>) -> Rendered {
        if code == Code::InvalidArgument {
            return self.field(format_args!("request"), text);
        }
        Buffers::with(|buffers| {
            let Buffers { captured, sanitized, restored, out } = buffers;
            let text = self.partner_text(text, Part::Text, captured, sanitized, restored);
            self.open(code, out);
            self.push_prefixed(code, text.unwrap_or(code.standard()), out);
            let rendered = self.close(code, out);
            if text.is_some() { rendered } else { self.withheld(rendered, || self.reason(captured)) }
        })
    }

    /// Renders a `message` whose values have no format; each NUL in the text is a value. The compiler expands this faster
    /// than `format_args!`.
    pub fn parts(&self, code: Code, text: &str, values: &[&dyn Display]) -> Rendered {
        self.text(code, format_args!("{}", Parts { text, values }))
    }

    /// Returns true if words that would be passed through hold something that must not be shown.
    #[cfg(feature = "upstream")]
    pub(crate) fn withholds(&self, words: &str) -> bool {
        self.policy.words().withholds(words)
    }

    /// Marks an argument of a text that is passed through as it is.
    pub fn verbatim<'a, T: ?Sized>(&'a self, value: &'a T) -> Verbatim<'a, T> {
        self.capture.verbatim(value)
    }

    /// Renders the standard text of a code; [`standard`](Self::standard) does so once for each policy.
    fn standard_text(&self, code: Code) -> Rendered {
        Buffers::with(|Buffers { out, .. }| {
            self.open(code, out);
            if code == Code::InvalidArgument {
                escape(out, code.standard(), self.layers());
            } else {
                self.push_prefixed(code, code.standard(), out);
            }
            self.close(code, out)
        })
    }

    /// Formats and sanitizes a text. `None` if it may not be shown, if nothing is left of it, or if formatting it
    /// fails or panics.
    fn partner_text<'b>(
        &self,
        text: fmt::Arguments<'_>,
        part: Part,
        captured: &'b mut Captured,
        sanitized: &'b mut crate::vocabulary::Buffers,
        restored: &'b mut String,
    ) -> Option<&'b str> {
        captured.is_whole = false;
        catch_unwind(AssertUnwindSafe(|| self.capture.format(text, captured))).ok()?.ok()?;
        captured.is_whole = true;
        let text = self.policy.words().sanitize_within(&captured.text, part, sanitized)?;
        Some(captured.restore(text, restored)).filter(|text| !is_blank(text))
    }

    /// Adds the reason why a text was withheld, if an event needs it.
    fn withheld(&self, mut rendered: Rendered, reason: impl FnOnce() -> Cow<'static, str>) -> Rendered {
        if self.records {
            rendered.details().withheld = Some(reason());
        }
        rendered
    }

    /// Returns the reason why a captured text was withheld.
    #[cold]
    fn reason(&self, captured: &Captured) -> Cow<'static, str> {
        if captured.is_whole { self.explain(&captured.text) } else { "cannot be formatted".into() }
    }

    #[cold]
    fn explain(&self, text: &str) -> Cow<'static, str> {
        let explanation = self.policy.words().explain(text).to_string();
        match explanation.strip_prefix("withheld: ") {
            Some(reason) => reason.to_owned().into(),
            // The renamed name, or a text of verbatim values only.
            None => "has nothing that may be shown".into(),
        }
    }

    /// Returns the number of JSON strings that the message is nested in.
    fn layers(&self) -> usize {
        usize::from(self.form == Form::Body)
    }

    fn open(&self, code: Code, out: &mut String) {
        out.clear();
        if self.form == Form::Body {
            out.push_str(code.opening());
        }
    }

    fn push_prefixed(&self, code: Code, text: &str, out: &mut String) {
        // The name of a service has no character that JSON escapes.
        out.push_str(self.policy.service_name());
        out.push_str(": status=");
        out.push_str(code.status().as_str());
        out.push_str(": ");
        escape(out, text, self.layers());
    }

    fn close(&self, code: Code, out: &mut String) -> Rendered {
        if self.form == Form::Body {
            out.push_str("\"}");
        }
        Rendered::text(code, out)
    }
}

/// A text with a NUL for each value.
struct Parts<'a> {
    text: &'a str,
    values: &'a [&'a dyn Display],
}

impl Display for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut values = self.values.iter();
        for literal in self.text.split('\0') {
            f.write_str(literal)?;
            if let Some(value) = values.next() {
                value.fmt(f)?;
            }
        }
        Ok(())
    }
}
