//! Texts of the upstream that are sent to partners.

use lms_error::{
    LmsError, Policy, Vocabulary,
    upstream::{Upstream, UpstreamError},
};
use serde_json::{Value, json};

use crate::{assert_envelope, fineract, read};

static CORE: Upstream = Upstream::FINERACT.fields(&[("externalId", "externalId")]);

const RULE: &str = "validation.msg.domain.rule.violation";
const STANDARD: &str = "lms: status=409: The resource's current state does not allow this action";

/// Returns a 403 with a text and its arguments.
fn rule(text: &str, args: &[Value]) -> UpstreamError {
    let args: Vec<_> = args.iter().map(|value| json!({ "value": value })).collect();
    let error =
        json!({ "defaultUserMessage": text, "userMessageGlobalisationCode": "error.msg.a", "args": args });
    let body = json!({ "httpStatusCode": "403", "userMessageGlobalisationCode": RULE, "errors": [error] });
    read(&CORE, 403, body.to_string())
}

#[test]
fn the_text_for_developers_is_never_shown() {
    for user_text in [Value::Null, json!(""), json!("  "), json!(7)] {
        let body = json!({
            "developerMessage": "top for developers",
            "defaultUserMessage": "generic",
            "httpStatusCode": "403",
            "userMessageGlobalisationCode": RULE,
            "errors": [{
                "developerMessage": "specific for developers",
                "defaultUserMessage": user_text,
                "userMessageGlobalisationCode": "error.msg.a",
            }],
        });
        let error = read(&CORE, 403, body.to_string());
        assert_envelope(&error, "aborted", STANDARD);
        assert!(error.to_string().contains("specific for developers"), "{error}");
    }
}

#[test]
fn internal_words_in_a_users_text_are_sanitized_or_withhold_it() {
    assert_envelope(&rule("Client 7 has loans", &[]), "aborted", "lms: status=409: Customer 7 has loans");
    for text in [
        "Entity org.apache.fineract.portfolio.client.domain.Client [7] is locked",
        "Duplicate entry '7' for key 'm_client.external_id'",
        "error.msg.client.locked",
    ] {
        assert_envelope(&rule(text, &[]), "aborted", STANDARD);
    }
}

#[test]
fn values_are_not_reworded() {
    let text = "Client with externalId `client-7` and name Client Services Ltd already exists";
    let error =
        rule(text, &[json!("client-7"), json!("Client Services Ltd"), json!(7), Value::Null, json!({})]);
    let expected =
        "lms: status=409: Customer with externalId `client-7` and name Client Services Ltd already exists";
    assert_envelope(&error, "aborted", expected);
    // Without the arguments, the origin of the words is unknown.
    let expected = "lms: status=409: Customer with externalId `customer-7` and name Customer Services Ltd already exists";
    assert_envelope(&rule(text, &[]), "aborted", expected);
}

#[test]
fn a_marker_or_a_code_in_a_value_withholds_the_text() {
    for value in [
        "jdbc:mysql://10.4.0.7:3306/fineract",
        "org.apache.fineract.Client",
        "m_client",
        "10.4.0.7:3306",
        "error.msg.client.locked",
    ] {
        assert_envelope(&rule(&format!("Client `{value}` exists"), &[json!(value)]), "aborted", STANDARD);
    }
}

#[test]
fn a_rejected_value_in_a_field_error_is_not_reworded() {
    let body = json!({
        "userMessageGlobalisationCode": "validation.msg.validation.errors.exist",
        "httpStatusCode": "400",
        "errors": [{
            "defaultUserMessage": "The client's parameter `externalId` has the odd value client-7.",
            "userMessageGlobalisationCode": "validation.msg.client.externalId.odd",
            "parameterName": "externalId",
            "value": "client-7",
        }],
    });
    let list = r#"[{"field":"externalId","error":"The customer's parameter `externalId` has the odd value client-7."}]"#;
    assert_envelope(&read(&CORE, 400, body.to_string()), "invalid_argument", list);
}

#[test]
fn a_name_or_text_that_is_withheld_leaves_its_entry() {
    let body = fineract("x", "error.msg.a", "select * from m_client where id = 7", "m_client");
    let list = r#"[{"field":"request","error":"invalid"}]"#;
    assert_envelope(&read(&CORE, 400, body), "invalid_argument", list);
}

#[test]
fn the_policy_of_the_responding_enum_applies() {
    static WORDS: Vocabulary = Vocabulary::LMS.withhold(&["Acme"]).rewrite(&[("Ledger", "Account book")]);
    static PARTNER: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);

    #[derive(Debug, thiserror::Error, LmsError)]
    #[error(transparent)]
    #[lms(transparent)]
    struct ApiError(#[from] UpstreamError);

    let error = ApiError::from(rule("Ledger of client `Acme Client`", &[json!("Acme Client")]));
    let standard = "cards: status=409: The resource's current state does not allow this action";
    assert_eq!(PARTNER.envelope(&error).message, standard);
    let error = ApiError::from(rule("Ledger of client `Ledger Client`", &[json!("Ledger Client")]));
    let expected = "cards: status=409: Account book of customer `Ledger Client`";
    assert_eq!(PARTNER.envelope(&error).message, expected);
}
