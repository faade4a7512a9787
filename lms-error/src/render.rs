//! From what an error says of itself to the bytes that a partner reads.

use std::{
    cell::Cell,
    fmt::{self, Display},
    panic::{AssertUnwindSafe, catch_unwind},
};

use bytes::Bytes;

use crate::{
    Code, Envelope, FieldError, LmsError, Vocabulary,
    constant::Constant,
    field_errors::case::Case,
    json::escape,
    scratch::Scratch,
    verbatim::{Captured, Verbatim, Verbatims},
    vocabulary::{Buffers, Part, is_blank},
};

/// The message of an error, for who looks at it and does not answer.
pub(crate) fn envelope_of<E: LmsError + ?Sized>(error: &E) -> Envelope<'static> {
    let to = Renderer::new(Form::Message);
    let code = to.ask(error);
    let message: String = match to.said.into_inner() {
        Said::Text(message) => message.into(),
        Said::Constant(_) | Said::Nothing => code.standard().to_owned(),
    };
    Envelope { code, message: message.into() }
}

/// The code and the whole body of an error's answer.
pub(crate) fn body_of<E: LmsError + ?Sized>(error: &E) -> (Code, Bytes) {
    let to = Renderer::new(Form::Body);
    let code = to.ask(error);
    (code, to.into_body(code))
}

/// How a type speaks to partners: what its `#[lms(…)]` says of all of its variants.
pub struct Voice {
    /// The word before `: status=`.
    pub service: &'static str,
    /// What must not be said.
    pub vocabulary: &'static Vocabulary,
}

impl Voice {
    /// Of who says nothing else.
    pub(crate) const USUAL: &'static Self = &Self { service: SERVICE, vocabulary: &Vocabulary::LMS };
}

/// The word before `: status=` where no `service` is given.
pub const SERVICE: &str = "lms";

/// What is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// The message of the envelope.
    Message,
    /// The envelope as JSON.
    Body,
}

/// What has been said. The pieces are small, so that an answer is not moved about while it is made.
enum Said {
    Nothing,
    /// In the form that was asked for.
    Text(Box<str>),
    Constant(&'static Constant),
}

/// Takes what an error says of itself and makes its answer of it. The derive calls one of
/// [`whole`](Self::whole), [`text`](Self::text), [`field`](Self::field), [`fields`](Self::fields) and
/// [`constant`](Self::constant), once.
///
/// They take a shared reference, so that the arguments of a text can borrow the renderer for their
/// [`verbatim`](Self::verbatim) values.
pub struct Renderer {
    form: Form,
    verbatims: Verbatims,
    /// Set by the first word that is said; no other one counts.
    code: Cell<Option<Code>>,
    said: Cell<Said>,
}

impl Renderer {
    fn new(form: Form) -> Self {
        let said = Cell::new(Said::Nothing);
        Self { form, verbatims: Verbatims::default(), code: Cell::new(None), said }
    }

    /// Has the error say what it is. One that panics while it does has an answer all the same: the standard one, and
    /// one that says nothing that of an internal error.
    fn ask<E: LmsError + ?Sized>(&self, error: &E) -> Code {
        // Nothing of the error is used behind a panic but its code.
        if catch_unwind(AssertUnwindSafe(|| error.__render(self))).is_err() {
            self.constant(Constant::of(error.code()));
        }
        self.code.get().unwrap_or_else(|| {
            self.constant(Constant::of(Code::Internal));
            Code::Internal
        })
    }

    /// The body of what is said to it.
    pub(crate) fn body(code: Code, say: impl FnOnce(&Self)) -> Bytes {
        let to = Self::new(Form::Body);
        say(&to);
        to.into_body(code)
    }

    fn into_body(self, code: Code) -> Bytes {
        match self.said.into_inner() {
            Said::Text(body) => body.into_boxed_bytes().into(),
            Said::Constant(constant) => constant.body(),
            Said::Nothing => Constant::of(code).body(),
        }
    }

