use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V { #[lms(verbatim)] id: u8 },
}

fn main() {}
