//! One table of cases runs through every engine. The number of requests, and the times at which they are sent, are the
//! same in all of them.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use backon::{ExponentialBuilder, Retryable};
use http::{HeaderMap, Request, Response, StatusCode};
use lms_error::client::{
    Attempts, Budget, Idempotency, Outcome, PartnerError, RetryMiddleware, RetryPolicy, Stop,
};
use reqwest_middleware::{ClientBuilder, Middleware, Next};
use tokio::time::Instant;
use tower::{BoxError, Service, ServiceBuilder, ServiceExt};

/// The result of one attempt in a script.
#[derive(Clone, Copy)]
enum Step {
    Status(u16),
    /// A status with a `retry-after`.
    RetryAfter(u16, &'static str),
    /// A status with `x-served-from-cache: true`.
    Replayed(u16),
    /// The connection is refused.
    Refused,
    /// The connection breaks after the request was sent.
    Reset,
}

use Step::{Refused, Replayed, Reset, RetryAfter, Status};

struct Case {
    name: &'static str,
    idempotency: Idempotency,
    has_budget: bool,
    script: &'static [Step],
    /// The times of the requests, in milliseconds after the first.
    sent: &'static [u64],
}

const fn case(
    name: &'static str,
    idempotency: Idempotency,
    script: &'static [Step],
    sent: &'static [u64],
) -> Case {
    Case { name, idempotency, has_budget: true, script, sent }
}

use Idempotency::{Keyed, Safe, Unsafe};

const CASES: &[Case] = &[
    case("success", Safe, &[Status(200)], &[0]),
    case("a redirect is no failure", Safe, &[Status(304)], &[0]),
    case("invalid_argument", Safe, &[Status(400)], &[0]),
    case("unauthenticated", Safe, &[Status(401)], &[0]),
    case("permission_denied", Safe, &[Status(403)], &[0]),
    case("not_found", Safe, &[Status(404)], &[0]),
    case("aborted", Safe, &[Status(409)], &[0]),
    case("internal, then success", Safe, &[Status(500), Status(200)], &[0, 500]),
    case("internal is repeated once", Safe, &[Status(500), Status(500), Status(200)], &[0, 500]),
    case("internal is repeated once, whatever comes of it", Safe, &[Status(500), Status(503)], &[0, 500]),
    case("internal with a key", Keyed, &[Status(500), Status(200)], &[0, 500]),
    case("internal, unsafe", Unsafe, &[Status(500)], &[0]),
    case(
        "unavailable until it works",
        Safe,
        &[Status(503), Status(503), Status(503), Status(200)],
        &[0, 500, 1_500, 3_500],
    ),
    case(
        "four attempts at most",
        Safe,
        &[Status(503), Status(503), Status(503), Status(503), Status(200)],
        &[0, 500, 1_500, 3_500],
    ),
    case("unavailable with a key", Keyed, &[Status(503), Status(200)], &[0, 500]),
    case("unavailable, unsafe", Unsafe, &[Status(503)], &[0]),
    case(
        "unavailable, then internal, then unavailable",
        Safe,
        &[Status(503), Status(500), Status(503)],
        &[0, 500, 1_500],
    ),
    case("unavailable, then not_found", Safe, &[Status(503), Status(404)], &[0, 500]),
    case("retry-after is longer", Safe, &[RetryAfter(503, "30"), Status(200)], &[0, 30_000]),
    case("retry-after is shorter", Safe, &[RetryAfter(503, "0"), Status(200)], &[0, 500]),
    case("retry-after of two minutes", Safe, &[RetryAfter(503, "120"), Status(200)], &[0, 120_000]),
    case("retry-after of more than two minutes", Safe, &[RetryAfter(503, "121"), Status(200)], &[0]),
    case(
        "retry-after of many digits",
        Safe,
        &[RetryAfter(503, "99999999999999999999999"), Status(200)],
        &[0],
    ),
    case("retry-after of words", Safe, &[RetryAfter(503, "banana GMT"), Status(200)], &[0, 500]),
    case(
        "retry-after in the past",
        Safe,
        &[RetryAfter(503, "Sun, 06 Nov 1994 08:49:37 GMT"), Status(200)],
        &[0, 500],
    ),
    case("a rate limit counts as unavailable", Safe, &[RetryAfter(429, "7"), Status(200)], &[0, 7_000]),
    case(
        "a gateway's error counts as unavailable",
        Safe,
        &[Status(502), Status(504), Status(200)],
        &[0, 500, 1_500],
    ),
    case("a stored response", Keyed, &[Replayed(503), Status(200)], &[0]),
    case("a stored internal error", Keyed, &[Replayed(500), Status(200)], &[0]),
    case("refused, safe", Safe, &[Refused, Status(200)], &[0, 500]),
    case("refused, unsafe", Unsafe, &[Refused, Refused, Status(200)], &[0, 500, 1_500]),
    case("refused, then unavailable, unsafe", Unsafe, &[Refused, Status(503), Status(200)], &[0, 500]),
    case("reset, safe", Safe, &[Reset, Status(200)], &[0, 500]),
    case("reset, with a key", Keyed, &[Reset, Status(200)], &[0, 500]),
    case("reset, unsafe", Unsafe, &[Reset, Status(200)], &[0]),
    Case {
        has_budget: false,
        ..case("no budget left, unavailable", Safe, &[Status(503), Status(200)], &[0])
    },
    Case { has_budget: false, ..case("no budget left, internal", Safe, &[Status(500), Status(200)], &[0]) },
    Case { has_budget: false, ..case("no budget left, refused", Unsafe, &[Refused, Status(200)], &[0]) },
];

/// Returns a budget with ten retries, or with none.
fn budget(case: &Case) -> Budget {
    let budget = Budget::new(0.0);
    for _ in 0..if case.has_budget { 0 } else { budget.retries_left() } {
        Attempts::new(Safe, &budget).after(Outcome::NOT_SENT, None).expect("a retry");
    }
    budget
}

/// A service that follows a script and notes when it is called.
#[derive(Clone)]
struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    sent: Arc<Mutex<Vec<u64>>>,
    begin: Instant,
}

