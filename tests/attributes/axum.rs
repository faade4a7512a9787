//! `axum`: the type is a response of axum's.

use axum::{body::to_bytes, response::IntoResponse};
use lms_error::ErrorResponse;

use super::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("Client {0} is gone")]
#[lms(axum, code = "not_found")]
struct Gone(u64);

#[tokio::test]
async fn the_type_its_response_and_a_box_are_the_same_response() {
    let boxed: Box<dyn LmsError> = Box::new(Gone(7));
    let responses = [
        Gone(7).into_response(),
        ErrorResponse::from(Gone(7)).into_response(),
        ErrorResponse::from(boxed).into_response(),
    ];
    for response in responses {
        assert_eq!(response.status(), 404);
        assert_eq!(response.headers()["content-type"], "application/json");
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body in memory");
        assert_eq!(&body[..], br#"{"code":"not_found","message":"lms: status=404: Customer 7 is gone"}"#);
    }
}
