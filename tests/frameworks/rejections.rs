//! The rejections of each framework's extractors, as the partner reads them.

use std::net::SocketAddr;

use crate::{client::Connection, services::started};

const WRITER: (&str, &str) = ("authorization", "Bearer writer");
const JSON: (&str, &str) = ("content-type", "application/json");

/// The field error for each request that cannot be read, as far as the framework tells.
struct Expected {
    framework: &'static str,
    address: SocketAddr,
    no_body: &'static str,
    /// `{"customerId":40}`
    missing: &'static str,
    /// `{"customerId":"x","principal":1}`
    wrong_type: &'static str,
    /// `{`
    malformed: &'static str,
    /// `[]`
    no_object: &'static str,
    plain_text: &'static str,
    no_query: &'static str,
    bad_query: &'static str,
    bad_path: &'static str,
}

fn expectations() -> Vec<Expected> {
    let usual = |framework, address| Expected {
        framework,
        address,
        no_body: "body: must be valid JSON",
        missing: "principal: required",
        wrong_type: "body: contains a value that must be a whole number",
        malformed: "body: must be valid JSON",
        no_object: "body: must be an object",
        plain_text: "content-type: must be application/json",
        no_query: "limit: required",
        bad_query: "query: contains a value that must be a whole number",
        bad_path: "path: must be a whole number",
    };
    vec![
        usual("actix-web", started(|ready| loans_actix_web::run(0, ready))),
        Expected {
            wrong_type: "customerId: must be a whole number",
            bad_query: "limit: must be a whole number",
            ..usual("axum", started(|ready| loans_axum::run(0, ready)))
        },
        Expected { bad_path: "path: invalid", ..usual("poem", started(|ready| loans_poem::run(0, ready))) },
        Expected {
            plain_text: "principal: required",
            bad_query: "limit: must be a whole number",
            bad_path: "request: invalid",
            ..usual("rocket", started(|ready| loans_rocket::run(0, ready)))
        },
        Expected {
            no_body: "body: must not be null",
            plain_text: "content-type: not supported",
            bad_query: "request: contains a value that must be a whole number",
            bad_path: "id: must be a whole number",
            ..usual("salvo", started(|ready| loans_salvo::run(0, ready)))
        },
        Expected {
            plain_text: "content-type: not supported",
            no_query: "query: invalid",
            bad_query: "query: invalid",
            bad_path: "",
            ..usual("warp", started(|ready| loans_warp::run(0, ready)))
        },
    ]
}

