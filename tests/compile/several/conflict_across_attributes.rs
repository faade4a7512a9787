use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable", retry_after = 0)]
    #[lms(retry_after = 5)]
    V(#[lms(verbatim)] #[lms(retry_after)] std::time::Duration),
}

fn respond(e: E) -> lms_error::ErrorResponse {
    e.into()
}

fn main() {}
