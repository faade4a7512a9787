use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum(code = "aborted"))]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

fn main() {}
