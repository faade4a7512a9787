//! Checks every response against the OpenAPI document.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use customers_api::guide::Sample;
use jsonschema::Validator;
use lms_error::{Code, testing::Probes};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::service::{document, service};

/// A request and its response.
struct Exchange {
    method: String,
    path: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

type Exchanges = Arc<Mutex<Vec<Exchange>>>;

async fn record(State(exchanges): State<Exchanges>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let (parts, body) = next.run(request).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("the body is whole");
    let (status, headers) = (parts.status, parts.headers.clone());
    let exchange = Exchange { method, path, status, headers, body: body.clone() };
    exchanges.lock().expect("no test panicked").push(exchange);
    Response::from_parts(parts, Body::from(body))
}

/// The document, with a cached validator for each schema.
struct Contract {
    document: Value,
}

impl Contract {
    /// Returns the operation and its path in the document.
    fn operation(&self, exchange: &Exchange) -> Option<(&str, &Value)> {
        let paths = self.document["paths"].as_object().expect("there are paths");
        let matches = |template: &str| {
            let (template, path) = (template.split('/'), exchange.path.split('/'));
            let pairs: Vec<_> = template.clone().zip(path.clone()).collect();
            template.count() == path.count()
                && pairs
                    .iter()
                    .all(|(template, part)| template.starts_with('{') && !part.is_empty() || template == part)
        };
        let (path, item) = paths.iter().find(|(template, _)| matches(template))?;
        let operation = item.get(exchange.method.to_lowercase())?;
        Some((path, operation))
    }

    /// Returns the violations of the document.
    fn violations(&self, exchange: &Exchange) -> Vec<String> {
        let Some((_, operation)) = self.operation(exchange) else {
            // Without an operation, it is an error of the catch-all, the document or its page.
            let envelope = json!({ "$ref": "#/components/schemas/Envelope" });
            return if exchange.status.is_client_error() {
                self.body_violations(exchange, &envelope)
            } else {
                Vec::new()
            };
        };
        let Some(response) = operation["responses"].get(exchange.status.as_str()) else {
            return vec![format!("{} is not documented", exchange.status)];
        };
        let mut violations = Vec::new();
        for (name, header) in response["headers"].as_object().into_iter().flatten() {
            match exchange.headers.get(name.as_str()).map(|value| value.to_str().unwrap_or_default()) {
                Some(value) if header["schema"]["type"] == "integer" && value.parse::<u64>().is_err() => {
                    violations.push(format!("{name}: {value} is not a number"));
                }
                None if header["required"] == true => violations.push(format!("{name} is missing")),
                Some(_) | None => {}
            }
        }
        match response.get("content") {
            Some(content) => {
                let content_type = exchange.headers.get("content-type").and_then(|value| value.to_str().ok());
                match content_type.and_then(|content_type| content.get(content_type)) {
                    Some(media) => violations.extend(self.body_violations(exchange, &media["schema"])),
                    None => violations.push(format!("the content type {content_type:?} is not documented")),
                }
            }
            None if exchange.body.is_empty() => {}
            None => violations.push("there is a body".to_owned()),
        }
        violations
    }

    fn body_violations(&self, exchange: &Exchange, schema: &Value) -> Vec<String> {
        if exchange.method == "HEAD" {
            return Vec::new();
        }
        let body: Value = match serde_json::from_slice(&exchange.body) {
            Ok(body) => body,
            Err(error) => return vec![format!("the body is no JSON: {error}")],
        };
        let mut violations: Vec<String> =
            self.validator(schema).iter_errors(&body).map(|error| error.to_string()).collect();
        // No schema can express the list in the message and the code of a status.
        if let Some(code) = body["code"].as_str().filter(|_| !exchange.status.is_success()) {
            let code: Option<Code> = code.parse().ok();
            if code.map(Code::status) != Some(exchange.status) {
                violations.push(format!("{} is no status of {code:?}", exchange.status));
            }
            if code == Some(Code::InvalidArgument) {
                let list = body["message"].as_str().map(serde_json::from_str::<Vec<Value>>);
                if list.is_none_or(|list| list.is_err()) {
                    violations.push("the message is no list".to_owned());
                }
            }
        }
        violations
    }

    fn validator(&self, schema: &Value) -> Validator {
        let mut schema = schema.clone();
        schema["components"] = self.document["components"].clone();
        jsonschema::validator_for(&schema).expect("it is a schema")
    }
}

fn request(sample: &Sample) -> Request {
    let mut request = Request::builder().method(sample.method).uri(&sample.path);
    if let Some(token) = sample.token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if sample.body.is_some() {
        request = request.header("content-type", "application/json");
    }
    request.body(sample.body.map(Body::from).unwrap_or_default()).expect("it is a request")
}

async fn get(app: &Router, path: &str) -> (StatusCode, HeaderMap, Bytes) {
    let request = Request::get(path).body(Body::empty()).expect("it is a request");
    let (parts, body) = app.clone().oneshot(request).await.expect("a router does not fail").into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.expect("the body is whole"))
}

