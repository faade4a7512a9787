use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message = "{x:>wdith$}")]
    V { x: f64, width: usize },
}

fn main() {}
