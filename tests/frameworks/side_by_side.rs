//! The HTTP examples are one service: every framework sends the same bytes.
//!
//! Left to the framework is what it does before any code of this crate runs: which spellings of a path are equal (a
//! trailing slash, an empty segment, bytes that are not UTF-8), and the header `allow`; and on rocket, methods and targets
//! that it does not know, and the end of a body that breaks off.

use std::collections::BTreeMap;

use lms_error::testing::Probes;

use crate::{
    client::{Connection, Response},
    services::services,
};

struct Request {
    method: &'static str,
    path: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
}

fn request(method: &'static str, path: &'static str) -> Request {
    Request { method, path, headers: Vec::new(), body: String::new() }
}

fn get(path: &'static str) -> Request {
    request("GET", path)
}

/// Returns a request for a new loan, with a writer's token.
fn post(body: impl Into<String>) -> Request {
    post_as("Bearer writer", "application/json", body)
}

fn post_as(token: &'static str, content_type: &'static str, body: impl Into<String>) -> Request {
    let headers = vec![("authorization", token), ("content-type", content_type)];
    Request { headers, body: body.into(), ..request("POST", "/loans") }
}

const LOAN: &str = r#"{"customerId":40,"principal":1}"#;
const CREATED: &str = r#"{"id":4,"customerId":40,"principal":1}"#;
const SHOWN: &str = r#"{"id":1,"customerId":40,"principal":100000}"#;

fn json(status: u16, body: &str) -> Response {
    let headers = BTreeMap::from([("content-type".to_owned(), "application/json".to_owned())]);
    Response { status, headers, body: body.to_owned() }
}

fn with_header(mut response: Response, name: &str, value: &str) -> Response {
    response.headers.insert(name.to_owned(), value.to_owned());
    response
}

