use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable", message = "failed: {cause:?}")]
    V { #[source] cause: std::fmt::Error },
}

fn main() {}
