//! `EnvelopeLayer`: every status, the headers that are kept, and the responses that pass unchanged.

use std::{
    convert::Infallible,
    error::Error,
    future::{Ready, ready},
    pin::Pin,
    ptr,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, HttpBody, to_bytes},
    error_handling::HandleErrorLayer,
    response::IntoResponse,
    routing::{get, post},
};
use http::{Method, Request, Response, StatusCode, header};
use http_body::Frame;
use http_body_util::BodyExt;
use lms_error::{Code, Envelope, ErrorResponse, Policy, tower::EnvelopeLayer};
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};
use tower_http::{
    catch_panic::CatchPanicLayer, cors::CorsLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};

/// Returns a service that sends one response.
fn sending(
    response: Response<Body>,
) -> impl Service<
    Request<()>,
    Response = Response<Body>,
    Error = Infallible,
    Future = Ready<Result<Response<Body>, Infallible>>,
> {
    let mut response = Some(response);
    service_fn(move |_: Request<()>| ready(Ok(response.take().expect("one request"))))
}

async fn collected<B>(response: Response<B>) -> Response<Bytes>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let (parts, body) = response.into_parts();
    Response::from_parts(parts, to_bytes(Body::new(body), usize::MAX).await.expect("a body"))
}

async fn layered(theirs: Response<Body>) -> Response<Bytes> {
    let service = EnvelopeLayer::new().layer(sending(theirs));
    collected(service.oneshot(Request::new(())).await.expect("infallible")).await
}

fn envelope(response: &Response<Bytes>) -> Envelope<'static> {
    serde_json::from_slice(response.body()).expect("an envelope")
}

#[tokio::test]
async fn every_error_status_becomes_one_of_the_seven() {
    for status in 400..=999 {
        let theirs =
            Response::builder().status(status).body(Body::from("jdbc:mysql://10.4.0.7")).expect("a response");
        let ours = layered(theirs).await;
        let envelope = envelope(&ours);
        assert_eq!(ours.status(), envelope.code.status(), "{status}");
        assert_eq!(ours.headers()["content-type"], "application/json");
        if status >= 500 {
            assert!(ours.status().is_server_error(), "{status}");
        }
    }
}

#[tokio::test]
async fn headers_stay_except_those_of_the_body() {
    let theirs = Response::builder()
        .status(429)
        .header("retry-after", "17")
        .header("set-cookie", "a=1")
        .header("set-cookie", "b=2")
        .header("allow", "GET, HEAD")
        .header("x-request-id", "7")
        .header("x-ratelimit-remaining", "0")
        .header("access-control-allow-origin", "*")
        .header("content-type", "text/html; charset=utf-8")
        .header("content-length", "5")
        .header("content-encoding", "gzip")
        .header("content-language", "en")
        .header("etag", "\"x\"")
        .header("last-modified", "Sun, 22 Nov 2026 00:00:00 GMT")
        .body(Body::from("<html"))
        .expect("a response");
    let ours = layered(theirs).await;
    assert_eq!(ours.status(), 503);
    let headers: Vec<_> = ours
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("ASCII")))
        .collect();
    let mut sorted = headers.clone();
    sorted.sort();
    assert_eq!(
        sorted,
        [
            "access-control-allow-origin: *",
            "allow: GET, HEAD",
            "content-type: application/json",
            "retry-after: 17",
            "set-cookie: a=1",
            "set-cookie: b=2",
            "x-ratelimit-remaining: 0",
            "x-request-id: 7",
        ],
    );
}

#[tokio::test]
async fn the_www_authenticate_header_of_a_401_is_kept() {
    for (status, challenge, expected) in
        [(401, None, "Bearer"), (401, Some("Basic realm=\"x\""), "Basic realm=\"x\""), (407, None, "Bearer")]
    {
        let mut theirs = Response::builder().status(status);
        if let Some(challenge) = challenge {
            theirs = theirs.header("www-authenticate", challenge);
        }
        let ours = layered(theirs.body(Body::empty()).expect("a response")).await;
        assert_eq!(
            (ours.status().as_u16(), &ours.headers()["www-authenticate"]),
            (401, &expected.parse().expect("a value"))
        );
    }
}

