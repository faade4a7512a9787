//! The example service against the published page of the contract: the page's examples, every clause of its tables,
//! and its sample client, translated from Python.

use std::{collections::BTreeMap, net::SocketAddr, thread};

use core_stand_in::failures;
use customers_api::{Lms, auth, guide::Sample, lms::Account};
use http::HeaderValue;
use lms_error::{Code, Retry};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The example service on a free port; each test starts one.
struct Service {
    address: SocketAddr,
    agent: ureq::Agent,
}

/// The branches of the page's client.
#[derive(Debug, PartialEq)]
enum Outcome {
    Customer(Value),
    Fields(Vec<(String, String)>),
    RefreshTokenAndRetry,
    RuntimeError(String),
}

struct Response {
    status: u16,
    headers: ureq::http::HeaderMap,
    body: String,
}

impl Service {
    fn start() -> Self {
        let (send, receive) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let core = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                let url =
                    format!("http://{}{}", core.local_addr().expect("a bound port"), core_stand_in::PATH);
                tokio::spawn(core_stand_in::serve(core));
                let lms = Lms::new(Account {
                    url: url.parse().expect("a URL"),
                    user: core_stand_in::USER.to_owned(),
                    password: core_stand_in::PASSWORD.to_owned(),
                    tenant: core_stand_in::TENANT.to_owned(),
                });
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                send.send(listener.local_addr().expect("a bound port")).expect("the test waits");
                axum::serve(listener, customers_api::app(lms))
                    .await
                    .expect("a server runs until the test ends");
            });
        });
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { address: receive.recv().expect("the service starts"), agent }
    }

    fn send(&self, method: &str, path: &str, token: Option<&str>, body: Option<&str>) -> Response {
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let request = request.body(body.unwrap_or_default().to_owned()).expect("a request");
        let mut response = self.agent.run(request).expect("the service responds");
        Response {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().expect("a body in UTF-8"),
        }
    }

    fn sample(&self, sample: &Sample) -> Response {
        self.send(sample.method, &sample.path, sample.token, sample.body)
    }

    fn get(&self, path: &str) -> Response {
        self.send("GET", path, Some(auth::ADMIN), None)
    }

    fn post(&self, path: &str, body: &str) -> Response {
        self.send("POST", path, Some(auth::ADMIN), Some(body))
    }
}

/// Branches as the page's client does, line by line.
fn branch(response: &Response) -> Outcome {
    let json = || serde_json::from_str::<Value>(&response.body).expect("resp.json()");
    let message = || json()["message"].as_str().expect("resp.json()[\"message\"]").to_owned();
    if (200..300).contains(&response.status) {
        Outcome::Customer(json())
    } else if response.status == 400 {
        let fields: Value = serde_json::from_str(&message()).expect("json.loads(message)");
        let text = |entry: &Value, key: &str| entry[key].as_str().expect("a string").to_owned();
        let entries = fields.as_array().expect("a list").iter();
        Outcome::Fields(entries.map(|entry| (text(entry, "field"), text(entry, "error"))).collect())
    } else if response.status == 401 {
        Outcome::RefreshTokenAndRetry
    } else {
        Outcome::RuntimeError(message())
    }
}

