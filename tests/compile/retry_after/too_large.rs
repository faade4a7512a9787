use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable", retry_after = 4294967296)]
    V,
}

fn main() {}