#[tokio::test]
async fn the_document_and_its_page_are_served_without_a_token() {
    let app = service().await;
    let (status, headers, body) = get(&app, "/openapi.json").await;
    assert_eq!(
        (status, &headers["content-type"]),
        (StatusCode::OK, &"application/json".parse().expect("a value"))
    );
    assert_eq!(serde_json::from_slice::<Value>(&body).expect("it is JSON"), document());
    let (status, headers, body) = get(&app, "/docs/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers["content-type"].to_str().expect("it is text").starts_with("text/html"));
    let page = String::from_utf8(body.to_vec()).expect("it is UTF-8");
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "nothing comes from the network: {page}"
    );
}

#[tokio::test]
async fn every_response_conforms_to_the_document() {
    let exchanges = Exchanges::default();
    let app = service().await.layer(from_fn_with_state(Arc::clone(&exchanges), record));

    let mut probes = Probes::new()
        .get("/v1/customers")
        .get("/v1/customers?limit=many")
        .get("/v1/customers/1")
        .get("/v1/customers/none")
        .post("/v1/customers")
        .post("/v1/customers/2/activate")
        .post("/v1/customers/1/close")
        .delete("/v1/customers/2");
    for token in ["admin", "auditor", "teller"] {
        probes = probes.header("authorization", format!("Bearer {token}"));
        let report = probes.call(app.clone()).await.expect("a router does not fail");
        assert!(report.requests() > 50, "{report}");
    }
    let mut samples: Vec<_> = Code::ALL.map(Sample::of).into_iter().chain(Sample::of_the_lms()).collect();
    samples.push(Sample {
        body: Some(r#"{"firstname":"Asha","lastname":"Rao","officeId":1}"#),
        ..Sample::of(Code::InvalidArgument)
    });
    // The customer that was just created.
    samples.push(Sample {
        method: "DELETE",
        path: "/v1/customers/10001".to_owned(),
        ..Sample::of(Code::NotFound)
    });
    for sample in &samples {
        app.clone().oneshot(request(sample)).await.expect("a router does not fail");
    }

    let contract = Contract { document: document() };
    let exchanges = exchanges.lock().expect("no test panicked");
    let violations: Vec<_> = exchanges
        .iter()
        .flat_map(|exchange| {
            let Exchange { method, path, status, body, .. } = exchange;
            let body = String::from_utf8_lossy(body);
            contract
                .violations(exchange)
                .into_iter()
                .map(move |violation| format!("{method} {path}: {status} {body}: {violation}"))
        })
        .collect();
    assert_eq!(violations, [] as [&str; 0]);

    // Each operation succeeded at least once, and each code occurred.
    let met: BTreeSet<_> = exchanges
        .iter()
        .filter_map(|exchange| {
            let (path, _) = contract.operation(exchange)?;
            Some(format!("{} {path} {}", exchange.method, exchange.status.as_u16()))
        })
        .collect();
    let succeeded = [
        "DELETE /v1/customers/{id} 204",
        "GET /v1/customers 200",
        "GET /v1/customers/{id} 200",
        "POST /v1/customers 201",
        "POST /v1/customers/{id}/activate 200",
        "POST /v1/customers/{id}/close 200",
    ];
    for operation in succeeded {
        assert!(met.contains(operation), "{operation} of {met:?}");
    }
    for code in Code::ALL {
        assert!(met.iter().any(|met| met.ends_with(code.status().as_str())), "{code}");
    }
}

/// Returns the statuses and messages in the examples of an operation.
fn examples(operation: &Value) -> BTreeSet<(String, String)> {
    let responses = operation["responses"].as_object().expect("there are responses");
    responses
        .iter()
        .filter(|(status, _)| !status.starts_with('2'))
        .flat_map(|(status, response)| {
            let examples =
                response["content"]["application/json"]["examples"].as_object().expect("there are examples");
            examples.values().map(|example| {
                (status.clone(), example["value"]["message"].as_str().expect("there is a message").to_owned())
            })
        })
        .collect()
}

#[test]
fn each_operation_has_the_errors_that_it_may_have() {
    let document = document();
    let post = examples(&document["paths"]["/v1/customers"]["post"]);
    for (status, message) in [
        ("400", r#"[{"field":"officeId","error":"there is no office {id}"}]"#),
        ("401", "lms: status=401: Expired token"),
        ("403", "lms: status=403: This token may read customers, not change them"),
        ("404", "lms: status=404: {text}"),
        ("409", "lms: status=409: {text}"),
        ("500", "lms: status=500: Unexpected upstream failure"),
        ("503", "lms: status=503: Service is temporarily unavailable"),
    ] {
        assert!(post.contains(&(status.to_owned(), message.to_owned())), "{message} of {post:?}");
    }
    assert_eq!(document["paths"].as_object().map(serde_json::Map::len), Some(4));
}
