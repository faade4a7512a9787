use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(status = 409)]
    V,
}

fn main() {}
