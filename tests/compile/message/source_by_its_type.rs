use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "internal", message = "failed: {why:?}")]
    V { why: Option<Box<dyn std::error::Error>> },
}

fn main() {}
