use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(code = "aborted")]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

fn main() {}
