//! The responses to rejections of each framework's extractors.

use lms_error::AsFieldErrors;
use serde::Deserialize;

const JSON: (&str, &str) = ("content-type", "application/json");

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "only the errors matter")]
struct NewLoan {
    customer_id: u64,
    #[serde(default)]
    kinds: Vec<Kind>,
    pair: Option<[u8; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Kind {
    Person,
    Group,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only the errors matter")]
struct Page {
    limit: u32,
}

/// The field error of each body, for a framework that keeps no paths.
const BODIES: [(&str, &str); 12] = [
    ("", "body: must be valid JSON"),
    ("{", "body: must be valid JSON"),
    ("[]", "body: must be an object"),
    ("7", "body: must be an object"),
    ("{}", "customerId: required"),
    (r#"{"clientId":7}"#, "clientId: unknown field"),
    (r#"{"customerId":1,"customerId":2}"#, "customerId: given more than once"),
    (r#"{"customerId":"x"}"#, "body: contains a value that must be a whole number"),
    (r#"{"customerId":99999999999999999999}"#, "body: contains a value that is out of range"),
    (r#"{"customerId":1,"kinds":["X"]}"#, "body: contains a value that must be one of PERSON, GROUP"),
    (
        r#"{"customerId":1,"pair":[1,2,3]}"#,
        "body: is not valid JSON, or contains a value that is not allowed",
    ),
    (r#"{"customerId":1,"kinds":[7]}"#, "body: is not valid JSON, or contains a value that is not allowed"),
];

/// The field error of each query, for a framework that keeps no paths.
const QUERIES: [(&str, &str); 4] = [
    ("", "limit: required"),
    ("limit=1&limit=2", "limit: given more than once"),
    ("limit=ten", "query: contains a value that must be a whole number"),
    ("limit=99999999999", "query: contains a value that is out of range"),
];

fn only(errors: &impl AsFieldErrors) -> String {
    match &*errors.as_field_errors() {
        [error] => error.to_string(),
        errors => panic!("{errors:?}"),
    }
}

#[actix_web::test]
async fn rejections_of_actix_web() {
    use actix_web::{
        FromRequest,
        error::{JsonPayloadError, PathError, PayloadError},
        test::TestRequest,
        web::{self, Json, Query},
    };

    for (body, expected) in BODIES {
        let request = TestRequest::post().insert_header(JSON).set_payload(body);
        let (request, mut payload) = request.to_http_parts();
        let error = Json::<NewLoan>::from_request(&request, &mut payload).await.expect_err(body);
        assert_eq!(only(error.as_error::<JsonPayloadError>().expect("of actix-web")), expected, "{body}");
    }
    assert_eq!(only(&PayloadError::Overflow), "body: too large");
    assert_eq!(only(&PayloadError::EncodingCorrupted), "body: cannot be read");
    for (query, expected) in QUERIES {
        let error = Query::<Page>::from_query(query).expect_err(query);
        assert_eq!(only(&error), expected, "{query}");
    }
    let config = web::PathConfig::default().error_handler(|error: PathError, _| {
        assert_eq!(only(&error), "path: must be a whole number");
        actix_web::error::ErrorBadRequest("")
    });
    let request = TestRequest::get().param("id", "-1").app_data(config).to_http_request();
    web::Path::<u64>::extract(&request).await.expect_err("a number");
}

#[tokio::test]
async fn rejections_of_poem() {
    use poem::{
        FromRequest, Request,
        error::{ParseJsonError, ParsePathError, ParseQueryError},
        web::{Json, Query},
    };

    for (body, expected) in BODIES {
        let request = Request::builder().header(JSON.0, JSON.1).body(body);
        let (request, mut body_of_request) = request.split();
        let error = Json::<NewLoan>::from_request(&request, &mut body_of_request).await.expect_err(body);
        assert_eq!(only(error.downcast_ref::<ParseJsonError>().expect("of poem")), expected, "{body}");
    }
    for (query, expected) in QUERIES {
        let request = Request::builder().uri(format!("/?{query}").parse().expect("a URI")).finish();
        let error = Query::<Page>::from_request_without_body(&request).await.expect_err(query);
        assert_eq!(only(error.downcast_ref::<ParseQueryError>().expect("of poem")), expected, "{query}");
    }
    assert_eq!(only(&ParsePathError), "path: invalid");
}

#[test]
fn rejections_of_rocket() {
    use rocket::{FromForm, FromFormField, form::Form, serde::json};

    #[derive(Debug, FromForm)]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Search {
        limit: u32,
        #[field(default = FormKind::Person)]
        kind: FormKind,
        #[field(validate = len(..3).or_else(msg!("no client has that name")))]
        name: Option<String>,
    }

    #[derive(Debug, FromFormField)]
    enum FormKind {
        Person,
        Group,
    }

    for (body, expected) in BODIES {
        let error = serde_json::from_str::<NewLoan>(body).expect_err(body);
        assert_eq!(only(&json::Error::Parse(body, error)), expected, "{body}");
    }
    for (form, expected) in [
        ("", "limit: required"),
        ("limit=ten", "limit: must be a whole number"),
        ("limit=99999999999", "limit: is out of range"),
        ("limit=1&kind=X", "kind: must be one of Person, Group"),
        ("limit=1&name=Asha", "name: no client has that name"),
    ] {
        let errors = Form::<Search>::parse(form).map(|_| ()).expect_err(form);
        assert_eq!(only(&errors), expected, "{form}");
    }
}

#[tokio::test]
async fn rejections_of_salvo() {
    use salvo::test::{RequestBuilder, TestClient};

    fn post(body: &str) -> RequestBuilder {
        TestClient::post("http://localhost/").add_header(JSON.0, JSON.1, true).body(body.to_owned())
    }

    for (body, expected) in BODIES {
        // An empty body is `null` to salvo.
        let expected = if body.is_empty() { "body: must not be null" } else { expected };
        let error = post(body).build().parse_json::<NewLoan>().await.expect_err(body);
        assert_eq!(only(&error), expected, "{body}");
    }
    for (query, expected) in QUERIES {
        // salvo takes the first of repeated parameters, and its error does not mention the query.
        if query == "limit=1&limit=2" {
            continue;
        }
        let mut request = TestClient::get(format!("http://localhost/?{query}")).build();
        let error = request.parse_queries::<Page>().expect_err(query);
        assert_eq!(only(&error), expected.replace("query: ", "request: "), "{query}");
    }
}

#[tokio::test]
async fn rejections_of_warp() {
    use std::convert::Infallible;

    use warp::{
        Filter, Rejection,
        body::BodyDeserializeError,
        reject::{InvalidHeader, InvalidQuery, MissingHeader},
        test::request,
    };

    async fn recover(rejection: Rejection) -> Result<String, Infallible> {
        let body = rejection.find::<BodyDeserializeError>().map(only);
        let query = rejection.find::<InvalidQuery>().map(only);
        let missing = rejection.find::<MissingHeader>().map(only);
        let invalid = rejection.find::<InvalidHeader>().map(only);
        Ok(body.or(query).or(missing).or(invalid).expect("of warp"))
    }

    let json = warp::body::json::<NewLoan>().map(|_| String::new()).recover(recover);
    for (body, expected) in BODIES {
        let response = request().method("POST").header(JSON.0, JSON.1).body(body).reply(&json).await;
        assert_eq!(response.body(), expected, "{body}");
    }
    let query = warp::query::<Page>().map(|_| String::new()).recover(recover);
    assert_eq!(request().path("/?limit=ten").reply(&query).await.body(), "query: invalid");
    // The error names the header that the partner must send.
    let header = warp::header::<u64>("x-client-id").map(|_| String::new()).recover(recover);
    assert_eq!(request().reply(&header).await.body(), "x-client-id: required");
    assert_eq!(request().header("x-client-id", "x").reply(&header).await.body(), "x-client-id: invalid");
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
        .route("/{office}/loans/{id}", get().to(async |_: Path<(u64, u64)>| ""))
        .route("/", post().to(async |_: Json<u64>| ""))
        .wrap(lms_error::actix_web::Envelopes::new());
    let app = init_service(app).await;
    let json = TestRequest::post().uri("/").insert_header(JSON).set_payload("[]");
    for (request, field, error) in [
        (TestRequest::get().uri("/ten"), "id", "must be a whole number"),
        (TestRequest::get().uri("/1/loans/x"), "id", "must be a whole number"),
        (TestRequest::get().uri("/-1/loans/7"), "office", "must be a whole number"),
        (TestRequest::get().uri("/x/loans/x"), "path", "must be a whole number"),
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

/// A partner may need the headers of a failed middleware, such as `www-authenticate`.
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
