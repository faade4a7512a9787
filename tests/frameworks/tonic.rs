//! gRPC: what arrives at a client of tonic's.

use lms_error::{ErrorResponse, FieldError, FieldErrors, LmsError};
use loans_tonic::{CreateRequest, ShowRequest, loans_client::LoansClient};
use tonic::{Code, Request, Status, transport::Endpoint};
use tonic_types::StatusExt;

use crate::client::started;

#[tokio::test]
async fn code_message_wait_and_list_arrive() {
    let address = started(|ready| loans_tonic::run(0, ready));
    let endpoint = Endpoint::from_shared(format!("http://{address}")).expect("an address");
    let mut client = LoansClient::new(endpoint.connect().await.expect("the server listens"));

    let show = [
        (9, Code::NotFound, "lms: status=404: Customer loan with identifier 9 does not exist", None),
        (2, Code::Internal, "lms: status=500: Unexpected upstream failure", None),
        (3, Code::Unavailable, "lms: status=503: Service is temporarily unavailable", Some("30")),
    ];
    for (id, code, message, wait) in show {
        let status = client.show(ShowRequest { id }).await.expect_err("there is no such loan");
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
            "lms: status=403: This token may read loans, not make them",
        ),
        ("Bearer writer", 7, 1, Code::Aborted, "lms: status=409: Customer 7 has a loan that is not repaid"),
        ("Bearer writer", 8, 0, Code::InvalidArgument, list),
    ];
    for (token, customer_id, principal, code, message) in create {
        let mut request = Request::new(CreateRequest { customer_id, principal });
        request.metadata_mut().insert("authorization", token.parse().expect("ASCII"));
        let status = client.create(request).await.expect_err("nothing is lent");
        assert_eq!((status.code(), status.message()), (code, message));
        let details = status.get_error_details();
        let fields =
            details.bad_request().map(|request| request.field_violations.clone()).unwrap_or_default();
        let fields: Vec<_> =
            fields.iter().map(|field| (field.field.as_str(), field.description.as_str())).collect();
        let expected: &[_] =
            if code == Code::InvalidArgument { &[("principal", "must be more than 0")] } else { &[] };
        assert_eq!(fields, expected);
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("{0}")]
#[lms(code = "invalid_argument")]
struct Invalid(#[lms(fields)] FieldErrors);

#[derive(Debug, thiserror::Error, LmsError)]
#[error("{0}")]
#[lms(service = "core", code = "aborted")]
struct Long(String);

/// A status is a header, and peers don't take one of any length.
#[test]
fn a_list_that_is_too_long_for_a_header_gives_way() {
    let wrong = "must not hold the words: status=400: and nothing else";
    let errors = (0..1_000).map(|n| FieldError::new(format!("entries[{n}]"), wrong)).collect();
    let status = Status::from(ErrorResponse::from(Invalid(errors)));
    assert_eq!(status.code(), Code::InvalidArgument);
    assert_eq!(status.message(), r#"[{"field":"request","error":"invalid"}]"#);

    let status = Status::from(ErrorResponse::from(Long("x ".repeat(4_000))));
    assert_eq!(status.message(), "core: status=409: The resource's current state does not allow this action");
}
