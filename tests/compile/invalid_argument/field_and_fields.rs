use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "invalid_argument", field = "a")]
    V(#[lms(fields)] lms_error::FieldErrors),
}

fn main() {}
