use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(aide)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

fn main() {}
