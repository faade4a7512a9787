//! Answers that never vary: rendered once in a process, and handed out from there on.

use std::sync::OnceLock;

use bytes::Bytes;

use crate::{
    Code,
    render::{Renderer, Voice},
};

/// What an answer says that is the same each time. The derive makes a static of it.
pub struct Constant {
    voice: &'static Voice,
    code: Code,
    content: Content,
    /// Lives as long as the process.
    body: OnceLock<&'static [u8]>,
}

enum Content {
    Standard,
    Text(&'static str),
    Field(&'static str, &'static str),
}

impl Constant {
    const fn new(voice: &'static Voice, code: Code, content: Content) -> Self {
        Self { voice, code, content, body: OnceLock::new() }
    }

    /// The standard sentence of the code.
    #[must_use]
    pub const fn standard(voice: &'static Voice, code: Code) -> Self {
        Self::new(voice, code, Content::Standard)
    }

    /// A `message` that interpolates nothing.
    #[must_use]
    pub const fn text(voice: &'static Voice, code: Code, text: &'static str) -> Self {
        Self::new(voice, code, Content::Text(text))
    }

    /// A `field`, and a `message`, that interpolate nothing.
    #[must_use]
    pub const fn field(voice: &'static Voice, name: &'static str, text: &'static str) -> Self {
        Self::new(voice, Code::InvalidArgument, Content::Field(name, text))
    }

    /// The standard answer of a code, where no type has said how it speaks.
    pub(crate) fn of(code: Code) -> &'static Self {
        macro_rules! standards {
            ($($code:ident),+) => {
                match code {
                    $(Code::$code => {
                        static STANDARD: Constant = Constant::standard(Voice::USUAL, Code::$code);
                        &STANDARD
                    })+
                }
            };
        }
        standards!(
            InvalidArgument,
            Unauthenticated,
            PermissionDenied,
            NotFound,
            Aborted,
            Internal,
            Unavailable
        )
    }

    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// The body, which is made where it is first asked for.
    pub(crate) fn body(&'static self) -> Bytes {
        let body = self.body.get_or_init(|| Vec::leak(Renderer::body(self.code, |to| self.say(to)).into()));
        Bytes::from_static(body)
    }

    pub(crate) fn say(&self, to: &Renderer) {
        match self.content {
            Content::Standard => to.standard(self.voice, self.code),
            Content::Text(text) => to.text(self.voice, self.code, format_args!("{text}")),
            Content::Field(name, text) => {
                to.field(self.voice, format_args!("{name}"), format_args!("{text}"));
            }
        }
    }
}
