use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable", retry_after = 30)]
    V(#[lms(retry_after)] std::time::Duration),
}

fn main() {}
