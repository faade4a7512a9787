use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V(#[lms(code = "aborted", message = "y")] u8),
}

fn main() {}
