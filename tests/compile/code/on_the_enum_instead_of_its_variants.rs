use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(code = "aborted")]
enum E {
    #[error("a")]
    A,
    #[error("b")]
    B,
}

fn main() {}
