//! The gRPC status of an error, as a tonic client receives it, and its limits.

use std::net::SocketAddr;

use lms_error::{ErrorResponse, FieldError, FieldErrors, LmsError, Policy};
use loans_tonic::{CreateRequest, ShowRequest, loans_client::LoansClient};
use tonic::{
    Code, Request, Status,
    transport::{Channel, Endpoint},
};
use tonic_types::StatusExt;

use crate::services::started;

pub(crate) async fn channel(address: SocketAddr) -> Channel {
    let endpoint = Endpoint::from_shared(format!("http://{address}")).expect("an address");
    endpoint.connect().await.expect("the server listens")
}

#[tokio::test]
async fn a_client_receives_the_code_message_wait_and_list_of_an_error() {
    let address = started(|ready| loans_tonic::run(0, ready));
    let mut client = LoansClient::new(channel(address).await);

    let show = [
        (9, Code::NotFound, "lms: status=404: Customer loan with identifier 9 does not exist", None),
        (2, Code::Internal, "lms: status=500: Unexpected upstream failure", None),
        (3, Code::Unavailable, "lms: status=503: Service is temporarily unavailable", Some("30")),
    ];
    for (id, code, message, wait) in show {
        let status = client.show(ShowRequest { id }).await.expect_err("an error");
        assert_eq!((status.code(), status.message()), (code, message));
        let retry_after = status.metadata().get("retry-after").map(|value| value.to_str().expect("ASCII"));
        assert_eq!(retry_after, wait);
        let info = status.get_error_details().retry_info().and_then(|info| info.retry_delay);
        assert_eq!(info.map(|wait| wait.as_secs().to_string()).as_deref(), wait);
    }
    assert_eq!(client.show(ShowRequest { id: 1 }).await.expect("a loan").into_inner().customer_id, 40);

    let list = r#"[{"field":"principal","error":"must be more than 0"}]"#;
    let create = [
        ("", 7, 1, Code::Unauthenticated, "lms: status=401: Missing or unknown token"),
        (
            "Bearer reader",
            7,
            1,
            Code::PermissionDenied,
            "lms: status=403: This token may read loans, but not create them",
        ),
        ("Bearer writer", 7, 1, Code::Aborted, "lms: status=409: Customer 7 has a loan that is not repaid"),
        ("Bearer writer", 8, 0, Code::InvalidArgument, list),
    ];
    for (token, customer_id, principal, code, message) in create {
        let mut request = Request::new(CreateRequest { customer_id, principal });
        request.metadata_mut().insert("authorization", token.parse().expect("ASCII"));
        let status = client.create(request).await.expect_err("an error");
        assert_eq!((status.code(), status.message()), (code, message));
        let expected: &[_] = if code == Code::InvalidArgument {
            &[("principal".to_owned(), "must be more than 0".to_owned())]
        } else {
            &[]
        };
        assert_eq!(violations(&status), expected);
    }
}

/// Returns the details of a status, as pairs.
pub(crate) fn violations(status: &Status) -> Vec<(String, String)> {
    let details = status.get_error_details();
    let violations =
        details.bad_request().map(|request| request.field_violations.clone()).unwrap_or_default();
    violations.into_iter().map(|violation| (violation.field, violation.description)).collect()
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("{0}")]
#[lms(tonic, code = "invalid_argument")]
pub(crate) struct Invalid(#[lms(fields)] pub(crate) FieldErrors);

pub(crate) static CORE: Policy = Policy::LMS.service("core");

#[derive(Debug, thiserror::Error, LmsError)]
#[error("{0}")]
#[lms(tonic, code = "aborted")]
struct Long(String);

/// Returns the size of a header list as HTTP/2 counts it.
fn header_size(status: &Status) -> usize {
    let mut headers = http::HeaderMap::new();
    status.add_header(&mut headers).expect("valid headers");
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum()
}

#[test]
fn a_list_that_is_too_long_for_the_headers_ends_at_an_entry() {
    let errors = (0..1_000).map(|n| FieldError::new(format!("entries[{n}]"), "must not be empty")).collect();
    let status = Status::from(ErrorResponse::from(Invalid(errors)));
    assert_eq!(status.code(), Code::InvalidArgument);
    let list: FieldErrors = serde_json::from_str(status.message()).expect("a list");
    let list: Vec<_> = list.iter().map(|error| error.field().to_owned()).collect();
    assert!((20..200).contains(&list.len()), "{}", list.len());
    let expected: Vec<_> = (0..list.len()).map(|n| format!("entries[{n}]")).collect();
    assert_eq!(list, expected);
    assert_eq!(violations(&status).len(), list.len());
    assert!((6_000..=7_168).contains(&header_size(&status)), "{}", header_size(&status));
}

#[test]
fn a_message_that_is_too_long_for_the_headers_is_the_standard_one() {
    // One entry alone is too long, so the standard list takes its place.
    let long = FieldError::new("note", "x ".repeat(4_000));
    let status = Status::from(ErrorResponse::from(Invalid(long.into())));
    assert_eq!(status.message(), r#"[{"field":"request","error":"invalid"}]"#);
    assert_eq!(violations(&status), [("request".to_owned(), "invalid".to_owned())]);

    let status = Status::from(CORE.response(&Long("x ".repeat(4_000))));
    assert_eq!(status.message(), "core: status=409: The resource's current state does not allow this action");

    // 1,500 characters of three bytes, each of which is percent-encoded as nine.
    let status = Status::from(CORE.response(&Long("審".repeat(1_500))));
    assert_eq!(status.message(), "core: status=409: The resource's current state does not allow this action");
    let status = Status::from(CORE.response(&Long("審".repeat(300))));
    assert_eq!(status.message(), format!("core: status=409: {}", "審".repeat(300)));
}
