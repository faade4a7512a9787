use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(transparent)]
    V(#[lms(verbatim)] u8),
}

fn main() {}
