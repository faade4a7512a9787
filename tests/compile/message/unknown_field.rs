use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message = "{nam}")]
    V { name: u8 },
}

fn main() {}