#[tokio::test]
async fn a_retry_after_stays_on_503_and_if_a_client_can_use_it() {
    let long = "7".repeat(5_000);
    let zeros = format!("{}7", "0".repeat(5_000));
    let long_date = format!("Sun, 22 Nov 2026 00:00:00 GMT{}", " ".repeat(5_000));
    for (status, value, stays) in [
        (503, "5", true),
        (429, "5", true),
        (503, "0", true),
        (503, "4294967295", true),
        (503, "Sun, 22 Nov 2026 00:00:00 GMT", true),
        (503, "4294967296", false),
        (503, &long, false),
        (503, &zeros, false),
        (503, &long_date, false),
        (503, "banana GMT", false),
        (503, "GMT", false),
        (503, "soon", false),
        (503, "-1", false),
        (503, "1.5", false),
        (503, "", false),
        (500, "5", false),
        (404, "5", false),
        (413, "5", false),
    ] {
        let theirs = Response::builder().status(status).header("retry-after", value).body(Body::empty());
        let ours = layered(theirs.expect("a response")).await;
        assert_eq!(ours.headers().contains_key("retry-after"), stays, "{status} {value}");
    }
}

#[tokio::test]
async fn responses_without_an_error_envelopes_and_grpc_pass() {
    for (status, content_type) in [
        (101, "text/plain"),
        (200, "text/html"),
        (204, "text/plain"),
        (304, "text/plain"),
        (307, "text/plain"),
        (500, "application/grpc"),
        (400, "application/grpc+proto"),
    ] {
        let theirs = Response::builder().status(status).header("content-type", content_type);
        let passed =
            layered(theirs.header("etag", "\"x\"").body(Body::from("theirs")).expect("a response")).await;
        assert_eq!(passed.status(), status);
        assert_eq!(passed.headers()["content-type"], content_type);
        assert_eq!(passed.headers()["etag"], "\"x\"");
        assert_eq!(passed.body(), "theirs");
    }
    for code in Code::ALL {
        let ours = ErrorResponse::from(code);
        let body = ours.body().clone();
        let passed = layered(Response::from(ours)).await;
        assert_eq!((passed.status(), passed.body()), (code.status(), &body));
    }
    // The handler's own JSON, which is not an envelope.
    let forged = Response::builder().status(404).header("content-type", "application/json");
    let response =
        layered(forged.body(Body::from(r#"{"code":"not_found","client":1}"#)).expect("a response")).await;
    assert_eq!(envelope(&response).message, "lms: status=404: Resource does not exist");
}

#[tokio::test]
async fn a_body_that_never_ends_passes_frame_by_frame() {
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let service = EnvelopeLayer::new().layer(sending(Response::new(Body::new(Frames(receiver)))));
    let mut body = service.oneshot(Request::new(())).await.expect("infallible").into_body();
    for text in ["one", "two"] {
        sender.send(Bytes::from(text)).await.expect("the test reads");
        let frame = body.frame().await.expect("a frame").expect("no failure");
        assert_eq!(frame.into_data().expect("data"), text);
    }
}

struct Frames(tokio::sync::mpsc::Receiver<Bytes>);

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|data| data.map(Frame::data).map(Ok))
    }
}

/// Returns an app whose router and layers respond without a handler.
fn app() -> Router {
    async fn unavailable(_: Box<dyn Error + Send + Sync>) -> ErrorResponse {
        Code::Unavailable.into()
    }

    Router::new()
        .route("/loans", post(async |_: axum::Json<u64>| ()))
        .route("/slow", get(async || tokio::time::sleep(Duration::from_secs(90)).await))
        .route("/panic", get(async || -> () { panic!("jdbc:mysql://10.4.0.7") }))
        .route("/busy", get(async || (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "3")], "slow down")))
        .route("/proxied", get(async || (StatusCode::BAD_GATEWAY, "<html>nginx")))
        .route("/moved", get(async || axum::response::Redirect::temporary("/loans")))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(20)))
        .layer(RequestBodyLimitLayer::new(100))
        .layer(CatchPanicLayer::new())
        .layer(CorsLayer::permissive())
        .layer(
            ServiceBuilder::new()
                .layer(HandleErrorLayer::new(unavailable))
                .layer(tower::load_shed::LoadShedLayer::new()),
        )
        .layer(EnvelopeLayer::new())
}

