//! The service with a simulated core, over sockets.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    thread,
};

use customers_api::{Lms, app, guide::Sample, lms::Account};
use lms_error::Code;
use tokio::net::TcpListener;

/// A service with its own simulated core.
struct Service {
    address: SocketAddr,
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
                axum::serve(listener, app(lms)).await.expect("a server runs until the test ends");
            });
        });
        Self { address: receive.recv().expect("the service starts") }
    }

    /// Returns the head and the body of the response.
    fn send(&self, method: &str, path: &str, body: Option<&str>) -> (String, String) {
        self.send_with(method, path, body, "")
    }

    /// Sends the request with an additional header.
    fn send_with(&self, method: &str, path: &str, body: Option<&str>, header: &str) -> (String, String) {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        let body = body.unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer admin\r\n\
             content-type: application/json\r\n{header}content-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).expect("it reads");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("it responds");
        let (head, body) = response.split_once("\r\n\r\n").expect("a head");
        (head.to_owned(), body.to_owned())
    }

    #[track_caller]
    fn assert_response(&self, method: &str, path: &str, body: Option<&str>, expected: &str) -> String {
        let (head, response) = self.send(method, path, body);
        assert_eq!(response, expected, "{method} {path}");
        head
    }
}

#[test]
fn every_sample_of_the_guide_has_the_code_that_it_promises() {
    let service = Service::start();
    let samples = Code::ALL.map(Sample::of).into_iter().filter(|sample| sample.token == Some("admin"));
    for sample in samples.chain(Sample::of_the_lms()) {
        let (head, body) = service.send(sample.method, &sample.path, sample.body);
        assert!(
            head.starts_with(&format!("HTTP/1.1 {} ", sample.code.status().as_u16())),
            "{}: {head}",
            sample.when
        );
        assert!(
            body.starts_with(&format!(r#"{{"code":"{}","message":""#, sample.code)),
            "{}: {body}",
            sample.when
        );
        let lower = body.to_lowercase();
        for internal in ["client", "error.msg", "fineract", "jdbc", "nginx", "html", "10.4."] {
            assert!(!lower.contains(internal), "{internal}: {body}");
        }
    }
}

#[test]
fn field_errors_of_the_core_have_the_partners_names() {
    let service = Service::start();
    let new = format!(r#"{{"firstname":"{}","lastname":"Rao","officeId":0,"phone":"none"}}"#, "a".repeat(51));
    service.assert_response(
        "POST",
        "/v1/customers",
        Some(&new),
        concat!(
            r#"{"code":"invalid_argument","message":"[{\"field\":\"firstname\",\"error\":\"must be at most 50 characters\"},"#,
            r#"{\"field\":\"officeId\",\"error\":\"must be greater than 0\"},"#,
            r#"{\"field\":\"phone\",\"error\":\"The customer's parameter `phone` must not have letters in it.\"}]"}"#,
        ),
    );
}

#[test]
fn one_error_of_the_core_has_its_own_variant() {
    let new = r#"{"firstname":"Asha","lastname":"Rao","officeId":9}"#;
    let expected = r#"{"code":"invalid_argument","message":"[{\"field\":\"officeId\",\"error\":\"there is no office 9\"}]"}"#;
    Service::start().assert_response("POST", "/v1/customers", Some(new), expected);
}

#[test]
fn the_vocabulary_of_the_service_applies_to_the_core() {
    let expected = r#"{"code":"aborted","message":"lms: status=409: The resource's current state does not allow this action"}"#;
    Service::start().assert_response("GET", "/v1/customers/409", None, expected);
}

#[test]
fn a_field_error_names_the_invalid_field() {
    let service = Service::start();
    let list = |list: &str| format!(r#"{{"code":"invalid_argument","message":"[{list}]"}}"#);
    let whole =
        |name: &str| list(&format!(r#"{{\"field\":\"{name}\",\"error\":\"must be a whole number\"}}"#));
    service.assert_response("GET", "/v1/customers/abc", None, &whole("id"));
    service.assert_response("GET", "/v1/customers?limit=many", None, &whole("limit"));
    service.assert_response("POST", "/v1/customers", Some(r#"{"officeId":"one"}"#), &whole("officeId"));
    let range = list(r#"{\"field\":\"limit\",\"error\":\"must be from 1 to 100\"}"#);
    service.assert_response("GET", "/v1/customers?limit=1000", None, &range);
}

#[test]
fn an_external_id_is_sent_back_as_it_was_written() {
    let service = Service::start();
    let new = r#"{"firstname":"Asha","lastname":"Rao","officeId":1,"externalId":"client-77"}"#;
    let (head, _) = service.send("POST", "/v1/customers", Some(new));
    assert!(head.starts_with("HTTP/1.1 201 "), "{head}");
    let expected = r#"{"code":"aborted","message":"lms: status=409: Customer with externalId `client-77` already exists"}"#;
    service.assert_response("POST", "/v1/customers", Some(new), expected);
}

#[test]
fn a_repeated_request_with_an_idempotency_key_is_done_once() {
    let service = Service::start();
    let new = r#"{"firstname":"Asha","lastname":"Rao","officeId":1}"#;
    let create = |key: &str| service.send_with("POST", "/v1/customers", Some(new), key).1;
    let first = create("idempotency-key: a\r\n");
    assert_eq!(create("idempotency-key: a\r\n"), first);
    assert_ne!(create("idempotency-key: b\r\n"), first);
    // A key is for one action.
    let activate =
        || service.send_with("POST", "/v1/customers/10001/activate", None, "idempotency-key: a\r\n").1;
    let activated = activate();
    assert!(activated.contains(r#""status":"active""#), "{activated}");
    assert_eq!(activate(), activated);
    let (_, list) = service.send("GET", "/v1/customers", None);
    assert!(list.starts_with(r#"{"total":7,"#), "{list}");
}

#[test]
fn the_time_to_wait_is_passed_on() {
    let service = Service::start();
    let expected =
        r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#;
    for (id, header) in [(503, "retry-after: 30"), (429, "retry-after: 7")] {
        let head = service.assert_response("GET", &format!("/v1/customers/{id}"), None, expected);
        assert!(head.lines().any(|line| line == header), "{head}");
    }
    let head = service.assert_response("GET", "/v1/customers/502", None, expected);
    assert!(!head.contains("retry-after"), "{head}");
}

#[test]
fn a_customer_is_created_read_activated_closed_and_deleted() {
    let service = Service::start();
    let new = r#"{"firstname":"Asha","lastname":"Rao","officeId":1,"phone":"+254 700 000001"}"#;
    let (_, created) = service.send("POST", "/v1/customers", Some(new));
    let expected = r#"{"id":10001,"status":"pending","firstname":"Asha","lastname":"Rao","officeId":1,"phone":"+254 700 000001"}"#;
    assert_eq!(created, expected);
    service.assert_response("GET", "/v1/customers/10001", None, expected);
    let (_, activated) = service.send("POST", "/v1/customers/10001/activate", None);
    let (_, read) = service.send("GET", "/v1/customers/10001", None);
    assert!(
        activated.contains(r#""status":"active""#) && activated.contains(r#""activationDate":""#),
        "{activated}"
    );
    assert_eq!(activated, read);
    let (_, closed) = service.send("POST", "/v1/customers/10001/close", None);
    assert_eq!(closed, read.replace("active\"", "closed\""));
    let (head, _) = service.send("DELETE", "/v1/customers/2", None);
    assert!(head.starts_with("HTTP/1.1 204 "), "{head}");
    let (_, list) = service.send("GET", "/v1/customers?limit=1&offset=1", None);
    assert!(list.starts_with(r#"{"total":5,"customers":[{"id":3,"#), "{list}");
}

#[test]
fn a_core_that_fails_twice_works_the_third_time() {
    let service = Service::start();
    for status in ["503", "503", "200", "503"] {
        let (head, _) = service.send("GET", "/v1/customers/607", None);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
    }
}

#[test]
fn a_refusal_does_not_cost_the_connection() {
    let service = Service::start();
    let mut stream = TcpStream::connect(service.address).expect("it listens");
    let body = "x".repeat(100_000);
    for _ in 0..3 {
        let head = "POST /v1/customers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n";
        stream.write_all(format!("{head}{body}").as_bytes()).expect("it reads all of it");
        let mut response = Vec::new();
        while !response.ends_with(b"\"}") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("it responds");
            response.extend(byte);
        }
        let response = String::from_utf8_lossy(&response);
        assert!(response.starts_with("HTTP/1.1 401 "), "{response}");
    }
}
