//! Exactly one event for each error response, in every framework, in the span of the request. It is a test binary of its
//! own, because the subscriber is global.

use std::{
    io::{self, Write},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use lms_error::{Code, ErrorResponse, LmsError, Policy};
use serde_json::Value;
use tracing::Instrument;
use tracing_subscriber::{Layer, filter::LevelFilter, fmt, layer::SubscriberExt};

use crate::{client::Connection, services::services};

#[path = "../client.rs"]
mod client;
#[path = "../servers.rs"]
mod servers;
#[path = "../services.rs"]
mod services;
mod catch_alls;

/// The output of a subscriber.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> String {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8(std::mem::take(&mut *bytes)).expect("a log in UTF-8")
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text output and the JSON output of one process.
static LOG: LazyLock<(Written, Written)> = LazyLock::new(|| {
    let (text, json) = (Written::default(), Written::default());
    let (text_writer, json_writer) = (text.clone(), json.clone());
    let subscriber = tracing_subscriber::registry()
        .with(
            fmt::layer()
                .with_ansi(false)
                .with_writer(move || text_writer.clone())
                .with_filter(LevelFilter::DEBUG),
        )
        .with(fmt::layer().json().with_writer(move || json_writer.clone()).with_filter(LevelFilter::DEBUG));
    tracing::subscriber::set_global_default(subscriber).expect("the first one");
    (text, json)
});

/// One test at a time.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Returns the events of this crate from the JSON output. The text output has the same number.
fn events() -> Vec<Value> {
    let (text, json) = (LOG.0.take(), LOG.1.take());
    let ours = |line: &&str| line.contains("error response");
    let events: Vec<Value> =
        json.lines().filter(ours).map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(text.lines().filter(ours).count(), events.len(), "{text}");
    events
}

fn fields(event: &Value) -> (&str, u64, &str, Option<&str>) {
    let fields = &event["fields"];
    (
        fields["error.type"].as_str().expect("a code"),
        fields["http.response.status_code"].as_u64().expect("a status"),
        fields["error.message"].as_str().unwrap_or_default(),
        fields["error.sources"].as_str(),
    )
}

#[test]
fn every_framework_logs_each_error_response_once() {
    let _turn = TURN.blocking_lock();
    LazyLock::force(&LOG);
    for (framework, address) in services() {
        let _ = events();
        let status = |path| Connection::to(address).send("GET", path, &[], "").status;
        assert_eq!(
            [status("/loans/2"), status("/loans/9"), status("/unknown"), status("/loans/1")],
            [500, 404, 404, 200]
        );
        let events = events();
        assert_eq!(events.len(), 3, "{framework}: {events:#?}");
        let cause = Some("jdbc:mysql://10.4.0.7/fineract: connection refused");
        assert_eq!(fields(&events[0]), ("internal", 500, "query of m_loan failed", cause), "{framework}");
        assert_eq!(events[0]["level"], "ERROR");
        let (code, status, text, _) = fields(&events[1]);
        assert_eq!((code, status), ("not_found", 404), "{framework}");
        assert!(text.contains("Client loan with identifier 9"), "{framework}: {text}");
        assert_eq!(events[1]["level"], "DEBUG");
        assert_eq!(fields(&events[2]).0, "not_found", "{framework}");
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("Client {0} is gone")]
#[lms(actix_web, axum, poem, tonic, warp, code = "not_found")]
struct Gone(u64);

#[tokio::test]
async fn a_response_that_is_rendered_twice_is_logged_once() {
    let _turn = TURN.lock().await;
    LazyLock::force(&LOG);
    let _ = events();

    let error = actix_web::Error::from(Gone(7));
    assert_eq!(error.as_response_error().status_code(), 404);
    assert_eq!(error.error_response().status(), 404);
    assert_eq!(actix_web::HttpResponse::from_error(error).status(), 404);
    assert_eq!(events().len(), 1);

    let error = poem::Error::from(Gone(7));
    assert_eq!(error.status(), 404);
    assert_eq!(
        poem::error::ResponseError::as_response(error.downcast_ref::<ErrorResponse>().expect("ours"))
            .status(),
        404
    );
    assert_eq!(error.into_response().status(), 404);
    assert_eq!(events().len(), 1);

    let rejection = warp::Rejection::from(Gone(7));
    let ours = rejection.find::<ErrorResponse>().expect("ours");
    assert_eq!(warp::Reply::into_response(ours.clone()).status(), 404);
    assert_eq!(warp::Reply::into_response(ours.clone()).status(), 404);
    assert_eq!(events().len(), 1);

    let status = tonic::Status::from(Gone(7));
    assert_eq!(status.clone().code(), status.code());
    assert_eq!(events().len(), 1);
}

/// The error becomes a response at the `?`, in the span that the handler runs in.
#[tokio::test(flavor = "current_thread")]
async fn the_event_is_inside_the_span_of_the_request() {
    let _turn = TURN.lock().await;
    LazyLock::force(&LOG);
    let _ = events();

    let span = || tracing::info_span!("request", request_id = "7-of-9");
    let (poem, actix, rejection) = async {
        let _ = tonic::Status::from(Gone(1));
        (poem::Error::from(Gone(1)), actix_web::Error::from(Gone(1)), warp::Rejection::from(Gone(1)))
    }
    .instrument(span())
    .await;
    // They are emitted after the span was closed.
    let _ = poem.into_response();
    let _ = actix.error_response();
    let _ = rejection.find::<ErrorResponse>().cloned().map(warp::Reply::into_response);

    // axum renders after the handler has ended, and inside the layer.
    let app: axum::Router = axum::Router::new()
        .route("/", axum::routing::get(async || Err::<(), _>(Gone(1))))
        .layer(lms_error::tower::EnvelopeLayer::new())
        .layer(
            tower_http::trace::TraceLayer::new_for_http().make_span_with(move |_: &http::Request<_>| span()),
        );
    let request = http::Request::new(axum::body::Body::empty());
    tower::ServiceExt::oneshot(app, request).await.expect("infallible");

    let events = events();
    assert_eq!(events.len(), 5);
    for event in events {
        assert_eq!(event["span"]["request_id"], "7-of-9", "{event:#}");
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{text}")]
struct Cause {
    text: String,
    #[source]
    source: Option<Box<Cause>>,
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("cannot pay: {0}")]
#[lms(code = "internal")]
struct Wrapped(#[source] Cause);

#[test]
fn a_source_that_the_error_quotes_is_not_repeated() {
    let _turn = TURN.blocking_lock();
    LazyLock::force(&LOG);
    let _ = events();

    let cause =
        |text: &str, source: Option<Cause>| Cause { text: text.to_owned(), source: source.map(Box::new) };
    let root = || cause("connection refused", None);
    let query = |text: &str| cause(text, Some(root()));
    let _ = http::Response::<Vec<u8>>::from(ErrorResponse::from(Wrapped(query("query failed"))));
    let _ = http::Response::<Vec<u8>>::from(ErrorResponse::from(Wrapped(query(
        "query failed: connection refused",
    ))));
    let _ = http::Response::<Vec<u8>>::from(ErrorResponse::from(Wrapped(cause(
        "no ledger",
        Some(query("query failed: connection refused")),
    ))));
    let events = events();
    let logged: Vec<_> = events.iter().map(|event| (fields(event).2, fields(event).3)).collect();
    assert_eq!(
        logged,
        [
            ("cannot pay: query failed", Some("connection refused")),
            ("cannot pay: query failed: connection refused", None),
            ("cannot pay: no ledger", Some("query failed: connection refused")),
        ],
    );
}

static CORE: Policy = Policy::LMS.service("core");

#[derive(Debug, LmsError)]
#[lms(policy = CORE)]
enum Broken {
    #[lms(code = "aborted")]
    Panics,
    #[lms(code = "not_found")]
    Fails,
    #[lms(code = "internal")]
    PanicsInside,
    #[lms(code = "aborted", message = "{0}")]
    OfAPart(Unprintable),
}

#[derive(Debug)]
struct Unprintable;

impl std::fmt::Display for Unprintable {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("no words for it")
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fails => Err(std::fmt::Error),
            _ => panic!("no words for it"),
        }
    }
}

impl std::error::Error for Broken {}

/// An error whose `Display` fails has a response and an event all the same.
#[test]
fn an_error_that_cannot_be_displayed_is_sent_and_logged() {
    let _turn = TURN.blocking_lock();
    LazyLock::force(&LOG);
    let _ = events();
    let aborted = "core: status=409: The resource's current state does not allow this action";
    let cases = [
        (Broken::Panics, Code::Aborted, aborted, "(its Display panics)"),
        (Broken::Fails, Code::NotFound, "core: status=404: Resource does not exist", "(its Display fails)"),
        (
            Broken::PanicsInside,
            Code::Internal,
            "core: status=500: Unexpected upstream failure",
            "(its Display panics)",
        ),
        (Broken::OfAPart(Unprintable), Code::Aborted, aborted, "(its Display panics)"),
    ];
    for (error, code, message, logged) in cases {
        assert_eq!(error.envelope().message, message);
        let response = ErrorResponse::from(error);
        assert_eq!(response.code(), code);
        let _ = response.into_parts();
        let events = events();
        assert_eq!(events.len(), 1);
        assert_eq!(fields(&events[0]).2, logged);
    }
}
