use lms_error::LmsError;

use derive_more::{Display, Error};

#[derive(Debug, Display, Error, LmsError)]
enum E {
    #[display("bad request: {_0}")]
    #[lms(code = "not_found")]
    Positional(std::fmt::Error),
    #[display("bad request: {cause:?}")]
    #[lms(code = "not_found")]
    Captured { cause: std::io::Error },
    #[display("bad request: {}", _1.to_string())]
    #[error(ignore)]
    #[lms(code = "not_found")]
    Argument(u64, std::io::Error),
    #[lms(code = "not_found")]
    Default(std::fmt::Error),
}

#[derive(Debug, Display, Error, LmsError)]
#[display("failed: {_variant}")]
enum Wrapped {
    #[lms(code = "not_found")]
    V(std::fmt::Error),
    #[display("{id}")]
    #[lms(code = "not_found")]
    OwnFormat { id: u64, source: std::fmt::Error },
}

fn main() {}
