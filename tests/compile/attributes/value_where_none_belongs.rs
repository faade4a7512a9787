use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "not_found", message = "{0}")]
    V(#[lms(verbatim = true)] u8),
}

fn main() {}
