use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", retry_after = 30)]
    V,
}

fn main() {}