fn field(field: &str, error: &str) -> Response {
    let entry = format!(r#"{{\"field\":\"{field}\",\"error\":\"{error}\"}}"#);
    json(400, &format!(r#"{{"code":"invalid_argument","message":"[{entry}]"}}"#))
}

fn not_found(text: &str) -> Response {
    json(404, &format!(r#"{{"code":"not_found","message":"lms: status=404: {text}"}}"#))
}

fn unauthenticated() -> Response {
    let body = r#"{"code":"unauthenticated","message":"lms: status=401: Missing or unknown token"}"#;
    with_header(json(401, body), "www-authenticate", "Bearer")
}

fn permission_denied() -> Response {
    json(
        403,
        r#"{"code":"permission_denied","message":"lms: status=403: This token may read loans, but not create them"}"#,
    )
}

fn unavailable() -> Response {
    let body = r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#;
    with_header(json(503, body), "retry-after", "30")
}

/// Sends the requests to every framework, over one connection each: an error does not close it.
fn every_framework_responds(cases: Vec<(Request, Response)>) {
    let mut connections = services().map(|(framework, address)| (framework, Connection::to(address)));
    for (Request { method, path, headers, body }, expected) in cases {
        for (framework, connection) in &mut connections {
            let mut response = connection.send(method, path, &headers, &body);
            response.headers.remove("allow");
            let start: String = body.chars().take(100).collect();
            assert_eq!(response, expected, "{framework}: {method} {path} {headers:?} {start}");
        }
    }
}

#[test]
fn every_code_has_the_same_bytes_on_every_framework() {
    every_framework_responds(vec![
        (get("/loans/1"), json(200, SHOWN)),
        (get("/loans?limit=1"), json(200, &format!("[{SHOWN}]"))),
        (get("/loans?limit=0"), json(200, "[]")),
        (post(LOAN), json(201, CREATED)),
        (post(r#"{"customerId":40,"principal":0}"#), field("principal", "must be more than 0")),
        (request("POST", "/loans"), unauthenticated()),
        (post_as("Bearer reader", "application/json", LOAN), permission_denied()),
        (get("/loans/9"), not_found("Customer loan with identifier 9 does not exist")),
        (
            post(r#"{"customerId":7,"principal":1}"#),
            json(
                409,
                r#"{"code":"aborted","message":"lms: status=409: Customer 7 has a loan that is not repaid"}"#,
            ),
        ),
        (
            get("/loans/2"),
            json(500, r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#),
        ),
        (get("/loans/3"), unavailable()),
    ]);
}

#[test]
fn paths_and_queries_are_read_alike_on_every_framework() {
    let number = |name| field(name, "must be a whole number");
    every_framework_responds(vec![
        (get("/loans/-1"), number("id")),
        (get("/loans/1.5"), number("id")),
        (get("/loans/x"), number("id")),
        (get("/loans/%20"), number("id")),
        (get("/loans/%00"), number("id")),
        (get("/loans/%2F"), number("id")),
        (get("/loans/99999999999999999999999"), field("id", "is out of range")),
        (get("/loans/01"), json(200, SHOWN)),
        (get("/loans/%31"), json(200, SHOWN)),
        (get("/loans/1?x=y"), json(200, SHOWN)),
        (get("/loans?limit=-1"), number("limit")),
        (get("/loans?limit=1.5"), number("limit")),
        (get("/loans?limit=x"), number("limit")),
        (get("/loans?limit="), number("limit")),
        (get("/loans?limit=+1"), number("limit")),
        (get("/loans?limit=%FF"), number("limit")),
        (get("/loans?limit=99999999999999999999999"), field("limit", "is out of range")),
        (get("/loans?limit=1&limit=2"), field("limit", "given more than once")),
        (get("/loans"), field("limit", "required")),
        (get("/loans?"), field("limit", "required")),
        (get("/loans?Limit=1"), field("limit", "required")),
        (get("/loans?limit[]=1"), field("limit", "required")),
        (get("/loans?limit=%31"), json(200, &format!("[{SHOWN}]"))),
        (get("/loans?x=y&limit=1&"), json(200, &format!("[{SHOWN}]"))),
        (get("/loans?%FF=1&limit=1"), json(200, &format!("[{SHOWN}]"))),
        (get("/"), not_found("Resource does not exist")),
        (get("/nope"), not_found("Resource does not exist")),
        (get("/Loans/1"), not_found("Resource does not exist")),
        (get("/loans/1/x"), not_found("Resource does not exist")),
    ]);
}

#[test]
fn the_token_is_checked_before_the_body_on_every_framework() {
    let mut cases = Vec::new();
    for body in [LOAN, "", "{", "null", "[40"] {
        for token in ["", "Bearer x", "bearer writer", "Bearer \u{e9}"] {
            cases.push((post_as(token, "application/json", body), unauthenticated()));
        }
        cases.push((
            post_as("Bearer writer ", "text/plain", body),
            field("content-type", "must be application/json"),
        ));
        cases.push((post_as("Bearer reader", "application/json", body), permission_denied()));
        cases.push((post_as("Bearer reader", "text/plain", body), permission_denied()));
        let no_token = Request { body: body.to_owned(), ..request("POST", "/loans") };
        cases.push((no_token, unauthenticated()));
    }
    every_framework_responds(cases);
}

#[test]
fn bodies_are_read_alike_on_every_framework() {
    let malformed = || field("body", "must be valid JSON");
    let number = |name| field(name, "must be a whole number");
    let media_type = || field("content-type", "must be application/json");
    every_framework_responds(vec![
        (post(""), malformed()),
        (post(r#"{"customerId":NaN}"#), malformed()),
        (post(r#"{"customerId":-Infinity}"#), malformed()),
        (post(r#"{"customerId":+1}"#), malformed()),
        (post(r#"{"customerId":01,"principal":1}"#), malformed()),
        (post(r#"{"customerId":"x","#), number("customerId")),
        (post(r#"{"customerId":1e999}"#), field("customerId", "is out of range")),
        (post(r#""\u0000""#), field("body", "must be an object")),
        (post("{"), malformed()),
        (post("{\"a\":1,}"), malformed()),
        (post("{'a':1}"), malformed()),
        (post("\u{feff}{}"), malformed()),
        (post(format!("{LOAN}garbage")), malformed()),
        (post(format!("{LOAN} {{}}")), malformed()),
        (post(format!("{LOAN}]")), malformed()),
        (post(format!(" {LOAN}\r\n\t ")), json(201, CREATED)),
        (post("null"), field("body", "must not be null")),
        (post("7"), field("body", "must be an object")),
        (post("\"x\""), field("body", "must be an object")),
        (post("[]"), field("body", "must be an object")),
        (post("{}"), field("customerId", "required")),
        (post("{} {}"), field("customerId", "required")),
        (post(r#"{"customerId":40}"#), field("principal", "required")),
        (post(r#"{"principal":40}"#), field("customerId", "required")),
        (post(r#"{"customerId":"40","principal":1}"#), number("customerId")),
        (post(r#"{"customerId":{},"principal":1}"#), number("customerId")),
        (post(r#"{"customerId":1.5,"principal":1}"#), number("customerId")),
        (post(r#"{"customerId":40,"principal":"x"}"#), number("principal")),
        (post(r#"{"customerId":-1,"principal":1}"#), field("customerId", "must not be negative")),
        (post(r#"{"customerId":null,"principal":1}"#), field("customerId", "must not be null")),
        (
            post(r#"{"customerId":40,"principal":1,"customerId":41}"#),
            field("customerId", "given more than once"),
        ),
        (post(r#"{"customerId":40,"principal":1,"clientId":41}"#), json(201, CREATED)),
        (post_as("Bearer writer", "application/json; charset=utf-8", LOAN), json(201, CREATED)),
        (post_as("Bearer writer", "application/JSON", LOAN), json(201, CREATED)),
        (post_as("Bearer writer", "application/vnd.api+json", LOAN), json(201, CREATED)),
        (post_as("Bearer writer", "text/plain", LOAN), media_type()),
        (post_as("Bearer writer", "json", LOAN), media_type()),
        (post_as("Bearer writer", "application/json;;", LOAN), media_type()),
        (post_as("Bearer writer", "application/json; charset=\"", LOAN), media_type()),
        (post_as("Bearer writer", "application/json; charset=\u{e9}", LOAN), media_type()),
        (post_as("Bearer writer", "", LOAN), media_type()),
        (post_as("Bearer writer", "application/x-www-form-urlencoded", "customerId=40"), media_type()),
        (post(format!("{LOAN}{}", " ".repeat(64 * 1024 - LOAN.len()))), json(201, CREATED)),
    ]);
}

/// A connection for each request: some servers close it instead of reading the rest of the body.
#[test]
fn a_body_over_the_limit_has_the_same_response_on_every_framework() {
    let body = format!("{LOAN}{}", " ".repeat(64 * 1024 + 1 - LOAN.len()));
    every_framework_responds(vec![(post(body), field("body", "too large"))]);
}

#[test]
fn other_methods_have_the_same_response_on_every_framework() {
    let mut cases = Vec::new();
    for method in ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"] {
        for path in ["/loans", "/loans/1"] {
            cases.push((request(method, path), field("method", "not allowed for this path")));
        }
        cases.push((request(method, "/nope"), not_found("Resource does not exist")));
    }
    let post = Request { path: "/loans/1", ..post(LOAN) };
    cases.push((post, field("method", "not allowed for this path")));
    every_framework_responds(cases);
}

#[test]
fn head_has_the_status_and_headers_of_get_on_every_framework() {
    let head = |path| request("HEAD", path);
    let without_body = |response: Response| Response { body: String::new(), ..response };
    every_framework_responds(vec![
        (head("/loans/1"), without_body(json(200, ""))),
        (head("/loans?limit=1"), without_body(json(200, ""))),
        (head("/loans/9"), without_body(not_found(""))),
        (head("/loans/3"), without_body(unavailable())),
        (head("/loans/x"), without_body(field("", ""))),
        (head("/loans?limit=x"), without_body(field("", ""))),
        (head("/nope"), without_body(not_found(""))),
    ]);
}

#[test]
fn the_length_of_a_success_is_sent_to_head_on_every_framework() {
    for (framework, address) in services() {
        let mut connection = Connection::to(address);
        connection.send("HEAD", "/loans/1", &[], "");
        assert_eq!(connection.content_length, Some(SHOWN.len()), "{framework}");
    }
}

#[test]
fn a_body_that_cannot_be_read_has_the_same_response_on_every_framework() {
    const HEAD: &str = "POST /loans HTTP/1.1\r\nhost: x\r\nauthorization: Bearer writer\r\n\
        content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    for (framework, address) in services().into_iter().filter(|(framework, _)| *framework != "rocket") {
        for body in ["zz\r\n", "1\r\n{XX\r\n", "ffffffffffffffffff\r\n", "-1\r\n"] {
            let response = Connection::to(address).send_bytes(format!("{HEAD}{body}").as_bytes(), false);
            assert_eq!(response, field("body", "cannot be read"), "{framework}: {body:?}");
        }
    }
}

#[test]
fn a_target_without_a_path_has_the_same_response_on_every_framework() {
    for (framework, address) in services().into_iter().filter(|(framework, _)| *framework != "rocket") {
        for target in ["x:80", "..", "loans"] {
            let request = format!("GET {target} HTTP/1.1\r\nhost: x\r\n\r\n");
            let response = Connection::to(address).send_bytes(request.as_bytes(), false);
            assert_eq!(response, not_found("Resource does not exist"), "{framework}: {target}");
        }
    }
}

#[test]
fn probes_find_no_violation_on_any_framework() {
    let probes = Probes::new()
        .get("/loans/1")
        .get("/loans?limit=1")
        .post("/loans")
        .header("authorization", "Bearer writer");
    for (framework, address) in services() {
        let report = probes.send(&format!("http://{address}")).expect("the server listens");
        assert!(report.is_ok(), "{framework}: {report}");
        assert!(report.errors() > 30, "{framework}: {report}");
    }
}
