use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, policy = "")]
enum E {
    #[error("1")]
    #[lms(code = 404)]
    A,
    #[error("2")]
    #[lms(code = "unavailable", retry_after = -1)]
    B,
    #[error("3")]
    #[lms(code = "aborted", message = "{id")]
    C { id: u8 },
    #[error("4")]
    #[lms(code = "aborted", colour = "red")]
    D,
    #[error("5")]
    F,
    #[error("6")]
    #[lms(code = "aborted")]
    G(#[lms(axum)] u8),
    #[error("7")]
    #[lms(code = "invalid_argument")]
    H(u8),
    #[error("8")]
    #[lms(code = "aborted", code = "internal")]
    I,
    #[error("9")]
    #[lms(transparent)]
    J,
    #[error("10")]
    #[lms(code = "internal", message = "{0}")]
    K(#[from] std::fmt::Error),
}

async fn handler() -> Result<(), E> {
    Err(E::A)?
}

fn uses(e: E) -> lms_error::ErrorResponse {
    let _: axum::Router = axum::Router::new().route("/", axum::routing::get(handler));
    let _ = lms_error::LmsError::code(&e);
    let _ = axum::response::IntoResponse::into_response(E::F);
    e.into()
}

fn main() {}
