use lms_error::{Code, Envelope, LmsError};

#[derive(Debug, thiserror::Error)]
#[error("x")]
struct ByHand;

impl LmsError for ByHand {
    fn code(&self) -> Code {
        Code::NotFound
    }

    fn envelope(&self) -> Envelope<'_> {
        Envelope { code: Code::NotFound, message: "10.4.0.7".into() }
    }
}

fn main() {}
