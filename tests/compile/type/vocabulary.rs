use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(vocabulary = WORDS)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

fn main() {}
