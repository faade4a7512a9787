use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "internal", message = "failed: {cause}")]
    V { #[lms(verbatim)] #[source] cause: std::fmt::Error },
}

fn main() {}
