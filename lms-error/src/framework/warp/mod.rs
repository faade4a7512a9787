//! warp: [`ErrorResponse`](crate::ErrorResponse) is a `Reply` and a rejection.

mod catch_all;
mod rejections;

use warp::{Reply, reject::Reject, reply::Response};

pub use catch_all::Envelopes;

use crate::ErrorResponse;

impl Reply for ErrorResponse {
    fn into_response(self) -> Response {
        self.into()
    }
}

impl Reject for ErrorResponse {}
