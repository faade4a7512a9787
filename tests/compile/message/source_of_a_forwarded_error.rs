use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error(transparent)]
#[lms(code = "internal", message = "failed: {0}")]
struct S(std::fmt::Error);

fn main() {}
