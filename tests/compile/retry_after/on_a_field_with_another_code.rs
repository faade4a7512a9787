use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "internal")]
    V(#[lms(retry_after)] std::time::Duration),
}

fn main() {}