impl Script {
    fn new(case: &Case) -> Self {
        let steps = case.script.iter().copied().collect();
        Self { steps: Arc::new(Mutex::new(steps)), sent: Arc::default(), begin: Instant::now() }
    }

    fn next_at(&self, time: Duration) -> io::Result<Response<&'static [u8]>> {
        let step = self.steps.lock().expect("no panic").pop_front().expect("no more requests than steps");
        self.sent.lock().expect("no panic").push(u64::try_from(time.as_millis()).expect("a short time"));
        let (status, header) = match step {
            Status(status) => (status, None),
            RetryAfter(status, value) => (status, Some(("retry-after", value))),
            Replayed(status) => (status, Some(("x-served-from-cache", "true"))),
            Refused => return Err(io::ErrorKind::ConnectionRefused.into()),
            Reset => return Err(io::ErrorKind::ConnectionReset.into()),
        };
        let mut response = Response::builder().status(status);
        if let Some((name, value)) = header {
            response = response.header(name, value);
        }
        Ok(response.body(&b""[..]).expect("a response"))
    }

    fn next(&self) -> io::Result<Response<&'static [u8]>> {
        self.next_at(self.begin.elapsed())
    }

    #[track_caller]
    fn assert_sent(&self, engine: &str, case: &Case) {
        // The timers of tokio are exact to a millisecond.
        let sent = self.sent.lock().expect("no panic");
        let is_close = |(sent, expected): (&u64, &u64)| (*expected..=expected + 3).contains(sent);
        assert!(
            sent.len() == case.sent.len() && sent.iter().zip(case.sent).all(is_close),
            "{engine}, {}: sent at {sent:?}, expected {:?}",
            case.name,
            case.sent,
        );
    }
}

#[tokio::test(start_paused = true)]
async fn tower_sends_what_the_table_says() {
    for case in CASES {
        let script = Script::new(case);
        let service = script.clone();
        let client = tower::service_fn(move |_: Request<()>| {
            let result = service.next();
            async move { result.map_err(BoxError::from) }
        });
        let idempotency = case.idempotency;
        let policy = RetryPolicy::new(
            &budget(case),
            move |_: &Request<()>| idempotency,
            |error: &BoxError| Outcome::of_error(&**error),
        );
        let client = ServiceBuilder::new().retry(policy.without_jitter()).service(client);
        let _ = client.oneshot(Request::new(())).await;
        script.assert_sent("tower", case);
    }
}

