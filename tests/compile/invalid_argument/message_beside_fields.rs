use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "invalid_argument", message = "y")]
    V(#[lms(fields)] lms_error::FieldErrors),
}

fn main() {}
