use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("failed: {0}")]
enum Format {
    #[lms(code = "not_found")]
    Inherited(std::fmt::Error),
    #[error("mine: {1}")]
    #[lms(code = "not_found")]
    Overridden(std::fmt::Error, u64),
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error(transparent)]
enum Transparent {
    #[lms(code = "not_found")]
    V(std::fmt::Error),
}

fn write<T: std::fmt::Debug>(cause: &T, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    write!(f, "{cause:?}")
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error(fmt = write)]
enum Function {
    #[lms(code = "not_found")]
    V(std::fmt::Error),
}

fn main() {}
