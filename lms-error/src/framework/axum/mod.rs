//! axum: [`ErrorResponse`](crate::ErrorResponse) is a response.

mod rejections;

use axum::response::{IntoResponse, Response};

use crate::ErrorResponse;

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        Response::from(self)
    }
}