    /// The answer of a variant without a `message`: its `Display`. The derive leaves those of 5xx to `constant`.
    pub fn whole(&self, voice: &Voice, code: Code, error: &dyn Display) {
        self.text(voice, code, format_args!("{error}"));
    }

    /// The answer of a variant with a `message`.
    pub fn text(&self, voice: &Voice, code: Code, text: fmt::Arguments<'_>) {
        if code == Code::InvalidArgument {
            return self.field(voice, format_args!("request"), text);
        }
        Scratch::with(|scratch| {
            let Scratch { captured, sanitised, restored, out } = scratch;
            let text = self
                .capture(text, captured)
                .and_then(|()| voice.vocabulary.sanitize_within(&captured.text, Part::Text, sanitised));
            let text = text.map(|text| captured.restore(text, restored)).filter(|text| !is_blank(text));
            self.open(code, out);
            self.prefixed(voice, code, text.unwrap_or(code.standard()), out);
            self.close(code, out);
        });
    }

    /// The answer of a variant with a `field`.
    pub fn field(&self, voice: &Voice, name: fmt::Arguments<'_>, text: fmt::Arguments<'_>) {
        match self.form {
            Form::Message => self.field_in::<0>(voice, name, text),
            Form::Body => self.field_in::<1>(voice, name, text),
        }
    }

    fn field_in<const LAYERS: usize>(
        &self,
        voice: &Voice,
        name: fmt::Arguments<'_>,
        text: fmt::Arguments<'_>,
    ) {
        Scratch::with(|scratch| {
            let Scratch { captured, sanitised, restored, out } = scratch;
            let mut list = self.list::<LAYERS>(out);
            for (part, part_text) in [(Part::Name, name), (Part::Text, text)] {
                let text = self
                    .capture(part_text, captured)
                    .and_then(|()| voice.vocabulary.sanitize_within(&captured.text, part, sanitised));
                let text = text.map(|text| captured.restore(text, restored)).filter(|text| !is_blank(text));
                list.push(part, text);
            }
            list.end();
            self.close(Code::InvalidArgument, out);
        });
    }

    /// The answer of a variant that holds its `fields`.
    pub fn fields(&self, voice: &Voice, errors: &[FieldError], case: Option<Case>) {
        if errors.is_empty() {
            return self.constant(Constant::of(Code::InvalidArgument));
        }
        match self.form {
            Form::Message => self.fields_in::<0>(voice, errors, case),
            Form::Body => self.fields_in::<1>(voice, errors, case),
        }
    }

    fn fields_in<const LAYERS: usize>(&self, voice: &Voice, errors: &[FieldError], case: Option<Case>) {
        Scratch::with(|scratch| {
            let Scratch { sanitised, restored, out, .. } = scratch;
            let mut list = self.list::<LAYERS>(out);
            for error in errors {
                if error.is_in_partner_words() {
                    for (part, text) in [(Part::Name, error.field()), (Part::Text, error.error())] {
                        let shown = voice.vocabulary.sanitize_within(text, part, sanitised).is_some();
                        list.push(part, shown.then_some(text));
                    }
                    continue;
                }
                list.push(Part::Name, name(voice.vocabulary, error.field(), case, sanitised, restored));
                let text = voice.vocabulary.sanitize_within(error.error(), Part::Text, sanitised);
                list.push(Part::Text, text);
            }
            list.end();
            self.close(Code::InvalidArgument, out);
        });
    }

    /// The answer of a variant that never says anything else.
    pub fn constant(&self, constant: &'static Constant) {
        match self.form {
            Form::Message => constant.say(self),
            Form::Body => self.say(constant.code(), || Said::Constant(constant)),
        }
    }

    /// The standard answer of a code.
    pub(crate) fn standard(&self, voice: &Voice, code: Code) {
        Scratch::with(|Scratch { out, .. }| {
            self.open(code, out);
            if code == Code::InvalidArgument {
                escape(out, code.standard(), self.layers());
            } else {
                self.prefixed(voice, code, code.standard(), out);
            }
            self.close(code, out);
        });
    }

