use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(transparent, code = "aborted")]
    V(std::fmt::Error),
}

fn main() {}
