//! Fineract's responses, row by row of the table in the reference.

use http::{HeaderMap, HeaderValue, StatusCode, header::RETRY_AFTER};
use lms_error::{
    Code, LmsError,
    upstream::{Credential, Upstream},
};
use serde_json::json;

use crate::{assert_envelope, fineract, read};

static SERVICE: Upstream = Upstream::FINERACT;
static CALLER: Upstream = Upstream::FINERACT.credential(Credential::Caller);

const VALIDATION: &str = "validation.msg.validation.errors.exist";
const RULE: &str = "validation.msg.domain.rule.violation";
const INTERNAL: &str = "lms: status=500: Unexpected upstream failure";
const UNAVAILABLE: &str = "lms: status=503: Service is temporarily unavailable";

#[test]
fn a_400_of_validation_is_the_list_of_all_fields_in_order() {
    let error = |code: &str, text: &str, parameter: &str| {
        json!({
            "developerMessage": text,
            "defaultUserMessage": text,
            "userMessageGlobalisationCode": code,
            "parameterName": parameter,
            "value": "x",
            "args": [{ "value": "x" }],
        })
    };
    let body = json!({
        "developerMessage": "The request was invalid.",
        "httpStatusCode": "400",
        "defaultUserMessage": "Validation errors exist.",
        "userMessageGlobalisationCode": VALIDATION,
        "errors": [
            error("validation.msg.client.firstname.cannot.be.blank", "The parameter `firstname` is mandatory.", "firstname"),
            error("validation.msg.client.clientId.not.greater.than.zero", "The parameter `clientId` must be greater than 0.", "clients[1].clientId"),
            error("validation.msg.client.id.cannot.be.blank", "The parameter `id` is mandatory.", "id"),
            error("validation.msg.client.odd", "The client's `clientId` is odd.", " clientId"),
            json!({ "parameterName": "officeId" }),
        ],
    });
    assert_envelope(
        &read(&SERVICE, 400, body.to_string()),
        "invalid_argument",
        concat!(
            r#"[{"field":"firstname","error":"required"},"#,
            r#"{"field":"customers[1].customerId","error":"must be greater than 0"},"#,
            r#"{"field":"id","error":"required"},"#,
            r#"{"field":"customerId","error":"The customer's `customerId` is odd."},"#,
            r#"{"field":"officeId","error":"invalid"}]"#,
        ),
    );
}

