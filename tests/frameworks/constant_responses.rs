//! A response that never varies is rendered once, and each framework sends the same bytes without a copy. rocket reads a
//! body into a buffer of its own, and a message of tonic is a string.

use std::ptr;

use http_body_util::BodyExt;
use lms_error::{ErrorResponse, LmsError};

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(actix_web, axum, poem, salvo, warp)]
enum Failure {
    #[error("core at 10.4.0.7 is down")]
    #[lms(code = "unavailable")]
    Standard,
    #[error("locked")]
    #[lms(code = "aborted", message = "The loan is locked by another request")]
    Literal,
}

const CONSTANT: [fn() -> Failure; 2] = [|| Failure::Standard, || Failure::Literal];

#[track_caller]
fn assert_not_copied(body: &[u8], failure: fn() -> Failure) {
    let ours = failure().to_response();
    assert!(ptr::eq(body, ours.body().as_ref()), "the bytes are a copy");
}

#[tokio::test]
async fn axum_copies_no_constant_response() {
    use axum::response::IntoResponse;

    for failure in CONSTANT {
        let body = failure().into_response().into_body().collect().await.expect("a body").to_bytes();
        assert_not_copied(&body, failure);
    }
}

#[tokio::test]
async fn warp_copies_no_constant_response() {
    use warp::Reply;

    for failure in CONSTANT {
        let body = failure().into_response().into_body().collect().await.expect("a body").to_bytes();
        assert_not_copied(&body, failure);
    }
}

#[tokio::test]
async fn poem_copies_no_constant_response() {
    for failure in CONSTANT {
        let body = poem::Error::from(failure()).into_response().into_body().into_bytes().await;
        assert_not_copied(&body.expect("a body"), failure);
    }
}

#[test]
fn actix_web_copies_no_constant_response() {
    use actix_web::{Responder, body::MessageBody, test::TestRequest};

    for failure in CONSTANT {
        let of_handler = failure().respond_to(&TestRequest::default().to_http_request());
        let of_error = actix_web::Error::from(failure()).error_response();
        for response in [of_handler, of_error] {
            let body = response.into_body().try_into_bytes();
            assert_not_copied(&body.expect("a body that is there"), failure);
        }
    }
}

#[test]
fn salvo_copies_no_constant_response() {
    use salvo::{Response, Scribe, http::ResBody};

    for failure in CONSTANT {
        let mut response = Response::new();
        failure().render(&mut response);
        let ResBody::Once(body) = response.take_body() else { panic!("the body is one piece") };
        assert_not_copied(&body, failure);
    }
}

#[test]
fn an_http_response_copies_no_constant_response() {
    for failure in CONSTANT {
        let response: http::Response<bytes::Bytes> = ErrorResponse::from(failure()).into();
        assert_not_copied(response.body(), failure);
    }
}
