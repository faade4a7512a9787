use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(axum)]
struct S;

fn main() {}
