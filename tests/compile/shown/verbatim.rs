use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
enum E {
    #[lms(code = "internal", message = "failed: {cause}")]
    Source {
        #[lms(verbatim)]
        #[source]
        cause: std::fmt::Error,
    },
    #[lms(code = "aborted", message = "failed: {0:?}")]
    Boxed(#[lms(verbatim)] Box<dyn std::error::Error>),
    #[lms(code = "aborted", message = "failed: {0}")]
    Exempt(#[lms(verbatim)] std::num::ParseIntError),
    #[lms(code = "aborted", message = "failed: {0}")]
    Both(#[lms(verbatim, shown)] String),
    #[lms(code = "aborted", message = "failed: {0}")]
    Fine(#[lms(verbatim)] String),
}

fn main() {}
