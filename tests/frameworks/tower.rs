//! The layer: every status, what stays of an answer, and what passes as it is.

use std::{
    convert::Infallible,
    error::Error,
    pin::Pin,
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
use lms_error::{Code, Envelope, ErrorResponse, tower::EnvelopeLayer};
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};
use tower_http::{
    catch_panic::CatchPanicLayer, cors::CorsLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};

async fn layered(theirs: Response<Body>) -> Response<Bytes> {
    let mut theirs = Some(theirs);
    let service = service_fn(move |_: Request<()>| {
        let answer = theirs.take().expect("one request");
        async { Ok::<_, Infallible>(answer) }
    });
    let answer = EnvelopeLayer::new().layer(service).oneshot(Request::new(())).await.expect("infallible");
    let (parts, body) = answer.into_parts();
    Response::from_parts(parts, to_bytes(Body::new(body), usize::MAX).await.expect("a body"))
}

fn envelope(answer: &Response<Bytes>) -> Envelope<'static> {
    serde_json::from_slice(answer.body()).expect("an envelope")
}

#[tokio::test]
async fn every_error_status_becomes_one_of_the_seven() {
    for status in 400..=999 {
        let theirs =
            Response::builder().status(status).body(Body::from("jdbc:mysql://10.4.0.7")).expect("an answer");
        let ours = layered(theirs).await;
        let envelope = envelope(&ours);
        assert_eq!(ours.status(), envelope.code.status(), "{status}");
        assert_eq!(ours.headers()["content-type"], "application/json");
        if status >= 500 {
            assert!(ours.status().is_server_error(), "{status}");
        }
        let direct = ErrorResponse::from_status(StatusCode::from_u16(status).expect("a status"));
        assert_eq!(direct.expect("an answer").body(), ours.body());
    }
}

#[tokio::test]
async fn headers_stay_but_those_of_the_body() {
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
        .expect("an answer");
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
async fn a_challenge_stays_and_a_wait_that_is_none_goes() {
    for (status, challenge, expected) in
        [(401, None, "Bearer"), (401, Some("Basic realm=\"x\""), "Basic realm=\"x\""), (407, None, "Bearer")]
    {
        let mut theirs = Response::builder().status(status);
        if let Some(challenge) = challenge {
            theirs = theirs.header("www-authenticate", challenge);
        }
        let ours = layered(theirs.body(Body::empty()).expect("an answer")).await;
        assert_eq!(
            (ours.status().as_u16(), &ours.headers()["www-authenticate"]),
            (401, &expected.parse().expect("a value"))
        );
    }
    for (wait, stays) in
        [("5", true), ("Sun, 22 Nov 2026 00:00:00 GMT", true), ("soon", false), ("-1", false), ("", false)]
    {
        let theirs = Response::builder().status(503).header("retry-after", wait).body(Body::empty());
        let ours = layered(theirs.expect("an answer")).await;
        assert_eq!(ours.headers().contains_key("retry-after"), stays, "{wait}");
    }
}

#[tokio::test]
async fn what_is_no_error_or_is_ours_or_grpc_passes_as_it_is() {
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
            layered(theirs.header("etag", "\"x\"").body(Body::from("theirs")).expect("an answer")).await;
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
    // Of the same text, and not ours.
    let forged = Response::builder().status(404).header("content-type", "application/json");
    let answer =
        layered(forged.body(Body::from(r#"{"code":"not_found","client":1}"#)).expect("an answer")).await;
    assert_eq!(envelope(&answer).message, "lms: status=404: Resource does not exist");
}

#[tokio::test]
async fn a_body_that_never_ends_passes_frame_by_frame() {
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let theirs = Response::new(Body::new(Frames(receiver)));
    let mut theirs = Some(theirs);
    let service = service_fn(move |_: Request<()>| {
        let answer = theirs.take().expect("one request");
        async { Ok::<_, Infallible>(answer) }
    });
    let answer = EnvelopeLayer::new().layer(service).oneshot(Request::new(())).await.expect("infallible");
    let mut body = answer.into_body();
    for text in ["one", "two"] {
        sender.send(Bytes::from(text)).await.expect("somebody reads");
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

/// What a router and common layers answer by themselves.
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
async fn routers_and_layers_answer_with_envelopes() {
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
        let answer = app().oneshot(request).await.expect("infallible");
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{path}");
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        assert_eq!(envelope(&Response::from_parts(parts, body)).message, message, "{path}");
    }
    let body = |bytes: usize| Body::from("1".repeat(bytes));
    for (bytes, content_type, field) in
        [(200, "application/json", "body"), (10, "text/plain", "content-type")]
    {
        let request = Request::post("/loans").header(header::CONTENT_TYPE, content_type).body(body(bytes));
        let answer = app().oneshot(request.expect("a request")).await.expect("infallible");
        let body = to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
        assert!(String::from_utf8_lossy(&body).contains(&format!(r#"\"field\":\"{field}\""#)), "{body:?}");
    }
    let moved = app().oneshot(Request::get("/moved").body(Body::empty()).expect("a request")).await;
    assert_eq!(moved.expect("infallible").status(), 307);
}

#[tokio::test]
async fn a_service_that_fails_goes_on_failing() {
    let service = service_fn(|_: Request<()>| async { Err::<Response<Body>, _>("gone") });
    let mut layered = EnvelopeLayer::new().layer(service);
    let failed = layered.ready().await.expect("ready").call(Request::new(())).await;
    assert_eq!(failed.expect_err("it fails"), "gone");
}

/// An answer that went through `into_response` and a `map` of its body is still known.
#[tokio::test]
async fn ours_is_known_through_other_layers() {
    let app: Router = Router::new()
        .route("/", get(async || ErrorResponse::from(Code::Aborted).into_response()))
        .layer(tower_http::set_header::SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            http::HeaderValue::from_static("no-store"),
        ))
        .layer(EnvelopeLayer::new());
    let answer =
        app.oneshot(Request::get("/").body(Body::empty()).expect("a request")).await.expect("infallible");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["cache-control"]),
        (409, &"no-store".parse().expect("a value"))
    );
}

/// hyper takes the body from the answer to HEAD over HTTP/1, and not over HTTP/2.
#[tokio::test]
async fn the_answer_to_head_has_no_body_and_says_how_long_it_would_be() {
    let service = service_fn(|_: Request<()>| async {
        Ok::<_, Infallible>(Response::builder().status(404).body(Body::from("none")).expect("an answer"))
    });
    let request = |method| Request::builder().method(method).body(()).expect("a request");
    let to_get = EnvelopeLayer::new().layer(service).oneshot(request(Method::GET)).await.expect("infallible");
    let to_head =
        EnvelopeLayer::new().layer(service).oneshot(request(Method::HEAD)).await.expect("infallible");
    assert_eq!(to_head.status(), to_get.status());
    let length = to_get.into_body().collect().await.expect("a body").to_bytes().len();
    assert_eq!(to_head.headers()["content-length"], length.to_string());
    assert!(to_head.into_body().collect().await.expect("a body").to_bytes().is_empty());
}
