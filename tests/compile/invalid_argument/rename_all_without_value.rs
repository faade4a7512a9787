use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "invalid_argument")]
    V(#[lms(fields, rename_all)] lms_error::FieldErrors),
}

fn main() {}