#[tokio::test]
async fn routers_and_layers_respond_with_envelopes() {
    let list = |field: &str, error: &str| format!(r#"[{{"field":"{field}","error":"{error}"}}]"#);
    let down = "lms: status=503: Service is temporarily unavailable";
    let cases = [
        (Method::GET, "/unknown", 404, "lms: status=404: Resource does not exist".to_owned()),
        (Method::GET, "/loans", 400, list("method", "not allowed for this path")),
        (Method::POST, "/loans", 400, list("content-type", "not supported")),
        (Method::GET, "/slow", 503, down.to_owned()),
        (Method::GET, "/panic", 500, "lms: status=500: Unexpected upstream failure".to_owned()),
        (Method::GET, "/busy", 503, down.to_owned()),
        (Method::GET, "/proxied", 503, down.to_owned()),
    ];
    for (method, path, status, message) in cases {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
        let response = app().oneshot(request).await.expect("infallible");
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(response.headers()["access-control-allow-origin"], "*", "{path}");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        assert_eq!(envelope(&Response::from_parts(parts, body)).message, message, "{path}");
    }
    let body = |bytes: usize| Body::from("1".repeat(bytes));
    for (bytes, content_type, field) in
        [(200, "application/json", "body"), (10, "text/plain", "content-type")]
    {
        let request = Request::post("/loans").header(header::CONTENT_TYPE, content_type).body(body(bytes));
        let response = app().oneshot(request.expect("a request")).await.expect("infallible");
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        assert!(String::from_utf8_lossy(&body).contains(&format!(r#"\"field\":\"{field}\""#)), "{body:?}");
    }
    let moved = app().oneshot(Request::get("/moved").body(Body::empty()).expect("a request")).await;
    assert_eq!(moved.expect("infallible").status(), 307);
}

#[tokio::test]
async fn a_service_that_fails_still_fails() {
    let service = service_fn(|_: Request<()>| async { Err::<Response<Body>, _>("gone") });
    let mut layered = EnvelopeLayer::new().layer(service);
    let failed = layered.ready().await.expect("ready").call(Request::new(())).await;
    assert_eq!(failed.expect_err("it fails"), "gone");
}

#[tokio::test]
async fn an_envelope_is_known_through_other_layers() {
    let app: Router = Router::new()
        .route("/", get(async || ErrorResponse::from(Code::Aborted).into_response()))
        .layer(tower_http::set_header::SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            http::HeaderValue::from_static("no-store"),
        ))
        .layer(EnvelopeLayer::new());
    let response =
        app.oneshot(Request::get("/").body(Body::empty()).expect("a request")).await.expect("infallible");
    assert_eq!(
        (response.status().as_u16(), &response.headers()["cache-control"]),
        (409, &"no-store".parse().expect("a value"))
    );
}

/// hyper drops the body of a response to HEAD over HTTP/1, and not over HTTP/2.
#[tokio::test]
async fn the_response_to_head_has_no_body_and_the_length_of_it() {
    let theirs = || Response::builder().status(404).body(Body::from("none")).expect("a response");
    let ours = || Response::from(ErrorResponse::from(Code::NotFound));
    for response in [theirs, ours] {
        let send = async |method| {
            let request = Request::builder().method(method).body(()).expect("a request");
            let service = EnvelopeLayer::new().layer(sending(response()));
            collected(service.oneshot(request).await.expect("infallible")).await
        };
        let (to_get, to_head) = (send(Method::GET).await, send(Method::HEAD).await);
        assert_eq!((to_head.status(), to_head.body().len()), (to_get.status(), 0));
        assert_eq!(to_head.headers()["content-length"], to_get.body().len().to_string());
    }
}

#[tokio::test]
async fn the_nearest_layer_that_names_a_policy_decides() {
    static CARDS: Policy = Policy::LMS.service("cards");
    static LOANS: Policy = Policy::LMS.service("loans");

    let seen = async |request: axum::extract::Request| {
        let policy = request.extensions().get::<&'static Policy>().copied();
        assert!(policy.is_some_and(|policy| ptr::eq(policy, &raw const CARDS)), "handlers find the policy");
    };
    let cards = Router::new()
        .route("/seen", get(seen))
        .route("/inherited", get(async || StatusCode::NOT_FOUND).layer(EnvelopeLayer::new()))
        .route("/named", get(async || StatusCode::NOT_FOUND).layer(EnvelopeLayer::with_policy(&LOANS)))
        .route("/panic", get(async || -> () { panic!("at the disco") }))
        .layer(EnvelopeLayer::with_policy(&CARDS));
    let send = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        collected(cards.clone().oneshot(request).await.expect("infallible")).await
    };
    assert_eq!(send("/seen").await.status(), 200);
    assert_eq!(envelope(&send("/unknown").await).message, "cards: status=404: Resource does not exist");
    assert_eq!(envelope(&send("/panic").await).message, "cards: status=500: Unexpected upstream failure");
    assert_eq!(envelope(&send("/inherited").await).message, "cards: status=404: Resource does not exist");
    assert_eq!(envelope(&send("/named").await).message, "loans: status=404: Resource does not exist");
}
