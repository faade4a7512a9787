use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    #[lms(message = "y", code = "aborted")]
    V,
}

fn main() {}
