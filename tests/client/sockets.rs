//! Clients over real connections.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    thread::{self, JoinHandle},
    time::Duration,
};

use lms_error::client::{Attempts, Budget, Idempotency, Outcome, RetryMiddleware};

/// A response body that a client must read before it can use the connection again.
const BODY: usize = 40_000;

/// Serves one connection: a 503 with a body of some size, then a 200. Returns the number of requests on it.
fn serve_one_connection() -> (String, JoinHandle<io::Result<usize>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept()?;
        drop(listener);
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut requests = 0;
        while read_request(&mut reader)? {
            requests += 1;
            let status = if requests == 1 { "503 Service Unavailable" } else { "200 OK" };
            respond(&stream, status)?;
        }
        Ok(requests)
    });
    (url, server)
}

/// Reads a request without a body; false at the end of the connection.
fn read_request(reader: &mut impl BufRead) -> io::Result<bool> {
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 {
        if line == "\r\n" {
            return Ok(true);
        }
        line.clear();
    }
    Ok(false)
}

fn respond(mut stream: &TcpStream, status: &str) -> io::Result<()> {
    let body = "x".repeat(BODY);
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {BODY}\r\n\r\n{body}")
}

#[test]
fn a_blocking_loop_uses_the_connection_of_a_failed_attempt_again() {
    let (url, server) = serve_one_connection();
    let agent =
        ureq::Agent::new_with_config(ureq::Agent::config_builder().http_status_as_error(false).build());
    let response = Attempts::new(Idempotency::Safe, &Budget::default())
        .run_with(
            || agent.get(&url).call().map(|response| response.map(ureq::Body::into_reader)),
            |error| Outcome::of_error(error),
            |_| (),
        )
        .expect("the second attempt");
    assert_eq!(response.status(), 200);
    drop((response, agent));
    assert_eq!(server.join().expect("no panic").expect("no broken connection"), 2);
}

#[tokio::test]
async fn reqwest_middleware_uses_the_connection_of_a_failed_attempt_again() {
    let (url, server) = serve_one_connection();
    let retry = RetryMiddleware::new(&Budget::default(), |request| {
        Idempotency::of(request.method(), request.headers())
    });
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(retry).build();
    let response = client.get(&url).send().await.expect("the second attempt");
    assert_eq!(response.status(), 200);
    assert_eq!(response.bytes().await.expect("a body").len(), BODY);
    drop(client);
    // The runtime closes the connection, so it must not be blocked.
    let requests = tokio::task::spawn_blocking(|| server.join().expect("no panic")).await.expect("no panic");
    assert_eq!(requests.expect("no broken connection"), 2);
}

#[tokio::test]
async fn a_body_that_never_ends_does_not_delay_the_next_attempt() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || -> io::Result<()> {
        let (mut slow, _) = listener.accept()?;
        read_request(&mut BufReader::new(&slow))?;
        write!(slow, "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 9\r\n\r\nx")?;
        let (fast, _) = listener.accept()?;
        read_request(&mut BufReader::new(&fast))?;
        respond(&fast, "200 OK")
    });
    let retry = RetryMiddleware::new(&Budget::default(), |_| Idempotency::Safe);
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(retry).build();
    let response = tokio::time::timeout(Duration::from_secs(20), client.get(&url).send()).await;
    assert_eq!(response.expect("a second attempt").expect("a response").status(), 200);
    server.join().expect("no panic").expect("two connections");
}

#[tokio::test]
async fn a_connection_that_failed_differs_from_one_that_broke() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        stream.read_exact(&mut [0])
    });
    let broken = reqwest::get(&url).await.expect_err("no response");
    assert_eq!(Outcome::from(&broken), Outcome::UNANSWERED);
    server.join().expect("no panic").expect("a request");

    let refused = reqwest::get(&url).await.expect_err("no connection");
    assert_eq!(Outcome::from(&refused), Outcome::NOT_SENT);
    assert_eq!(Outcome::of_error(&refused), Outcome::NOT_SENT);

    let wrong = reqwest::get("no url").await.expect_err("no URL");
    assert_eq!(Outcome::from(&wrong), Outcome::PERMANENT);
}

#[test]
fn a_blocking_client_that_gets_no_connection_tries_four_times_whatever_the_method() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let agent = ureq::Agent::new_with_defaults();
    for url in [format!("http://{port}/"), "http://no-such-host.invalid/".to_owned()] {
        let mut pauses: Vec<Duration> = Vec::new();
        let result = Attempts::new(Idempotency::Unsafe, &Budget::default()).without_jitter().run_with(
            || agent.post(&url).send("{}").map(|response| response.map(ureq::Body::into_reader)),
            |error| match error {
                ureq::Error::HostNotFound
                | ureq::Error::ConnectionFailed
                | ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => Outcome::NOT_SENT,
                ureq::Error::Io(error) => Outcome::of_error(error),
                _ => Outcome::UNANSWERED,
            },
            |pause| pauses.push(pause),
        );
        assert!(result.is_err());
        assert_eq!(pauses, [500, 1_000, 2_000].map(Duration::from_millis), "{url}");
    }
}
