//! The exact number of heap allocations of a response.

use std::hint::black_box;

use allocation_counter::measure;
use bytes::Bytes;
use http::{Response, StatusCode};
use lms_error::{Code, ErrorResponse, FieldError, FieldErrors, LmsError, Policy};

/// A header map: its indices and its entries.
const HEADERS: u64 = 2;
/// The extension map, its table and the `Code`. The private marker is zero-sized.
const EXTENSION: u64 = 3;

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

/// Counts the allocations of the second call: the first one initializes caches of the thread and the process.
#[track_caller]
fn assert_allocations<R>(expected: u64, mut work: impl FnMut() -> R) {
    black_box(work());
    let counted = measure(|| {
        black_box(work());
    });
    assert_eq!(counted.count_total, expected);
}

#[test]
fn code_status_and_retry_rule_allocate_nothing() {
    for error in [Failure::Clean(7), Failure::Dirty(7), Failure::Standard, fields(10)] {
        assert_allocations(0, || (error.code(), error.status(), error.retry(), error.retry_after()));
    }
}

#[test]
fn a_constant_response_allocates_nothing_under_each_policy() {
    static CARDS: Policy = Policy::LMS.service("cards");
    for error in [Failure::Standard, Failure::Literal, Failure::LiteralField] {
        for policy in [&Policy::LMS, &CARDS] {
            assert_allocations(0, || policy.response(&error));
            let (first, second) = (policy.response(&error), policy.response(&error));
            assert!(
                std::ptr::eq(first.body().as_ref(), second.body().as_ref()),
                "the same bytes, not a copy"
            );
        }
    }
    for code in Code::ALL {
        assert_allocations(0, || ErrorResponse::from(code));
        assert_allocations(0, || CARDS.standard(code));
        assert_allocations(0, || ErrorResponse::from_status(code.status()));
    }
    assert_allocations(0, || CARDS.for_status(StatusCode::METHOD_NOT_ALLOWED));
}

#[test]
fn a_dynamic_response_allocates_its_body() {
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
fn an_http_response_allocates_its_headers_and_an_extension_besides() {
    assert_allocations(1 + HEADERS + EXTENSION, || Response::<Bytes>::from(Failure::Dirty(7).to_response()));
    assert_allocations(HEADERS + EXTENSION, || Response::<Bytes>::from(Failure::Literal.to_response()));
    // `http` writes the number of `retry-after` into a buffer, and shares that.
    assert_allocations(HEADERS + 2 + EXTENSION, || Response::<Bytes>::from(Failure::Standard.to_response()));
}

#[test]
fn a_response_is_small_enough_for_a_result() {
    // clippy's `result_large_err` begins at 128.
    assert!(size_of::<ErrorResponse>() <= 80, "{}", size_of::<ErrorResponse>());
}
