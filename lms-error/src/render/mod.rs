//! Rendering: from what an error says to the bytes that a partner reads.

mod buffers;
mod capture;
mod constant;
mod json;
mod list;

use std::{
    borrow::Cow,
    fmt::{self, Display},
    panic::{AssertUnwindSafe, catch_unwind},
};

use bytes::Bytes;

pub use self::constant::Constant;
use self::{
    buffers::Buffers,
    capture::{Capture, Captured, Verbatim},
    list::List,
};
pub(crate) use self::{capture::is_placeholder, json::escape};
use crate::{
    Code, Envelope, FieldError, LmsError, Policy,
    field_errors::case::Case,
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

/// Returns the message of a rendered body: the body without what the renderer put around it, and a layer of escapes
/// less.
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

/// A rendered message or body, made by a [`Renderer`] only.
#[must_use]
pub struct Rendered {
    code: Code,
    content: Content,
    /// Boxed, so that a rendering without is small.
    details: Option<Box<Details>>,
}

enum Content {
    Text(Box<str>),
    Constant(&'static str),
}

/// Facts about a rendering for the log.
#[derive(Clone, Default)]
pub(crate) struct Details {
    /// The reason why a text was withheld from the partner.
    pub(crate) withheld: Option<Cow<'static, str>>,
    /// The field list, as `name: text; name: text`.
    pub(crate) fields: Option<Cow<'static, str>>,
    /// The list was converted from a report, whose own text may quote the request.
    pub(crate) quotes_request: bool,
}

impl Rendered {
    #[inline]
    fn constant(code: Code, text: &'static str) -> Self {
        Self { code, content: Content::Constant(text), details: None }
    }

    fn text(code: Code, text: &str) -> Self {
        // Of the exact length: this is the one allocation of a dynamic response.
        Self { code, content: Content::Text(text.into()), details: None }
    }

    #[inline]
    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// Takes the facts for the log.
    pub(crate) fn take_details(&mut self) -> Details {
        self.details.take().map(|details| *details).unwrap_or_default()
    }

    fn details(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    #[inline]
    pub(crate) fn into_bytes(self) -> Bytes {
        match self.content {
            Content::Text(text) => text.into_boxed_bytes().into(),
            Content::Constant(text) => Bytes::from_static(text.as_bytes()),
        }
    }

    fn into_string(self) -> String {
        match self.content {
            Content::Text(text) => text.into(),
            Content::Constant(text) => text.to_owned(),
        }
    }

    #[cfg(test)]
    fn is_constant(&self) -> bool {
        matches!(self.content, Content::Constant(_))
    }
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

/// Takes the name of a field and its text.
pub(crate) type PushEntry<'a> = dyn FnMut(fmt::Arguments<'_>, fmt::Arguments<'_>) + 'a;

impl Renderer {
    #[inline]
    fn new(policy: &'static Policy, form: Form, records: bool) -> Self {
        Self { policy, form, records, capture: Capture::default() }
    }

    /// Renders the error. One that panics meanwhile has the standard response of its code.
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

    /// Renders a `field` and its text as a list of one entry.
    pub fn field(&self, name: fmt::Arguments<'_>, text: fmt::Arguments<'_>) -> Rendered {
        match self.form {
            Form::Message => self.field_in::<0>(name, text),
            Form::Body => self.field_in::<1>(name, text),
        }
    }

    fn field_in<const LAYERS: usize>(&self, name: fmt::Arguments<'_>, text: fmt::Arguments<'_>) -> Rendered {
        self.entries_in::<LAYERS>(|push| push(name, text))
    }

    /// Renders a field list of texts that can have `verbatim` values. The entries are pushed in order, one at least.
    #[cfg(feature = "upstream")]
    pub(crate) fn entries(&self, each: impl FnOnce(&mut PushEntry<'_>)) -> Rendered {
        match self.form {
            Form::Message => self.entries_in::<0>(each),
            Form::Body => self.entries_in::<1>(each),
        }
    }

    fn entries_in<const LAYERS: usize>(&self, each: impl FnOnce(&mut PushEntry<'_>)) -> Rendered {
        Buffers::with(|buffers| {
            let Buffers { captured, sanitized, restored, out } = buffers;
            self.open(Code::InvalidArgument, out);
            let mut list = List::<LAYERS>::new(out);
            let (mut log, mut reason) = (list::Log::new(self.records), None);
            each(&mut |name, text| {
                for (part, arguments) in [(Part::Name, name), (Part::Text, text)] {
                    let text = self.partner_text(arguments, part, captured, sanitized, restored);
                    log.push(list.push(part, text), part);
                    if text.is_none() && self.records && reason.is_none() {
                        reason = Some(self.reason(captured));
                    }
                }
            });
            list.end();
            let mut rendered = self.close(Code::InvalidArgument, out);
            if let Some(list) = log.finish() {
                rendered.details().fields = Some(list);
            }
            match reason {
                Some(reason) => self.withheld(rendered, || reason),
                None => rendered,
            }
        })
    }

    /// Renders a field list; one without entries as the standard response.
    // By value: whether it is borrowed says whether it is the service's own list or was converted.
    #[expect(clippy::needless_pass_by_value, reason = "the derive passes what `as_field_errors` returns")]
    pub fn fields(&self, errors: Cow<'_, [FieldError]>, case: Option<Case>) -> Rendered {
        let mut rendered = if errors.is_empty() {
            self.standard(Code::InvalidArgument)
        } else {
            match self.form {
                Form::Message => self.fields_in::<0>(&errors, case),
                Form::Body => self.fields_in::<1>(&errors, case),
            }
        };
        if self.records {
            rendered.details().quotes_request = matches!(errors, Cow::Owned(_));
        }
        rendered
    }

    fn fields_in<const LAYERS: usize>(&self, errors: &[FieldError], case: Option<Case>) -> Rendered {
        Buffers::with(|buffers| {
            let Buffers { sanitized, restored, out, .. } = buffers;
            self.open(Code::InvalidArgument, out);
            let mut list = List::<LAYERS>::new(out);
            let (mut log, mut reason) = (list::Log::new(self.records), None);
            for error in errors {
                for (part, given) in [(Part::Name, error.field()), (Part::Text, error.error())] {
                    let words = self.policy.words();
                    let text = match (part, case) {
                        // The partner's own words: withheld or shown, but not reworded.
                        _ if error.is_in_partner_words() => {
                            (!is_blank(given) && !words.withholds(given)).then_some(given)
                        }
                        (Part::Name, Some(case)) => list::renamed(words, given, case, sanitized, restored),
                        _ => words.sanitize_within(given, part, sanitized),
                    };
                    log.push(list.push(part, text), part);
                    if text.is_none() && self.records && reason.is_none() {
                        reason = Some(self.explain(given));
                    }
                }
            }
            list.end();
            let mut rendered = self.close(Code::InvalidArgument, out);
            if let Some(list) = log.finish() {
                rendered.details().fields = Some(list);
            }
            match reason {
                Some(reason) => self.withheld(rendered, || reason),
                None => rendered,
            }
        })
    }

    /// Returns whether words that would be passed through hold something that must not be shown.
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

    /// Adds the reason why a text was withheld, if an event will tell.
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
