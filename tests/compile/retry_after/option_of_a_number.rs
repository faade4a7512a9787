use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable")]
    V(#[lms(retry_after)] Option<u64>),
}

fn main() {}
