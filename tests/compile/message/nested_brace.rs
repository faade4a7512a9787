use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message = "{a{b}}")]
    V { a: u8 },
}

fn main() {}
