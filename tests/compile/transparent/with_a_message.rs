use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(transparent)]
    #[lms(message = "y")]
    V(std::fmt::Error),
}

fn main() {}
