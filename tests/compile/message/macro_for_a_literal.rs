use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message = concat!("a", "b"))]
    V,
}

fn main() {}
