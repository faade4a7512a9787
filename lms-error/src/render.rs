//! From what an error says of itself to the message that a partner reads.

use std::{
    borrow::Cow,
    cell::OnceCell,
    fmt::{self, Display, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::{
    Code, Envelope, FieldError, LmsError, Vocabulary,
    case::Case,
    json::Escaped,
    verbatim::{Verbatim, Verbatims},
};

/// What a partner reads of an error. One that panics while it says so has an answer all the same: the standard one.
pub(crate) fn envelope_of<E: LmsError + ?Sized>(error: &E) -> Envelope<'static> {
    let to = Renderer::default();
    // Nothing of the error is used behind a panic but its code.
    if catch_unwind(AssertUnwindSafe(|| error.__render(&to))).is_err() {
        to.standard(error.code());
    }
    to.into_envelope()
}

/// How a type speaks to partners: what its `#[lms(…)]` says of all of its variants.
pub struct Voice {
    /// The word before `: status=`.
    pub service: &'static str,
    /// What must not be said.
    pub vocabulary: &'static Vocabulary,
}

/// Takes what an error says of itself and makes its envelope of it. The derive calls one of
/// [`whole`](Self::whole), [`text`](Self::text), [`field`](Self::field) and [`fields`](Self::fields), once.
///
/// They take a shared reference, so that the arguments of a text can borrow the renderer for their
/// [`verbatim`](Self::verbatim) values.
#[derive(Default)]
pub struct Renderer {
    verbatims: Verbatims,
    envelope: OnceCell<Envelope<'static>>,
}

impl Renderer {
    /// The answer of a variant without a `message`: its `Display`, where the code lets one be seen.
    pub fn whole(&self, voice: &Voice, code: Code, error: &dyn Display) {
        if shows_display(code) {
            self.text(voice, code, format_args!("{error}"));
        } else {
            self.say(code, prefixed(voice.service, code, code.standard()));
        }
    }

    /// The answer of a variant with a `message`.
    pub fn text(&self, voice: &Voice, code: Code, text: fmt::Arguments<'_>) {
        if code == Code::InvalidArgument {
            return self.field(voice, format_args!("request"), text);
        }
        let text = self.sanitized(text, |text| voice.vocabulary.sanitize(text));
        self.say(code, prefixed(voice.service, code, text.as_deref().unwrap_or(code.standard())));
    }

    /// The answer of a variant with a `field`.
    pub fn field(&self, voice: &Voice, name: fmt::Arguments<'_>, text: fmt::Arguments<'_>) {
        let name = self.sanitized(name, |name| voice.vocabulary.sanitize_name(name));
        let text = self.sanitized(text, |text| voice.vocabulary.sanitize(text));
        self.say(Code::InvalidArgument, list([(name.as_deref(), text.as_deref())]));
    }

    /// The answer of a variant that holds its `fields`.
    pub fn fields(&self, voice: &Voice, errors: &[FieldError], case: Option<Case>) {
        if errors.is_empty() {
            return self.standard(Code::InvalidArgument);
        }
        let entries: Vec<_> = errors
            .iter()
            .map(|error| {
                (name(voice.vocabulary, error.field(), case), voice.vocabulary.sanitize(error.error()))
            })
            .collect();
        let message = list(entries.iter().map(|(name, text)| (name.as_deref(), text.as_deref())));
        self.say(Code::InvalidArgument, message);
    }

    /// An answer in words of ours.
    pub(crate) fn list(&self, errors: &[FieldError]) {
        let entries = errors.iter().map(|error| (Some(error.field()), Some(error.error())));
        self.say(Code::InvalidArgument, list(entries));
    }

    /// The answer of a code on its own.
    pub(crate) fn standard(&self, code: Code) {
        if code == Code::InvalidArgument {
            self.say(code, code.standard());
        } else {
            self.say(code, prefixed(SERVICE, code, code.standard()));
        }
    }

    /// An argument of a text that passes through as it is.
    pub fn verbatim<'a, T: ?Sized>(&'a self, value: &'a T) -> Verbatim<'a, T> {
        self.verbatims.mark(value)
    }

    /// What has been said; the standard answer of an internal error if nothing has.
    pub(crate) fn into_envelope(self) -> Envelope<'static> {
        if self.envelope.get().is_none() {
            self.standard(Code::Internal);
        }
        self.envelope.into_inner().expect("something has been said")
    }

    fn sanitized(
        &self,
        text: fmt::Arguments<'_>,
        sanitize: impl for<'t> FnOnce(&'t str) -> Option<Cow<'t, str>>,
    ) -> Option<String> {
        // A text that fails, or panics, is none.
        let captured = catch_unwind(AssertUnwindSafe(|| self.verbatims.capture(text))).ok()??;
        let sanitized = sanitize(&captured.text)?;
        Some(captured.restore(&sanitized)).filter(|text| !text.trim().is_empty())
    }

    fn say(&self, code: Code, message: impl Into<Cow<'static, str>>) {
        // The first word counts.
        let _ = self.envelope.set(Envelope { code, message: message.into() });
    }
}

/// The name of a field as the partner knows it. A case may hide what must not be seen (`m_client` is `mClient`), and
/// may bring it about, so the sanitiser looks before and behind.
fn name<'n>(vocabulary: &Vocabulary, name: &'n str, case: Option<Case>) -> Option<Cow<'n, str>> {
    let name = vocabulary.sanitize_name(name)?;
    match case {
        Some(case) => vocabulary.sanitize_name(&case.rename(&name)).map(|name| name.into_owned().into()),
        None => Some(name),
    }
}

/// The word before `: status=` where no `service` is given.
pub const SERVICE: &str = "lms";

/// A 5xx says nothing of its `Display` or its sources, whatever they hold.
fn shows_display(code: Code) -> bool {
    !code.status().is_server_error()
}

fn prefixed(service: &str, code: Code, text: &str) -> String {
    format!("{service}: status={}: {text}", code.status().as_u16())
}

/// The JSON array of an `invalid_argument` message. Where nothing is left of a name or of a text,
/// the word that says least stands there.
fn list<'a>(entries: impl IntoIterator<Item = (Option<&'a str>, Option<&'a str>)>) -> String {
    let mut json = String::from("[");
    for (n, (field, error)) in entries.into_iter().enumerate() {
        json.push_str(if n == 0 { r#"{"field":""# } else { r#",{"field":""# });
        escape(&mut json, field.unwrap_or("request"));
        json.push_str(r#"","error":""#);
        escape(&mut json, error.unwrap_or("invalid"));
        json.push_str(r#""}"#);
    }
    json.push(']');
    json
}

fn escape(json: &mut String, text: &str) {
    Escaped(json).write_str(text).expect("a String takes everything");
}