#[test]
fn each_framework_reports_as_much_as_it_knows() {
    for expected in expectations() {
        let check = |method: &str, path: &str, headers: &[(&str, &str)], body: &str, error: &str| {
            // A server that has not read a body to its end may close the connection.
            let response = Connection::to(expected.address).send(method, path, headers, body);
            let (status, message) = match error.split_once(": ") {
                Some((field, error)) => {
                    (400, format!(r#"[{{\"field\":\"{field}\",\"error\":\"{error}\"}}]"#))
                }
                None => (404, "lms: status=404: Resource does not exist".to_owned()),
            };
            let request = format!("{} {method} {path} {body}: {}", expected.framework, response.body);
            assert_eq!(response.status, status, "{request}");
            assert!(response.body.contains(&message), "{request}");
        };
        check("POST", "/loans", &[WRITER, JSON], r#"{"customerId":40}"#, expected.missing);
        check("POST", "/loans", &[WRITER, JSON], r#"{"customerId":"x","principal":1}"#, expected.wrong_type);
        check("POST", "/loans", &[WRITER, JSON], "{", expected.malformed);
        check("POST", "/loans", &[WRITER, JSON], "[]", expected.no_object);
        check("POST", "/loans", &[WRITER, JSON, ("content-length", "0")], "", expected.no_body);
        check(
            "POST",
            "/loans",
            &[WRITER, ("content-type", "text/plain")],
            r#"{"customerId":40}"#,
            expected.plain_text,
        );
        check("GET", "/loans", &[], "", expected.no_query);
        check("GET", "/loans?limit=ten", &[], "", expected.bad_query);
        check("GET", "/loans/ten", &[], "", expected.bad_path);
    }
}

/// Without a configuration of its own, actix-web turns a path that it cannot read into a 404.
#[actix_web::test]
async fn actix_web_reports_without_a_configuration_too() {
    use actix_web::{
        App,
        body::to_bytes,
        test::{TestRequest, call_service, init_service},
        web::{Json, Path, get, post},
    };

    let app = App::new()
        .route("/{id}", get().to(async |_: Path<u64>| ""))
        .route("/", post().to(async |_: Json<u64>| ""))
        .wrap(lms_error::actix_web::Envelopes::new());
    let app = init_service(app).await;
    let json = TestRequest::post().uri("/").insert_header(JSON).set_payload("[]");
    for (request, field, error) in [
        (TestRequest::get().uri("/ten"), "path", "must be a whole number"),
        (json, "body", "must be a whole number"),
    ] {
        let response = call_service(&app, request.to_request()).await;
        assert_eq!(response.status(), 400);
        let body = to_bytes(response.into_body()).await.expect("a body");
        let expected = format!(r#"[{{\"field\":\"{field}\",\"error\":\"{error}\"}}]"#);
        assert!(String::from_utf8_lossy(&body).contains(&expected), "{body:?}");
    }
}

/// The `Query` and `Form` of axum-extra take a parameter several times, and have rejections of their own.
#[tokio::test]
async fn axum_extra_reports_as_much_as_axum() {
    use axum::{Router, body::Body, routing::post};
    use axum_extra::extract::{Form, FormRejection, Query, QueryRejection};
    use lms_error::LmsError;
    use tower::ServiceExt;

    #[derive(Debug, thiserror::Error, LmsError)]
    #[error("unreadable")]
    #[lms(axum)]
    enum Unreadable {
        #[lms(code = "invalid_argument")]
        Query(
            #[from]
            #[lms(fields)]
            QueryRejection,
        ),
        #[lms(code = "invalid_argument")]
        Form(
            #[from]
            #[lms(fields)]
            FormRejection,
        ),
    }

    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Tags {
        tag: Vec<u8>,
        limit: u8,
    }

    async fn create(
        query: Result<Query<Tags>, QueryRejection>,
        form: Result<Form<Tags>, FormRejection>,
    ) -> Result<(), Unreadable> {
        query?;
        form?;
        Ok(())
    }

    let form = "application/x-www-form-urlencoded";
    let cases = [
        ("tag=1", form, "", r#"[{\"field\":\"limit\",\"error\":\"required\"}]"#),
        ("tag=1&tag=x&limit=1", form, "", r#"[{\"field\":\"tag[1]\",\"error\":\"must be a whole number\"}]"#),
        (
            "tag=1&limit=1",
            form,
            "tag=1&limit=300",
            r#"[{\"field\":\"limit\",\"error\":\"is out of range\"}]"#,
        ),
        (
            "tag=1&limit=1",
            "text/plain",
            "",
            r#"[{\"field\":\"content-type\",\"error\":\"must be application/x-www-form-urlencoded\"}]"#,
        ),
    ];
    for (query, content_type, body, expected) in cases {
        let request = http::Request::post(format!("/?{query}")).header("content-type", content_type);
        let app: Router = Router::new().route("/", post(create));
        let response =
            app.oneshot(request.body(Body::from(body)).expect("a request")).await.expect("infallible");
        assert_eq!(response.status(), 400);
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        assert!(String::from_utf8_lossy(&body).contains(expected), "{query}: {body:?}");
    }
}

/// The headers of a middleware that fails can matter to a partner: a challenge, say.
#[actix_web::test]
async fn the_headers_of_a_failed_middleware_are_kept_in_actix_web() {
    use actix_web::{
        App, Error, HttpResponse,
        body::MessageBody,
        dev::{Service, ServiceRequest, ServiceResponse},
        error::InternalError,
        middleware::{Next, from_fn},
        test::{TestRequest, init_service},
    };

    async fn refuse<B: MessageBody>(_: ServiceRequest, _: Next<B>) -> Result<ServiceResponse<B>, Error> {
        let challenge = ("www-authenticate", "Bearer realm=\"loans\"");
        let refused = HttpResponse::Unauthorized().insert_header(challenge).body("m_client");
        Err(InternalError::from_response("no token", refused).into())
    }

    let app = App::new().wrap(from_fn(refuse)).wrap(lms_error::actix_web::Envelopes::new());
    let app = init_service(app).await;
    let error = app.call(TestRequest::get().to_request()).await.expect_err("a refusal");
    let response = error.error_response();
    let challenge = response.headers().get("www-authenticate").map(|value| value.as_bytes().to_vec());
    assert_eq!(response.status(), 401);
    assert_eq!(challenge.as_deref(), Some(&b"Bearer realm=\"loans\""[..]));
    let body = actix_web::body::to_bytes(response.into_body()).await.expect("a body");
    assert_eq!(
        &body[..],
        br#"{"code":"unauthenticated","message":"lms: status=401: Missing, invalid or expired token"}"#
    );
}

/// A body with a broken chunk is the partner's fault, where the framework can tell.
#[test]
fn a_body_that_cannot_be_read_is_the_partners_fault() {
    use std::{
        io::{Read, Write},
        net::TcpStream,
    };

    let services = [
        ("poem", started(|ready| loans_poem::run(0, ready))),
        ("warp", started(|ready| loans_warp::run(0, ready))),
    ];
    for (framework, address) in services {
        let mut stream = TcpStream::connect(address).expect("the server listens");
        let request = "POST /loans HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer writer\r\n\
                       content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n";
        stream.write_all(request.as_bytes()).expect("the server reads");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("the server responds");
        let expected = r#"[{\"field\":\"body\",\"error\":\"cannot be read\"}]"#;
        assert!(
            response.starts_with("HTTP/1.1 400 ") && response.contains(expected),
            "{framework}: {response}"
        );
    }
}
