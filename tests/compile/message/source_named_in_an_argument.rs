use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "internal", message("failed: {x}", x = source))]
    V { source: std::fmt::Error },
}

fn main() {}