#[tokio::test(start_paused = true)]
async fn the_attempts_of_a_tower_service_are_those_of_each_call() {
    let budget = Budget::new(0.0);
    let methods = Arc::new(Mutex::new(Vec::new()));
    let service = Arc::clone(&methods);
    let client = tower::service_fn(move |request: Request<()>| {
        service.lock().expect("no panic").push(request.method().clone());
        async { Ok::<_, BoxError>(Response::builder().status(503).body(()).expect("a response")) }
    });
    let policy = RetryPolicy::new(
        &budget,
        |request: &Request<()>| Idempotency::of(request.method(), request.headers()),
        |error: &BoxError| Outcome::of_error(&**error),
    );
    let mut client = ServiceBuilder::new().retry(policy).service(client);
    for method in [http::Method::POST, http::Method::GET, http::Method::POST] {
        let request = Request::builder().method(method).body(()).expect("a request");
        client.ready().await.expect("ready").call(request).await.expect("a response");
    }
    assert_eq!(*methods.lock().expect("no panic"), ["POST", "GET", "GET", "GET", "GET", "POST"]);
}

/// Stands in for the network, as the innermost middleware.
struct Network(Script);

#[async_trait::async_trait]
impl Middleware for Network {
    async fn handle(
        &self,
        _: reqwest::Request,
        _: &mut http::Extensions,
        _: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let response = self.0.next().map_err(reqwest_middleware::Error::middleware)?;
        Ok(response.into())
    }
}

#[tokio::test(start_paused = true)]
async fn reqwest_middleware_sends_what_the_table_says() {
    // A `reqwest::Error` of a connection cannot be made by hand: `sockets.rs` has those.
    let cases = CASES.iter().filter(|case| !case.script.iter().any(|step| matches!(step, Refused)));
    for case in cases {
        let script = Script::new(case);
        let idempotency = case.idempotency;
        let retry = RetryMiddleware::new(&budget(case), move |_| idempotency).without_jitter();
        let client =
            ClientBuilder::new(reqwest::Client::new()).with(retry).with(Network(script.clone())).build();
        let _ = client.get("http://partner.example").send().await;
        script.assert_sent("reqwest-middleware", case);
    }
}

/// An error of a client that a user wrote.
#[derive(Debug)]
enum CallError {
    Partner(PartnerError),
    Io(io::Error),
}

impl From<&CallError> for Outcome {
    fn from(error: &CallError) -> Self {
        match error {
            CallError::Partner(error) => error.into(),
            CallError::Io(error) => Self::of_error(error),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn backon_sends_what_the_table_says() {
    for case in CASES {
        let script = Script::new(case);
        let send = || async {
            let response = script.next().map_err(CallError::Io)?;
            if response.status().as_u16() < 400 {
                return Ok(());
            }
            Err(CallError::Partner(PartnerError::decode(
                response.status(),
                response.headers(),
                response.body(),
            )))
        };
        let attempts = Attempts::new(case.idempotency, &budget(case)).without_jitter();
        let schedule = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(500))
            .with_factor(2.0)
            .with_max_times(10);
        let _ = send.retry(schedule).adjust(attempts.adjust()).await;
        script.assert_sent("backon", case);
    }
}

#[tokio::test]
async fn a_blocking_loop_sends_what_the_table_says() {
    for case in CASES {
        let script = Script::new(case);
        let now = std::cell::Cell::new(Duration::ZERO);
        let attempts = Attempts::new(case.idempotency, &budget(case)).without_jitter();
        let _ = attempts.run_with(
            || script.next_at(now.get()),
            |error: &io::Error| Outcome::of_error(error),
            |pause| now.set(now.get() + pause),
        );
        script.assert_sent("blocking", case);
    }
}

#[test]
fn an_engine_that_proposes_a_longer_pause_gets_it() {
    let mut attempts = Attempts::new(Safe, &Budget::default());
    let unavailable = Outcome::response(StatusCode::SERVICE_UNAVAILABLE, &HeaderMap::new());
    let proposed = Duration::from_secs(9);
    assert_eq!(attempts.after(unavailable, Some(proposed)), Ok(proposed));
}

#[test]
fn jitter_only_adds() {
    let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, "10".parse().expect("a header value"))]);
    let unavailable = Outcome::response(StatusCode::SERVICE_UNAVAILABLE, &headers);
    for _ in 0..1_000 {
        let pause = Attempts::new(Safe, &Budget::default()).after(unavailable, None).expect("a retry");
        assert!((10_000..=12_500).contains(&pause.as_millis()), "{pause:?}");
    }
}

#[test]
fn the_reason_to_stop_can_be_read() {
    let unavailable = Outcome::response(StatusCode::SERVICE_UNAVAILABLE, &HeaderMap::new());
    let stop = Attempts::new(Unsafe, &Budget::default()).after(unavailable, None);
    assert_eq!(stop, Err(Stop::Unsafe));
    assert_eq!(
        Stop::Unsafe.to_string(),
        "the request has no idempotency key, and the service may have seen it",
    );
}