/// Asserts that the response is the contract's for that code, with nothing added to its body.
#[track_caller]
fn assert_envelope(response: &Response, code: Code) {
    let (name, status) = match code {
        Code::InvalidArgument => ("invalid_argument", 400),
        Code::Unauthenticated => ("unauthenticated", 401),
        Code::PermissionDenied => ("permission_denied", 403),
        Code::NotFound => ("not_found", 404),
        Code::Aborted => ("aborted", 409),
        Code::Internal => ("internal", 500),
        Code::Unavailable => ("unavailable", 503),
    };
    assert_eq!(response.status, status, "{}", response.body);
    assert_eq!(response.headers["content-type"], "application/json");
    let json: Value = serde_json::from_str(&response.body).expect("JSON");
    let message = json["message"].as_str().expect("a message");
    assert_eq!(response.body, format!(r#"{{"code":"{name}","message":{}}}"#, json["message"]));
    if status == 400 {
        let list: Vec<BTreeMap<String, String>> = serde_json::from_str(message).expect("a list of objects");
        assert!(!list.is_empty());
        assert!(list.iter().all(|entry| entry.keys().eq(["error", "field"])), "{message}");
    } else {
        assert!(message.starts_with(&format!("lms: status={status}: ")), "{message}");
    }
    let lower = response.body.to_lowercase();
    for internal in ["client", "error.msg", "validation.msg", "10.4.", "jdbc", "fineract", "panicked"] {
        assert!(!lower.contains(internal), "{internal}: {}", response.body);
    }
}

#[test]
fn the_page_s_envelope_is_sent_to_the_byte() {
    assert_eq!(
        Service::start().get("/v1/customers/9999").body,
        r#"{"code":"not_found","message":"lms: status=404: Customer with id 9999 does not exist"}"#,
    );
}

#[test]
fn the_page_s_validation_failure_is_sent_to_the_byte() {
    let body = r#"{"firstname":"Asha","lastname":"Rao","active":true}"#;
    assert_eq!(
        Service::start().post("/v1/customers", body).body,
        r#"{"code":"invalid_argument","message":"[{\"field\":\"officeId\",\"error\":\"required\"},{\"field\":\"activationDate\",\"error\":\"required when active=true\"}]"}"#,
    );
}

#[test]
fn every_clause_of_the_status_table_has_its_response() {
    let service = Service::start();
    let get = |path: &str, token: Option<&str>| service.send("GET", path, token, None);
    let clauses = [
        ("malformed body", Code::InvalidArgument, service.post("/v1/customers", "{")),
        ("missing required field", Code::InvalidArgument, service.post("/v1/customers", "{}")),
        ("invalid path param", Code::InvalidArgument, service.get("/v1/customers/abc")),
        ("invalid query param", Code::InvalidArgument, service.get("/v1/customers?limit=many")),
        ("missing token", Code::Unauthenticated, get("/v1/customers/1", None)),
        ("invalid token", Code::Unauthenticated, get("/v1/customers/1", Some("nobody"))),
        ("expired token", Code::Unauthenticated, get("/v1/customers/1", Some(auth::EXPIRED))),
        ("non-admin subject", Code::Unauthenticated, get("/v1/customers/1", Some(auth::TELLER))),
        (
            "caller lacks permission",
            Code::PermissionDenied,
            service.send("DELETE", "/v1/customers/2", Some(auth::AUDITOR), None),
        ),
        ("resource does not exist", Code::NotFound, service.get("/v1/customers/9999")),
        ("state conflict", Code::Aborted, service.post("/v1/customers/1/activate", "")),
        ("locked", Code::Aborted, service.get(&format!("/v1/customers/{}", failures::LOCKED))),
        (
            "unexpected failure",
            Code::Internal,
            service.get(&format!("/v1/customers/{}", failures::DATABASE_DOWN)),
        ),
        ("unavailable", Code::Unavailable, service.get(&format!("/v1/customers/{}", failures::MAINTENANCE))),
    ];
    for (clause, code, response) in &clauses {
        println!("{clause}: {}", response.body);
        assert_envelope(response, *code);
        let bearer = response.headers.get("www-authenticate").map(HeaderValue::as_bytes);
        assert_eq!(bearer, (*code == Code::Unauthenticated).then_some(b"Bearer".as_slice()));
        let retry_after = response.headers.get("retry-after").map(HeaderValue::as_bytes);
        assert_eq!(retry_after, (*code == Code::Unavailable).then_some(b"30".as_slice()));
    }
}

#[test]
fn the_codes_have_the_retry_rules_of_the_page() {
    let table = [
        ("unavailable", Retry::Backoff),
        ("internal", Retry::Once),
        ("aborted", Retry::Never),
        ("invalid_argument", Retry::Never),
        ("not_found", Retry::Never),
        ("unauthenticated", Retry::Never),
        ("permission_denied", Retry::Never),
    ];
    assert_eq!(table.len(), Code::ALL.len());
    for (code, retry) in table {
        assert_eq!(code.parse::<Code>().expect("a code").retry(), retry);
    }
}

#[test]
fn the_sample_client_takes_the_branch_of_each_status() {
    let service = Service::start();
    let new = r#"{"firstname":"Asha","lastname":"Rao","officeId":1,"externalId":"client-77"}"#;
    let created = service.post("/v1/customers", new);
    assert_eq!(created.status, 201);
    let Outcome::Customer(customer) = branch(&created) else { panic!("{}", created.body) };
    assert_eq!(customer["firstname"], json!("Asha"));

    let outcomes = [
        (Code::InvalidArgument, None),
        (Code::Unauthenticated, Some(Outcome::RefreshTokenAndRetry)),
        (Code::PermissionDenied, raised("lms: status=403: This token may read customers, not change them")),
        (Code::NotFound, raised("lms: status=404: Customer with id 9999 does not exist")),
        (
            Code::Aborted,
            raised("lms: status=409: Customer cannot be closed. The customer's loan 305 is active."),
        ),
        (Code::Internal, raised("lms: status=500: Unexpected upstream failure")),
        (Code::Unavailable, raised("lms: status=503: Service is temporarily unavailable")),
    ];
    for (code, expected) in outcomes {
        let response = service.sample(&Sample::of(code));
        assert_envelope(&response, code);
        let fields = || {
            let entries = [("officeId", "required"), ("activationDate", "required when active=true")];
            Outcome::Fields(entries.map(|(field, error)| (field.to_owned(), error.to_owned())).to_vec())
        };
        assert_eq!(branch(&response), expected.unwrap_or_else(fields));
    }

    // The partner's own value is sent back as the partner wrote it.
    let taken = service.post("/v1/customers", new);
    assert_eq!(
        branch(&taken),
        raised("lms: status=409: Customer with externalId `client-77` already exists").expect("one")
    );
}

#[expect(clippy::unnecessary_wraps, reason = "the table has options")]
fn raised(message: &str) -> Option<Outcome> {
    Some(Outcome::RuntimeError(message.to_owned()))
}

#[test]
fn a_customer_is_created_activated_and_closed() {
    let service = Service::start();
    let new = r#"{"firstname":"Asha","lastname":"Rao","officeId":1}"#;
    let id = service.post("/v1/customers", new);
    let Outcome::Customer(customer) = branch(&id) else { panic!("{}", id.body) };
    let path = format!("/v1/customers/{}", customer["id"]);
    let delete = || service.send("DELETE", &path, Some(auth::ADMIN), None);
    assert_eq!(service.post(&format!("{path}/activate"), "").status, 200);
    assert_envelope(&service.post(&format!("{path}/activate"), ""), Code::Aborted);
    assert_envelope(&delete(), Code::Aborted);
    assert_eq!(service.post(&format!("{path}/close"), "").status, 200);
    assert_envelope(&service.post(&format!("{path}/close"), ""), Code::Aborted);
    assert_eq!(service.get(&path).status, 200);
    assert_eq!(service.get("/v1/customers?limit=2&offset=1").status, 200);
}

#[test]
fn responses_of_the_framework_are_envelopes() {
    let service = Service::start();
    let send = |method: &str, path: &str| service.send(method, path, Some(auth::ADMIN), None);
    let long = format!(r#"{{"firstname":"{}"}}"#, "x".repeat(20_000));
    let names = format!(r#"{{"firstname":"{0}","lastname":"{0}","officeId":1}}"#, "x".repeat(60));
    let responses = [
        (Code::NotFound, send("GET", "/")),
        (Code::NotFound, send("POST", "/v1/customers/1/")),
        (Code::NotFound, send("OPTIONS", "/nowhere")),
        (Code::InvalidArgument, send("PUT", "/v1/customers")),
        (Code::InvalidArgument, send("PATCH", "/v1/customers/1")),
        (Code::InvalidArgument, send("GET", "/v1/customers/%FF")),
        (Code::InvalidArgument, send("GET", "/v1/customers/99999999999999999999999")),
        (Code::InvalidArgument, send("GET", "/v1/customers?offset=-1")),
        (Code::InvalidArgument, send("POST", "/v1/customers")),
        (Code::InvalidArgument, service.post("/v1/customers", r#"{"officeId":{"a":[1]}}"#)),
        (Code::InvalidArgument, service.post("/v1/customers", &long)),
        (Code::InvalidArgument, service.post("/v1/customers", &names)),
    ];
    for (code, response) in &responses {
        assert_envelope(response, *code);
    }
    let head = service.send("HEAD", "/v1/customers/9999", Some(auth::ADMIN), None);
    assert_eq!((head.status, head.body.as_str()), (404, ""));
}
