use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable", retry_after = 99999999999999999999999999)]
    V,
}

fn main() {}
