use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(strict = true)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

fn main() {}
