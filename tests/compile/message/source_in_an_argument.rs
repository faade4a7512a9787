use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "internal", message("failed: {}", .0.to_string()))]
    V(#[from] std::fmt::Error),
}

fn main() {}
