//! The responses as JSON, in a document that is checked by itself.

use std::{
    env, fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use lms_error::{LmsError, catalog, openapi, openapi::Contract};
use serde_json::{Value, json};

use crate::service::{AUTH, CATALOG};

const ENVELOPE: &str = "#/components/schemas/Envelope";

fn document(version: &str, responses: &Value) -> Value {
    let operation = json!({ "operationId": "show", "responses": responses });
    let mut document = json!({
        "openapi": version,
        "info": { "title": "Customers", "version": "1" },
        "paths": { "/customers": { "summary": "Customers", "get": operation }, "/health": { "get": {} } },
    });
    Contract::new(&CATALOG).everywhere(&AUTH).apply(&mut document);
    document
}

/// Returns the message of each example by its status and its name.
pub(crate) fn examples(responses: &Value) -> Vec<(String, String, String)> {
    let mut examples = Vec::new();
    for (status, response) in responses.as_object().expect("responses are an object") {
        let content = &response["content"]["application/json"];
        assert_eq!(content["schema"], json!({ "$ref": ENVELOPE }), "{status}");
        for (name, example) in content["examples"].as_object().expect("there are examples") {
            let envelope = &example["value"];
            assert_eq!(envelope.as_object().map(serde_json::Map::len), Some(2), "{name}");
            let [code, message] =
                ["code", "message"].map(|member| envelope[member].as_str().expect("a string"));
            assert_eq!(code.parse::<lms_error::Code>().expect("a code").status().as_str(), status, "{name}");
            let description = response["description"].as_str().expect("it has a description");
            assert!(description.contains(&format!("**{name}**")), "{description}");
            assert!(description.contains(message), "{description}");
            examples.push((status.clone(), name.clone(), message.to_owned()));
        }
    }
    examples
}

/// Returns the examples of the service's errors.
pub(crate) fn expected() -> Vec<(String, String, String)> {
    [
        ("400", "Invalid", r#"[{"field":"{field}","error":"{error}"}]"#),
        ("400", "Limit", r#"[{"field":"loans[{row}].amount","error":"must be at most {limit}"}]"#),
        ("401", "Missing", "lms: status=401: Missing token"),
        ("403", "ReadOnly", "lms: status=403: Read only"),
        ("404", "NoSuchCustomer", "lms: status=404: Customer with id {id} does not exist"),
        ("404", "NoSuchOffice", "lms: status=404: no {office} | *{value}* <{value}> `{value}`"),
        ("409", "Locked", "lms: status=409: locked"),
        ("500", "Failed", "lms: status=500: Unexpected upstream failure"),
        ("503", "Busy", "lms: status=503: Service is temporarily unavailable"),
        ("503", "Closed", "lms: status=503: closed until 6 o'clock"),
    ]
    .map(|(status, name, message)| (status.to_owned(), name.to_owned(), message.to_owned()))
    .to_vec()
}

pub(crate) fn sorted(mut examples: Vec<(String, String, String)>) -> Vec<(String, String, String)> {
    examples.sort();
    examples
}

#[test]
fn the_responses_have_an_example_for_each_variant_and_no_other() {
    let responses = openapi::responses(&CATALOG);
    assert_eq!(sorted(examples(&responses)), expected());
    let summary = |status: &str, name: &str| {
        responses[status]["content"]["application/json"]["examples"][name]["summary"].clone()
    };
    assert_eq!(summary("404", "NoSuchOffice"), "The office is unknown.");
    assert_eq!(
        summary("409", "Locked"),
        "The customer is locked for {a moment}. (deprecated: the lock is gone since <2.0>)"
    );
}

#[test]
fn a_response_lists_only_the_headers_that_it_has() {
    let responses = openapi::responses(&CATALOG);
    let headers = |status: &str| -> Vec<String> {
        let headers = responses[status]["headers"].as_object();
        headers.map(|headers| headers.keys().cloned().collect()).unwrap_or_default()
    };
    for status in ["400", "403", "404", "409", "500"] {
        assert_eq!(headers(status), [] as [&str; 0], "{status}");
    }
    assert_eq!(headers("401"), ["WWW-Authenticate"]);
    assert_eq!(headers("503"), ["Retry-After"]);
    let standard = openapi::responses(&catalog![Unavailable]);
    assert_eq!(standard["503"]["headers"], Value::Null);
}

/// Not now.
#[derive(Debug, thiserror::Error, LmsError)]
#[error("down")]
#[lms(code = "unavailable")]
struct Unavailable;

/// Any error.
#[derive(Debug, thiserror::Error, LmsError)]
#[allow(dead_code, reason = "described, never made")]
enum Open {
    /// The loan is closed.
    #[error("closed")]
    #[lms(code = "aborted")]
    Closed,
    #[error("any")]
    #[lms(transparent)]
    Any(Box<dyn LmsError>),
}

#[test]
fn an_open_variant_brings_the_standard_response_of_each_code() {
    let examples = examples(&openapi::responses(&catalog![Open]));
    let names: Vec<_> = examples.iter().map(|(status, name, _)| format!("{status} {name}")).collect();
    let expected = [
        "400 Standard",
        "401 Standard",
        "403 Standard",
        "404 Standard",
        "409 Closed",
        "409 Standard",
        "500 Standard",
        "503 Standard",
    ];
    assert_eq!(names, expected);
}

#[test]
fn every_operation_has_the_responses_of_the_catch_all_and_one_schema() {
    let document = document("3.1.0", &openapi::responses(&CATALOG));
    let mut expected = expected();
    let standard = [
        ("400", r#"[{"field":"request","error":"invalid"}]"#),
        ("404", "lms: status=404: Resource does not exist"),
        ("500", "lms: status=500: Unexpected upstream failure"),
        ("503", "lms: status=503: Service is temporarily unavailable"),
    ];
    let standard =
        standard.map(|(status, message)| (status.to_owned(), "Standard".to_owned(), message.to_owned()));
    expected.extend(standard.clone());
    assert_eq!(sorted(examples(&document["paths"]["/customers"]["get"]["responses"])), sorted(expected));

    let mut expected = standard.to_vec();
    expected.push(("401".to_owned(), "Missing".to_owned(), "lms: status=401: Missing token".to_owned()));
    expected.push(("403".to_owned(), "ReadOnly".to_owned(), "lms: status=403: Read only".to_owned()));
    assert_eq!(sorted(examples(&document["paths"]["/health"]["get"]["responses"])), sorted(expected));

    let schema = &document["components"]["schemas"]["Envelope"];
    assert_eq!(*schema, openapi::schema());
    assert_eq!(schema["required"], json!(["code", "message"]));
    let codes = json!([
        "invalid_argument",
        "unauthenticated",
        "permission_denied",
        "not_found",
        "aborted",
        "internal",
        "unavailable"
    ]);
    assert_eq!(schema["properties"]["code"]["enum"], codes);
    assert!(!schema.to_string().contains("example"), "tools would show it for every status");
}

#[test]
fn a_response_of_the_authors_own_is_left_alone() {
    let own = json!({ "503": { "description": "own", "content": { "text/plain": {} } } });
    let document = document("3.1.0", &own);
    assert_eq!(document["paths"]["/customers"]["get"]["responses"]["503"], own["503"]);
}

#[test]
fn applying_twice_is_applying_once() {
    let mut twice = document("3.1.0", &openapi::responses(&CATALOG));
    let once = twice.clone();
    Contract::new(&CATALOG).everywhere(&AUTH).apply(&mut twice);
    assert_eq!(twice, once);
}

#[test]
fn the_documents_are_valid_to_the_openapi_spec_validator() {
    validate("json-3.0", &document("3.0.3", &openapi::responses(&CATALOG)));
    validate("json-3.1", &document("3.1.0", &openapi::responses(&CATALOG)));
}

/// Runs the Python package `openapi-spec-validator`, if it is there. `LMS_ERROR_PYTHON` names an interpreter that has it.
pub(crate) fn validate(name: &str, document: &Value) {
    const SCRIPT: &str =
        "import json, sys\nfrom openapi_spec_validator import validate\nvalidate(json.load(sys.stdin))\n";
    let python = env::var("LMS_ERROR_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let import =
        Command::new(&python).args(["-c", "import openapi_spec_validator"]).stderr(Stdio::null()).status();
    if !import.is_ok_and(|status| status.success()) {
        let mut stderr = std::io::stderr().lock();
        let _ = writeln!(
            stderr,
            "SKIPPED {name}: {python} has no openapi-spec-validator (pip install openapi-spec-validator)"
        );
        return;
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    fs::write(&file, document.to_string()).expect("it can be written");
    let output = Command::new(&python)
        .args(["-c", SCRIPT])
        .stdin(fs::File::open(&file).expect("it was written"))
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
}
