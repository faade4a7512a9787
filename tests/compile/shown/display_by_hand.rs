use lms_error::LmsError;

#[derive(Debug, LmsError)]
enum E {
    #[lms(code = "not_found")]
    Refused { id: u64, cause: std::io::Error },
    #[lms(code = "not_found", message = "{id} is refused")]
    WithMessage { id: u64, cause: std::io::Error },
}

impl std::fmt::Display for E {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused { id, cause } | Self::WithMessage { id, cause } => write!(f, "{id}: {cause}"),
        }
    }
}

impl std::error::Error for E {}

#[derive(Debug, displaydoc::Display, LmsError)]
enum Documented {
    /// bad request: {0}
    #[lms(code = "not_found")]
    V(std::io::Error),
}

impl std::error::Error for Documented {}

fn main() {}