    /// An argument of a text that passes through as it is.
    pub fn verbatim<'a, T: ?Sized>(&'a self, value: &'a T) -> Verbatim<'a, T> {
        self.verbatims.mark(value)
    }

    /// Nothing of a text that fails, or panics, is used.
    fn capture(&self, text: fmt::Arguments<'_>, captured: &mut Captured) -> Option<()> {
        catch_unwind(AssertUnwindSafe(|| self.verbatims.capture(text, captured))).ok()?.ok()
    }

    /// How many strings of JSON the message stands in.
    fn layers(&self) -> usize {
        usize::from(self.form == Form::Body)
    }

    fn open(&self, code: Code, out: &mut String) {
        out.clear();
        if self.form == Form::Body {
            out.push_str(code.opening());
        }
    }

    fn prefixed(&self, voice: &Voice, code: Code, text: &str, out: &mut String) {
        escape(out, voice.service, self.layers());
        out.push_str(": status=");
        out.push_str(code.status().as_str());
        out.push_str(": ");
        escape(out, text, self.layers());
    }

    fn list<'o, const LAYERS: usize>(&self, out: &'o mut String) -> List<'o, LAYERS> {
        self.open(Code::InvalidArgument, out);
        List { out, is_empty: true }
    }

    fn close(&self, code: Code, out: &mut String) {
        if self.form == Form::Body {
            out.push_str("\"}");
        }
        // Of its exact length, it is the one piece of memory that the answer takes.
        self.say(code, || Said::Text(out.as_str().into()));
    }

    fn say(&self, code: Code, said: impl FnOnce() -> Said) {
        if self.code.get().is_none() {
            self.code.set(Some(code));
            self.said.set(said());
        }
    }
}

/// The JSON array of an `invalid_argument` message, which stands in so many strings of JSON.
struct List<'o, const LAYERS: usize> {
    out: &'o mut String,
    is_empty: bool,
}

impl<const LAYERS: usize> List<'_, LAYERS> {
    /// Adds the name of an entry, and then its text. Where nothing is left of one, the word that says least stands
    /// there.
    fn push(&mut self, part: Part, text: Option<&str>) {
        const FIRST: [&str; 2] = [r#"[{"field":""#, r#"[{\"field\":\""#];
        const NEXT: [&str; 2] = [r#",{"field":""#, r#",{\"field\":\""#];
        const ERROR: [&str; 2] = [r#"","error":""#, r#"\",\"error\":\""#];
        const END: [&str; 2] = [r#""}"#, r#"\"}"#];
        match part {
            Part::Name => {
                self.out.push_str(if self.is_empty { FIRST[LAYERS] } else { NEXT[LAYERS] });
                self.is_empty = false;
                escape(self.out, text.unwrap_or("request"), LAYERS + 1);
            }
            Part::Text => {
                self.out.push_str(ERROR[LAYERS]);
                escape(self.out, text.unwrap_or("invalid"), LAYERS + 1);
                self.out.push_str(END[LAYERS]);
            }
        }
    }

    fn end(self) {
        self.out.push(']');
    }
}

/// The name of a field as the partner knows it. A case may hide what must not be seen (`m_client` is `mClient`), and
/// may bring it about, so the sanitiser looks before and behind.
fn name<'n>(
    vocabulary: &Vocabulary,
    name: &'n str,
    case: Option<Case>,
    buffers: &'n mut Buffers,
    renamed: &'n mut String,
) -> Option<&'n str> {
    let Some(case) = case else {
        return vocabulary.sanitize_within(name, Part::Name, buffers);
    };
    let name = vocabulary.sanitize_within(name, Part::Name, buffers)?;
    renamed.clear();
    case.rename(name, renamed);
    vocabulary.sanitize_within(renamed, Part::Name, buffers)
}
