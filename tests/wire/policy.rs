//! The policy of a service: which one applies to an error, and its effects.

use std::{
    fmt,
    sync::{Arc, LazyLock},
};

use http::{Response, StatusCode};
use lms_error::{Code, ErrorResponse, FieldError, FieldErrors, LmsError, Policy, Vocabulary};

static WORDS: Vocabulary = Vocabulary::LMS.withhold(&["vault"]);
static CARDS: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);
const LOANS: Policy = Policy::LMS.service("loans");

trait Partner {
    const POLICY: Policy;
}

struct Acme;

impl Partner for Acme {
    const POLICY: Policy = Policy::LMS.service("acme");
}

/// Names no policy.
#[derive(Debug, thiserror::Error, LmsError)]
enum Plain {
    #[error("Client {0} is locked")]
    #[lms(code = "aborted")]
    Locked(u64),
    #[error("the vault is shut")]
    #[lms(code = "aborted")]
    Vault,
    #[error("constant")]
    #[lms(code = "aborted", message = "The vault is shut")]
    Constant,
    #[error("ledger")]
    #[lms(code = "internal")]
    Internal,
    #[error("{0}")]
    #[lms(code = "permission_denied")]
    Panics(Unprintable),
    #[error("list")]
    #[lms(code = "invalid_argument")]
    List(#[lms(fields)] FieldErrors),
    #[error("wait")]
    #[lms(code = "unavailable", retry_after = 7)]
    Wait,
}

#[derive(Debug)]
struct Unprintable;

impl fmt::Display for Unprintable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("it cannot be formatted")
    }
}

fn message(policy: &'static Policy, error: &impl LmsError) -> String {
    policy.envelope(error).message.into_owned()
}

#[test]
fn a_static_a_const_and_an_associated_const_are_policies() {
    let error = Plain::Locked(7);
    assert_eq!(CARDS.envelope(&error).message, "cards: status=409: Customer 7 is locked");
    assert_eq!(LOANS.envelope(&error).message, "loans: status=409: Customer 7 is locked");
    assert_eq!(<Acme as Partner>::POLICY.envelope(&error).message, "acme: status=409: Customer 7 is locked");
    assert_eq!(Policy::LMS.envelope(&error).message, "lms: status=409: Customer 7 is locked");
    assert_eq!(of_partner::<Acme>().envelope(&error).message, "acme: status=409: Customer 7 is locked");
}

fn of_partner<P: Partner>() -> &'static Policy {
    &P::POLICY
}

#[test]
fn an_error_without_a_policy_is_rendered_under_the_lms_policy() {
    assert_eq!(Plain::Vault.envelope().message, "lms: status=409: the vault is shut");
    assert_eq!(
        Plain::Internal.to_response().body(),
        r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#,
    );
}

#[test]
fn a_policy_renders_text_constants_standards_and_panics() {
    let withheld = "cards: status=409: The resource's current state does not allow this action";
    let cases = [
        (Plain::Locked(7), "cards: status=409: Customer 7 is locked"),
        (Plain::Vault, withheld),
        (Plain::Constant, withheld),
        (Plain::Internal, "cards: status=500: Unexpected upstream failure"),
        (Plain::Panics(Unprintable), "cards: status=403: Caller lacks permission for this resource"),
        (Plain::Wait, "cards: status=503: Service is temporarily unavailable"),
    ];
    for (error, expected) in cases {
        assert_eq!(message(&CARDS, &error), expected);
        let body = format!(r#"{{"code":"{}","message":"{expected}"}}"#, error.code());
        for _ in 0..2 {
            assert_eq!(CARDS.response(&error).body(), &body);
        }
    }
    // The same constant under another policy.
    assert_eq!(message(&LOANS, &Plain::Constant), "loans: status=409: The vault is shut");
}

#[test]
fn a_policy_sanitizes_lists() {
    let list = || {
        Plain::List(FieldErrors::from(vec![
            FieldError::new("vaultId", "required"),
            FieldError::new("clientId", "no client in the vault"),
        ]))
    };
    let cards = r#"[{"field":"request","error":"required"},{"field":"customerId","error":"invalid"}]"#;
    let lms = r#"[{"field":"vaultId","error":"required"},{"field":"customerId","error":"no customer in the vault"}]"#;
    assert_eq!(message(&CARDS, &list()), cards);
    assert_eq!(message(&Policy::LMS, &list()), lms);
}

#[test]
fn a_policy_has_standard_responses() {
    assert_eq!(
        CARDS.standard(Code::NotFound).body(),
        r#"{"code":"not_found","message":"cards: status=404: Resource does not exist"}"#,
    );
    assert_eq!(
        CARDS.for_status(StatusCode::BAD_GATEWAY).expect("an error").body(),
        r#"{"code":"unavailable","message":"cards: status=503: Service is temporarily unavailable"}"#,
    );
    assert_eq!(
        CARDS.for_status(StatusCode::URI_TOO_LONG).expect("an error").body(),
        r#"{"code":"invalid_argument","message":"[{\"field\":\"uri\",\"error\":\"too long\"}]"}"#,
    );
    assert!(CARDS.for_status(StatusCode::NO_CONTENT).is_none());
}

#[test]
fn the_response_has_the_headers_of_the_error() {
    let response: Response<Vec<u8>> = CARDS.response(&Plain::Wait).into();
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(response.status(), 503);
}

#[test]
fn any_error_converts_into_a_box_with_a_question_mark() {
    fn boxed() -> Result<(), Box<dyn LmsError + Send + Sync>> {
        Err(Plain::Internal)?
    }
    let error = boxed().expect_err("it fails");
    assert_eq!(CARDS.response(&*error).status(), 500);
    assert_eq!(ErrorResponse::from(error).status(), 500);
    let shared: Arc<dyn LmsError> = Arc::new(Plain::Locked(7));
    assert_eq!(message(&CARDS, &shared), "cards: status=409: Customer 7 is locked");
}

/// A policy created at run time works if it is `'static`.
#[test]
fn a_policy_can_be_leaked() {
    static LEAKED: LazyLock<&'static Policy> =
        LazyLock::new(|| Box::leak(Box::new(Policy::LMS.service(String::from("tenant-7").leak()))));
    assert_eq!(message(&LEAKED, &Plain::Locked(7)), "tenant-7: status=409: Customer 7 is locked");
}

#[test]
fn a_bad_name_of_a_service_panics() {
    for name in ["", "two words", "a:b", "a\"b", "a\n", "ä"] {
        let name: &'static str = name;
        let result = std::panic::catch_unwind(|| Policy::LMS.service(name));
        assert!(result.is_err(), "{name:?}");
    }
    for name in ["lms", "cards-v2", "a.b/c_1"] {
        let _ = Policy::LMS.service(name);
    }
}
