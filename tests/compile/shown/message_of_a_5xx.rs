use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
enum E {
    #[lms(code = "internal", message = "failed: {0}")]
    From(#[from] std::fmt::Error),
    #[lms(code = "internal", message = "failed: {source}")]
    Source { source: std::fmt::Error },
    #[lms(code = "unavailable", message = "failed: {cause:?}")]
    Marked {
        #[source]
        cause: std::fmt::Error,
    },
    #[lms(code = "internal", message = "failed: {why:?}")]
    OfItsType { why: Option<Box<dyn std::error::Error>> },
    #[lms(code = "internal", message("failed: {}", .1.to_string()))]
    Argument(std::num::NonZero<u8>, std::fmt::Error),
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error(transparent)]
#[lms(code = "internal", message = "failed: {0}")]
struct Forwarded(std::fmt::Error);

fn main() {}
