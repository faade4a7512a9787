use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(service = "cards")]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

fn main() {}
