//! Real bodies, from the folder that `LMS_CORPUS` names.

use std::{env, fs, path::Path};

use lms_error::{
    Code, FieldErrors, LmsError,
    upstream::{Credential, Upstream},
};
use serde_json::Value;

use crate::read;

static CORE: Upstream = Upstream::FINERACT.credential(Credential::Caller);

/// Words of the core that a partner must not read, in lower case.
const INTERNAL: [&str; 12] = [
    "client",
    "error.msg",
    "validation.msg",
    "org.apache",
    "fineract",
    "mifos",
    "hibernate",
    "m_loan",
    "sql",
    "tenant",
    "failed data validation due to",
    "globalisation",
];

#[test]
#[ignore = "needs LMS_CORPUS"]
fn every_body_has_its_code_and_shows_no_word_of_the_core() {
    let folder = env::var_os("LMS_CORPUS").expect("LMS_CORPUS names a folder");
    let bodies = fs::read_to_string(Path::new(&folder).join("bodies.jsonl")).expect("bodies.jsonl is there");
    for line in bodies.lines() {
        let row: Value = serde_json::from_str(line).expect("a line is JSON");
        let (status, body) =
            (row["status"].as_u64().and_then(|status| u16::try_from(status).ok()), &row["body"]);
        let error = read(&CORE, status.expect("a status"), body.to_string());
        let envelope = error.envelope();
        assert_eq!(envelope.code, expected_code(status.unwrap_or_default(), body), "{line}");
        let message = envelope.message.to_lowercase();
        for word in INTERNAL {
            assert!(!message.contains(word), "{word}: {message}");
        }
        if envelope.code == Code::InvalidArgument {
            let fields: FieldErrors = serde_json::from_str(&envelope.message).expect("a list");
            let names: Vec<_> = fields.iter().map(|error| error.field().to_owned()).collect();
            assert_eq!(names, expected_names(body), "{line}");
        }
    }
}

/// Returns the code by the table in the reference, written again by hand.
fn expected_code(status: u16, body: &Value) -> Code {
    let errors = body["errors"].as_array();
    let specific = errors.and_then(|errors| errors.first()).unwrap_or(body);
    let code = specific["userMessageGlobalisationCode"].as_str().unwrap_or_default();
    let is_state =
        code.starts_with("error.msg.") && (code.contains(".already.") || code.ends_with(".not.active"));
    match status {
        400 if specific["parameterName"] == "id" && is_state => Code::Aborted,
        400 => Code::InvalidArgument,
        403 if code == "error.msg.not.authorized" => Code::PermissionDenied,
        403 | 409 | 503 => Code::Aborted,
        404 => Code::NotFound,
        other => panic!("no line has the status {other}"),
    }
}

fn expected_names(body: &Value) -> Vec<String> {
    let errors = body["errors"].as_array().expect("a validation failure has errors");
    let name = |error: &Value| error["parameterName"].as_str().expect("a name").to_owned();
    let renamed = |name: String| name.replace("client", "customer").replace("Client", "Customer");
    errors.iter().map(name).map(renamed).collect()
}
