use lms_error::LmsError;

fn describe(error: &std::fmt::Error) -> String {
    error.to_string()
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
enum E {
    #[lms(code = "aborted", message = "failed: {0}")]
    Positional(#[from] std::fmt::Error),
    #[lms(code = "aborted", message = "failed: {cause:?}")]
    Captured { cause: std::fmt::Error },
    #[lms(code = "aborted", message("failed: {}", .0))]
    Argument(std::fmt::Error),
    #[lms(code = "aborted", message("failed: {}", .0.to_string()))]
    Method(std::fmt::Error),
    #[lms(code = "aborted", message("failed: {x}", x = describe(.0)))]
    Function(std::fmt::Error),
    #[lms(code = "aborted", message("failed: {x}", x = cause))]
    Variable { cause: std::fmt::Error },
    #[lms(code = "aborted", message("failed: {}", .causes.len()))]
    Count { causes: Vec<std::fmt::Error> },
    #[lms(code = "invalid_argument", field = "date", message = "{0}")]
    FieldText(std::fmt::Error),
    #[lms(code = "invalid_argument", field = "{0}", message = "wrong")]
    FieldName(std::fmt::Error),
    #[lms(code = "invalid_argument", field("{}", .0.to_string()), message = "wrong")]
    FieldArgument(std::fmt::Error),
}

fn main() {}
