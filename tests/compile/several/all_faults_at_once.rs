use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum, policy = "a b")]
enum E {
    #[error("a")]
    #[lms(code = "abortd")]
    A,
    #[error("b")]
    B,
    #[error("c")]
    #[lms(code = "internal", message = "{0}", retry_after = 30)]
    C(#[from] std::fmt::Error),
    #[error("d")]
    #[lms(code = "invalid_argument", colour = "red")]
    D(#[lms(code = "aborted")] u8),
    #[error("e")]
    #[lms(transparent, code = "aborted")]
    E,
}

/// The uses of the type raise no errors of their own.
async fn handler() -> Result<(), E> {
    Err(E::B)
}

fn respond() -> lms_error::ErrorResponse {
    let _: axum::Router = axum::Router::new().route("/", axum::routing::get(handler));
    E::B.to_response()
}

fn main() {}
