use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message = "{} {}", .0, .0)]
    V(u8),
}

fn main() {}
