use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable")]
    V(#[lms(retry_after = 30)] u64),
}

fn main() {}
