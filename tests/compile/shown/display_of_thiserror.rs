use lms_error::LmsError;

fn describe(error: &std::io::Error) -> String {
    error.to_string()
}

fn format_all(id: &u64, cause: &std::io::Error, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    write!(f, "{id}: {cause}")
}

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("bad request: {0}")]
    #[lms(code = "not_found")]
    Positional(#[from] std::io::Error),
    #[error("bad request of {id}: {source}")]
    #[lms(code = "aborted")]
    Captured { id: u64, source: std::fmt::Error },
    #[error("bad request: {cause:?}")]
    #[lms(code = "aborted")]
    Debug { cause: std::fmt::Error },
    #[error("bad request: {_0}")]
    #[lms(code = "aborted")]
    Underscore(std::fmt::Error),
    #[error("bad request: {}", .0)]
    #[lms(code = "aborted")]
    Argument(std::fmt::Error),
    #[error("bad request: {}", .cause.to_string())]
    #[lms(code = "permission_denied")]
    Method { cause: std::fmt::Error },
    #[error("bad request: {}", describe(.0))]
    #[lms(code = "unauthenticated")]
    Function(std::io::Error),
    #[error("bad request: {}", describe(cause))]
    #[lms(code = "unauthenticated")]
    Variable { cause: std::io::Error },
    #[error("bad request: {text}", text = .cause.kind())]
    #[lms(code = "unauthenticated")]
    Named { cause: std::io::Error },
    #[error("bad request: {}", format!("<{cause}>"))]
    #[lms(code = "unauthenticated")]
    Nested { cause: std::io::Error },
    #[error("bad request: {}", self.whole())]
    #[lms(code = "unauthenticated")]
    Whole { cause: std::io::Error },
    #[error("bad request: {self:?}")]
    #[lms(code = "unauthenticated")]
    WholeCaptured { cause: std::io::Error },
    #[error(transparent)]
    #[lms(code = "not_found")]
    Transparent(std::fmt::Error),
    #[error(fmt = format_all)]
    #[lms(code = "not_found")]
    Function2 { id: u64, cause: std::io::Error },
    #[error("must be a date: {0}")]
    #[lms(code = "invalid_argument", field = "birthDate")]
    Field(std::fmt::Error),
}

impl E {
    fn whole(&self) -> String {
        format!("{self:?}")
    }
}

fn main() {}
