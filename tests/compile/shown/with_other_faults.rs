use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(service = "cards")]
enum E {
    #[error("bad request: {0}")]
    #[lms(code = "not_found")]
    Shown(#[from] std::io::Error),
    #[error("x")]
    #[lms(code = "not_fuond")]
    Misspelled(std::fmt::Error),
    #[error("x")]
    #[lms(code = "aborted", message = "{cause} of {idd}")]
    Missing { id: u64, cause: std::fmt::Error },
    #[error("misspelled, so that the text for partners is not known: {0}")]
    #[lms(code = "aborted", mesage = "x")]
    Mesage(std::fmt::Error),
}

fn main() {}
