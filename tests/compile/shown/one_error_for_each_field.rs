use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("bad request: {0}, {0:?}, {text}", text = .0.to_string())]
    #[lms(code = "not_found")]
    Thrice(Box<dyn std::error::Error + Send + Sync>),
    #[error("bad request: {a}, {b}")]
    #[lms(code = "not_found")]
    Two { a: std::fmt::Error, b: std::sync::Arc<std::io::Error> },
}

fn main() {}