#[test]
fn a_400_of_a_fault_in_the_json_is_one_bare_element() {
    let body = json!({
        "developerMessage": "com.google.gson.JsonSyntaxException",
        "defaultUserMessage": "The JSON of the client is invalid.",
        "userMessageGlobalisationCode": "error.msg.invalid.request.body",
        "parameterName": null,
        "value": null,
        "args": [],
    });
    let error = read(&SERVICE, 400, body.to_string());
    assert_envelope(
        &error,
        "invalid_argument",
        r#"[{"field":"request","error":"The JSON of the customer is invalid."}]"#,
    );
    assert_eq!(error.upstream_code(), Some("error.msg.invalid.request.body"));

    let body = json!({
        "defaultUserMessage": "The parameter foo is not supported.",
        "userMessageGlobalisationCode": "error.msg.parameter.unsupported",
        "parameterName": "foo",
    });
    let error = read(&SERVICE, 400, body.to_string());
    assert_envelope(&error, "invalid_argument", r#"[{"field":"foo","error":"unknown field"}]"#);
    assert_eq!(error.parameter(), Some("foo"));
}

#[test]
fn a_400_that_names_a_state_and_no_field_is_aborted() {
    for code in [
        "error.msg.clients.already.active",
        "error.msg.savingsaccount.transaction.account.is.not.active",
        "error.msg.loan.reject.account.is.not.submitted.pending.approval.state",
        "error.msg.loan.not.in.approved.state",
        "error.msg.client.cannot.delete",
        "error.msg.loan.undo.disbursal.not.allowed.on.topup.loan",
        "error.msg.campaign.must.be.closed",
    ] {
        for parameter in ["id", ""] {
            let body = fineract(VALIDATION, code, "The client is already active.", parameter);
            let expected = "lms: status=409: The customer is already active.";
            assert_envelope(&read(&SERVICE, 400, body), "aborted", expected);
        }
        // A response that names a field is a field error for any code.
        let body = fineract(VALIDATION, code, "The client is already active.", "activationDate");
        let list = r#"[{"field":"activationDate","error":"The customer is already active."}]"#;
        assert_envelope(&read(&SERVICE, 400, body), "invalid_argument", list);
    }
}

#[test]
fn any_other_400_is_an_invalid_request() {
    let body = fineract(VALIDATION, "error.msg.column.empty", "Column filter is empty", "");
    let list = r#"[{"field":"request","error":"Column filter is empty"}]"#;
    assert_envelope(&read(&SERVICE, 400, body), "invalid_argument", list);

    let body = json!({ "httpStatusCode": "400", "userMessageGlobalisationCode": VALIDATION, "errors": [] });
    let list = r#"[{"field":"request","error":"invalid"}]"#;
    assert_envelope(&read(&SERVICE, 400, body.to_string()), "invalid_argument", list);
}

#[test]
fn a_refused_credential_is_the_fault_of_its_owner() {
    let not_authenticated =
        fineract("error.msg.not.authenticated", "error.msg.not.authenticated", "Please login.", "id");
    let tenant = json!({ "userMessageGlobalisationCode": "error.msg.invalid.tenant.identifier" }).to_string();
    let unauthenticated = "lms: status=401: Missing, invalid or expired token";
    for (status, body) in [(401, ""), (401, not_authenticated.as_str()), (400, &tenant), (401, "<html>")] {
        let error = read(&SERVICE, status, body);
        assert_envelope(&error, "internal", INTERNAL);
        assert!(error.to_string().starts_with("the service's own credential was refused: "), "{error}");
        let error = read(&CALLER, status, body);
        assert_eq!(error.code(), Code::Unauthenticated);
        assert!(error.to_string().starts_with("upstream: status="), "{error}");
    }
    assert_envelope(&read(&CALLER, 401, ""), "unauthenticated", unauthenticated);

    let not_authorized =
        fineract(RULE, "error.msg.not.authorized", "User has no authority to: CREATE_CLIENT", "id");
    for body in [not_authorized.as_str(), ""] {
        assert_envelope(&read(&SERVICE, 403, body), "internal", INTERNAL);
        let denied = "lms: status=403: Caller lacks permission for this resource";
        assert_envelope(&read(&CALLER, 403, body), "permission_denied", denied);
    }
}

#[test]
fn a_403_of_a_rule_is_aborted_and_its_placeholder_no_field() {
    for upstream in [&SERVICE, &CALLER] {
        let body = fineract(
            RULE,
            "error.msg.client.duplicate.mobileNo",
            "Client with mobileNo `305` already exists",
            "id",
        );
        let error = read(upstream, 403, body);
        assert_envelope(&error, "aborted", "lms: status=409: Customer with mobileNo `305` already exists");
        assert_eq!(error.parameter(), None);
        assert_eq!(error.upstream_status(), Some(StatusCode::FORBIDDEN));
        assert_eq!(error.upstream_code(), Some("error.msg.client.duplicate.mobileNo"));
    }
}

#[test]
fn a_404_is_not_found() {
    let body = fineract(
        "error.msg.resource.not.found",
        "error.msg.client.id.invalid",
        "Client with identifier 7 does not exist",
        "id",
    );
    assert_envelope(
        &read(&SERVICE, 404, body),
        "not_found",
        "lms: status=404: Customer with identifier 7 does not exist",
    );
    assert_envelope(&read(&SERVICE, 404, "<html>"), "not_found", "lms: status=404: Resource does not exist");
}

#[test]
fn a_call_that_the_service_made_wrongly_is_internal() {
    for status in [402, 405, 406, 408, 410, 411, 412, 413, 414, 415, 418, 422, 431, 451, 499] {
        let body = fineract(RULE, "error.msg.invalid.instance.type", "Invalid instance type", "id");
        assert_envelope(&read(&SERVICE, status, body), "internal", INTERNAL);
        assert_envelope(&read(&SERVICE, status, ""), "internal", INTERNAL);
    }
}

#[test]
fn a_lock_is_aborted_or_what_a_row_says() {
    static WAITING: Upstream = Upstream::FINERACT.codes(&[("error.msg.loan.locked", Code::Unavailable)]);
    let body = json!({
        "developerMessage": "Loan is locked by a job. Loan ID: 123",
        "httpStatusCode": "409",
        "defaultUserMessage": "Loan is locked by a job. Loan ID: 123",
        "userMessageGlobalisationCode": "error.msg.loan.locked",
    })
    .to_string();
    for status in [409, 423] {
        let locked = "lms: status=409: Loan is locked by a job. Loan ID: 123";
        assert_envelope(&read(&SERVICE, status, &body), "aborted", locked);
        assert_envelope(&read(&WAITING, status, &body), "unavailable", UNAVAILABLE);
    }
}

#[test]
fn not_now_is_unavailable_with_its_retry_after() {
    let mut headers = HeaderMap::new();
    headers.insert(RETRY_AFTER, HeaderValue::from_static("17"));
    for status in [425, 429, 502, 503, 504] {
        let error = SERVICE.read(
            StatusCode::from_u16(status).expect("a status"),
            &headers,
            "<html>Bad Gateway</html>",
        );
        assert_envelope(&error, "unavailable", UNAVAILABLE);
        assert_eq!(error.retry_after().map(|time| time.as_secs()), Some(17));
        assert_eq!(error.to_response().headers()["retry-after"], "17");
    }
    assert_eq!(SERVICE.read(StatusCode::CONFLICT, &headers, "").retry_after(), None);
}

#[test]
fn a_503_of_a_rule_is_aborted() {
    let unavailable = "error.msg.platform.service.unavailable";
    let text = "Loan transaction:7 update not allowed as loan status is written off";
    let body = fineract(unavailable, "error.msg.loan.written.off.update.not.allowed", text, "id");
    let expected = "lms: status=409: Loan transaction:7 update not allowed as loan status is written off";
    assert_envelope(&read(&SERVICE, 503, body), "aborted", expected);

    let body = json!({ "httpStatusCode": "503", "userMessageGlobalisationCode": unavailable, "errors": [] });
    assert_envelope(&read(&SERVICE, 503, body.to_string()), "unavailable", UNAVAILABLE);
}

#[test]
fn a_500_and_the_rest_are_internal() {
    let exception = r#"{"Exception": "could not execute statement; m_client"}"#;
    for (status, body) in [
        (500, exception),
        (500, ""),
        (501, ""),
        (505, "<html>"),
        (599, ""),
        (200, "{}"),
        (302, ""),
        (100, ""),
    ] {
        assert_envelope(&read(&SERVICE, status, body), "internal", INTERNAL);
    }
    assert!(read(&SERVICE, 500, exception).to_string().contains("could not execute statement"));
}

#[test]
fn a_failure_within_a_success_is_found() {
    let failed = fineract(RULE, "error.msg.client.closed", "Client 7 is closed", "id");
    let batch = json!([
        { "requestId": 1, "statusCode": 200, "headers": [], "body": "{\"clientId\":7}" },
        { "requestId": 2, "statusCode": 403, "headers": [], "body": failed },
        { "requestId": 3, "statusCode": 404, "body": "{}" },
    ])
    .to_string();
    let error = SERVICE.read_ok(&batch).expect_err("the second response failed");
    assert_envelope(&error, "aborted", "lms: status=409: Customer 7 is closed");
    assert_eq!(error.upstream_status(), Some(StatusCode::FORBIDDEN));
    assert_envelope(&read(&SERVICE, 200, &batch), "aborted", "lms: status=409: Customer 7 is closed");

    let locked =
        json!([{ "statusCode": 503, "headers": [{ "name": "Retry-After", "value": "9" }], "body": "busy" }]);
    let error = SERVICE.read_ok(locked.to_string()).expect_err("the response failed");
    assert_eq!((error.code(), error.retry_after().map(|time| time.as_secs())), (Code::Unavailable, Some(9)));

    assert_eq!(SERVICE.read_ok(&failed).expect_err("it has an error's status").code(), Code::Aborted);
    for success in
        ["", "{}", "[]", "[1]", r#"[{"statusCode":200,"body":"{\"errors\":[]}"}]"#, r#"{"errors":[],"x":1}"#]
    {
        assert!(SERVICE.read_ok(success).is_ok(), "{success}");
    }
}
