//! How often an answer takes memory, exactly.

use std::hint::black_box;

use allocation_counter::measure;
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use lms_error::{Code, ErrorResponse, FieldError, FieldErrors, LmsError};

#[derive(Debug, thiserror::Error, LmsError)]
enum Failure {
    #[error("Loan {0} is closed")]
    #[lms(code = "aborted")]
    Clean(u64),
    #[error("lms: status=404 code=\"error.msg.client.id.invalid\": Client with id {0} does not exist")]
    #[lms(code = "not_found")]
    Dirty(u64),
    #[error("jdbc:mysql://10.4.0.7 refused {0}")]
    #[lms(code = "permission_denied")]
    Withheld(u64),
    #[error("core at 10.4.0.7 is down")]
    #[lms(code = "unavailable", retry_after = 30)]
    Standard,
    #[error("locked")]
    #[lms(code = "aborted", message = "The client's loan is locked by \"another\" request")]
    Literal,
    #[error("wrong")]
    #[lms(code = "invalid_argument", field = "officeId", message = "required")]
    LiteralField,
    #[error("wrong")]
    #[lms(code = "invalid_argument")]
    Fields(#[lms(fields)] FieldErrors),
    #[error("office {0} is wrong")]
    #[lms(code = "invalid_argument", field = "offices[{0}].id")]
    Field(u64),
}

fn fields(n: usize) -> Failure {
    Failure::Fields((0..n).map(|n| FieldError::new(format!("clients[{n}].zipCode"), "required")).collect())
}

/// How often the work takes memory, when the thread and the process have done it before.
#[track_caller]
fn assert_allocations<R>(expected: u64, mut work: impl FnMut() -> R) {
    black_box(work());
    let counted = measure(|| {
        black_box(work());
    });
    assert_eq!(counted.count_total, expected);
}

#[test]
fn code_status_and_retry_take_none() {
    for error in [Failure::Clean(7), Failure::Dirty(7), Failure::Standard, fields(10)] {
        assert_allocations(0, || (error.code(), error.status(), error.retry(), error.retry_after()));
    }
}

#[test]
fn an_answer_that_never_varies_takes_none() {
    for error in [Failure::Standard, Failure::Literal, Failure::LiteralField] {
        assert_allocations(0, || error.to_response());
        let (first, second) = (error.to_response(), error.to_response());
        assert!(std::ptr::eq(first.body().as_ref(), second.body().as_ref()), "the same bytes, not a copy");
    }
    for code in Code::ALL {
        assert_allocations(0, || ErrorResponse::from(code));
        assert_allocations(0, || ErrorResponse::from_status(code.status()));
    }
    assert_allocations(0, || ErrorResponse::from_status(StatusCode::METHOD_NOT_ALLOWED));
}

#[test]
fn any_other_takes_its_body() {
    for error in [
        Failure::Clean(7),
        Failure::Dirty(7),
        Failure::Withheld(7),
        Failure::Field(7),
        fields(1),
        fields(100),
    ] {
        assert_allocations(1, || error.to_response());
    }
    let boxed: Box<dyn LmsError> = Box::new(Failure::Dirty(7));
    assert_allocations(1, || boxed.to_response());
}

#[test]
fn a_response_takes_what_its_header_map_takes_besides() {
    let of_headers = measure(|| {
        let mut headers: HeaderMap = HeaderMap::with_capacity(2);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        black_box(headers);
    });
    assert_allocations(1 + of_headers.count_total, || {
        Response::<Bytes>::from(Failure::Dirty(7).to_response())
    });
    let of_wait = measure(|| {
        black_box((RETRY_AFTER, HeaderValue::from(30_u64)));
    });
    let constant = of_headers.count_total + of_wait.count_total;
    assert_allocations(constant, || Response::<Bytes>::from(Failure::Standard.to_response()));
}

#[test]
fn an_answer_is_small_enough_for_a_result() {
    // clippy's `result_large_err` begins at 128.
    assert!(size_of::<ErrorResponse>() <= 80, "{}", size_of::<ErrorResponse>());
    assert_eq!(
        size_of::<Failure>(),
        size_of::<FieldErrors>().max(size_of::<(u64, u64)>()),
        "ours adds nothing"
    );
}
