use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(message = "y", cod = "aborted")]
    V,
}

fn main() {}
