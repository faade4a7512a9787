//! The examples, which are the same service on each framework: the same answers, to the byte.

use std::collections::BTreeMap;

use lms_error::testing::Probes;

use crate::{
    client::{Answer, Connection},
    services::services,
};

const WRITER: (&str, &str) = ("authorization", "Bearer writer");
const JSON: (&str, &str) = ("content-type", "application/json");
const LOAN: &str = r#"{"customerId":40,"principal":1}"#;

type Request = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);
type Expected = (u16, &'static [(&'static str, &'static str)], &'static str);

/// One for each of the seven codes.
const SEVEN: [(Request, Expected); 7] = [
    (
        ("POST", "/loans", &[WRITER, JSON], r#"{"customerId":40,"principal":0}"#),
        (
            400,
            &[JSON],
            r#"{"code":"invalid_argument","message":"[{\"field\":\"principal\",\"error\":\"must be more than 0\"}]"}"#,
        ),
    ),
    (
        ("POST", "/loans", &[JSON], LOAN),
        (
            401,
            &[JSON, ("www-authenticate", "Bearer")],
            r#"{"code":"unauthenticated","message":"lms: status=401: Missing or unknown token"}"#,
        ),
    ),
    (
        ("POST", "/loans", &[("authorization", "Bearer reader"), JSON], LOAN),
        (
            403,
            &[JSON],
            r#"{"code":"permission_denied","message":"lms: status=403: This token may read loans, not make them"}"#,
        ),
    ),
    (
        ("GET", "/loans/9", &[], ""),
        (
            404,
            &[JSON],
            r#"{"code":"not_found","message":"lms: status=404: Customer loan with identifier 9 does not exist"}"#,
        ),
    ),
    (
        ("POST", "/loans", &[WRITER, JSON], r#"{"customerId":7,"principal":1}"#),
        (
            409,
            &[JSON],
            r#"{"code":"aborted","message":"lms: status=409: Customer 7 has a loan that is not repaid"}"#,
        ),
    ),
    (
        ("GET", "/loans/2", &[], ""),
        (500, &[JSON], r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#),
    ),
    (
        ("GET", "/loans/3", &[], ""),
        (
            503,
            &[JSON, ("retry-after", "30")],
            r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#,
        ),
    ),
];

fn expected((status, headers, body): Expected) -> Answer {
    let headers: BTreeMap<_, _> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Answer { status, headers, body: body.to_owned() }
}

#[test]
fn every_code_leaves_every_framework_as_the_same_bytes() {
    for (framework, address) in services() {
        // On one connection: an error does not end it.
        let mut connection = Connection::to(address);
        for ((method, path, headers, body), answer) in SEVEN {
            assert_eq!(connection.ask(method, path, headers, body), expected(answer), "{framework}");
        }
        assert_eq!(connection.ask("GET", "/loans/1", &[], "").status, 200, "{framework}");

        for path in ["/loans/9", "/loans/2", "/loans/3"] {
            let of_get = connection.ask("GET", path, &[], "");
            let of_head = connection.ask("HEAD", path, &[], "");
            let same = Answer { body: String::new(), ..of_get };
            // Some frameworks want HEAD to be routed for itself, and refuse it here.
            let is_refused = of_head.status == 400 && of_head.headers["content-type"] == JSON.1;
            assert!(of_head == same || is_refused, "{framework} {path}: {of_head:?}");
        }
    }
}

#[test]
fn what_frameworks_answer_by_themselves_keeps_the_contract() {
    let probes =
        Probes::new().get("/loans/1").get("/loans?limit=1").post("/loans").header(WRITER.0, WRITER.1);
    for (framework, address) in services() {
        let report = probes.send(&format!("http://{address}")).expect("the server listens");
        println!("{framework}: {} requests, {} errors", report.requests(), report.errors());
        assert!(report.is_ok(), "{framework}: {report}");
        assert!(report.errors() > 30, "{framework}: {report}");
    }
}
