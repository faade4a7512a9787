//! Calls through reqwest, to servers that misbehave.

use std::{
    error::Error,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    thread,
    time::Duration,
};

use lms_error::{
    Code, LmsError,
    upstream::{Upstream, UpstreamError},
};
use reqwest::{Client, redirect::Policy};
use serde::Deserialize;

use crate::assert_envelope;

static CORE: Upstream = Upstream::FINERACT;

#[derive(Debug, Deserialize, PartialEq)]
struct Customer {
    id: u64,
}

/// Serves one connection.
fn serve(serve: impl FnOnce(TcpStream) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !request.ends_with(b"\r\n\r\n") {
            match stream.read(&mut buffer) {
                Ok(length) if length > 0 => request.extend_from_slice(&buffer[..length]),
                _ => break,
            }
        }
        serve(stream);
    });
    address
}

/// Responds with these bytes and closes the connection.
fn respond(response: impl Into<Vec<u8>>) -> SocketAddr {
    let response = response.into();
    serve(move |mut stream| {
        // The client may have read enough.
        let _ = stream.write_all(&response);
    })
}

fn response(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

async fn call(address: SocketAddr) -> Result<Customer, UpstreamError> {
    let http = Client::builder().redirect(Policy::limited(2)).build().expect("a client");
    CORE.json(http.get(format!("http://mifos:secret@{address}/clients/7?tenantIdentifier=default"))).await
}

async fn failed_call(address: SocketAddr) -> UpstreamError {
    call(address).await.expect_err("the call fails")
}

#[tokio::test]
async fn a_success_is_a_value_of_any_size() {
    let padding = "a".repeat(1024 * 1024);
    let address = respond(response("200 OK", "", &format!(r#"{{"id":7,"padding":"{padding}"}}"#)));
    assert_eq!(call(address).await.expect("a success"), Customer { id: 7 });
}

#[tokio::test]
async fn an_error_response_is_read() {
    let body = r#"{"httpStatusCode":"404","userMessageGlobalisationCode":"error.msg.client.id.invalid","defaultUserMessage":"Client 7 does not exist"}"#;
    let address = respond(response("404 Not Found", "", body));
    let error = failed_call(address).await;
    assert_envelope(&error, "not_found", "lms: status=404: Customer 7 does not exist");
    let text = error.to_string();
    let expected =
        "upstream: status=404 code=\"error.msg.client.id.invalid\" (unlisted): Client 7 does not exist; ";
    assert!(text.starts_with(&format!("{expected}http://{address}/clients/7 after ")), "{text}");
    assert!(text.ends_with(" ms"), "{text}");
}

#[tokio::test]
async fn retry_after_is_passed_on_for_unavailable_and_at_most_two_minutes() {
    for (status, header, expected) in [
        ("503 Service Unavailable", "retry-after: 30\r\n", Some(30)),
        ("429 Too Many Requests", "retry-after: 3600\r\n", Some(120)),
        ("409 Conflict", "retry-after: 30\r\n", None),
        ("502 Bad Gateway", "", None),
    ] {
        let error = failed_call(respond(response(status, header, "<html>"))).await;
        assert_eq!(error.retry_after().map(|time| time.as_secs()), expected, "{status}");
    }
}

#[tokio::test]
async fn no_response_is_unavailable() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let refused = listener.local_addr().expect("a bound port");
    drop(listener);
    let error = failed_call(refused).await;
    assert_eq!(error.code(), Code::Unavailable);
    let text = error.to_string();
    assert!(
        text.starts_with(&format!(
            "upstream: no response: the connection failed; http://{refused}/clients/7 "
        )),
        "{text}"
    );
    let sources: Vec<_> =
        std::iter::successors(error.source(), |&error| error.source()).map(ToString::to_string).collect();
    assert!(sources.iter().any(|source| source.contains("refused")), "{sources:?}");
    assert!(!sources.iter().any(|source| source.contains("secret")), "{sources:?}");

    let error = failed_call(serve(drop)).await;
    assert_eq!(error.code(), Code::Unavailable, "{error}");

    let unknown = Client::new().get("http://no-such-host.invalid/");
    let error = CORE.json::<Customer>(unknown).await.expect_err("the name is unknown");
    assert_eq!(error.code(), Code::Unavailable, "{error}");
}

#[tokio::test]
async fn a_response_that_is_not_http_is_unavailable() {
    let error = failed_call(respond("SSH-2.0-OpenSSH_9.6\r\n")).await;
    assert_eq!(error.code(), Code::Unavailable, "{error}");
}

#[tokio::test]
async fn a_time_out_is_unavailable() {
    let (release, held) = std::sync::mpsc::channel::<()>();
    let address = serve(move |stream| {
        // Until the test has ended.
        let _ = held.recv();
        drop(stream);
    });
    let request = Client::new().get(format!("http://{address}/")).timeout(Duration::from_millis(50));
    let error = CORE.json::<Customer>(request).await.expect_err("nobody responds");
    drop(release);
    assert_eq!(error.code(), Code::Unavailable);
    assert!(error.to_string().starts_with("upstream: no response: it timed out; "), "{error}");
}

#[tokio::test]
async fn a_success_that_breaks_off_is_unavailable() {
    for response in [
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"id",
    ] {
        let error = failed_call(respond(response)).await;
        assert_eq!(error.code(), Code::Unavailable, "{error}");
    }
}

#[tokio::test]
async fn an_error_that_breaks_off_has_the_code_of_its_status() {
    let error = failed_call(respond("HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{\"user")).await;
    assert_envelope(&error, "not_found", "lms: status=404: Resource does not exist");
    assert!(error.to_string().contains(r#"body "{\"user""#), "{error}");
}

#[tokio::test]
async fn a_success_that_is_not_the_expected_json_is_internal() {
    for body in ["<html>Welcome</html>", "", r#"{"id":"seven"}"#, "{} {}"] {
        let error = failed_call(respond(response("200 OK", "", body))).await;
        assert_envelope(&error, "internal", "lms: status=500: Unexpected upstream failure");
        assert_eq!(error.upstream_status().map(|status| status.as_u16()), Some(200));
        assert!(error.source().is_some());
    }
    let body = r#"{"httpStatusCode":"404","userMessageGlobalisationCode":"error.msg.client.id.invalid"}"#;
    assert_eq!(failed_call(respond(response("200 OK", "", body))).await.code(), Code::NotFound);
}

#[tokio::test]
async fn an_error_body_is_read_up_to_a_limit() {
    let endless = serve(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n");
        // Ends when the client hangs up.
        while stream.write_all(&[b'a'; 4096]).is_ok() {}
    });
    assert_eq!(failed_call(endless).await.code(), Code::Unavailable);
}

#[tokio::test]
async fn redirects_without_end_and_without_following_are_internal() {
    let address = respond(response("302 Found", "location: ftp://elsewhere.invalid/\r\n", ""));
    let error = failed_call(address).await;
    assert_eq!(error.code(), Code::Internal, "{error}");

    let http = Client::builder().redirect(Policy::none()).build().expect("a client");
    let address = respond(response("302 Found", "location: /login\r\n", ""));
    let error =
        CORE.send(http.get(format!("http://{address}/"))).await.expect_err("a redirect is no success");
    assert_eq!(
        (error.code(), error.upstream_status().map(|status| status.as_u16())),
        (Code::Internal, Some(302))
    );
}

#[tokio::test]
async fn a_request_that_cannot_be_made_is_internal() {
    let error = CORE.json::<Customer>(Client::new().get("no url")).await.expect_err("it is no URL");
    assert_eq!(error.code(), Code::Internal, "{error}");
}

#[tokio::test]
async fn the_errors_of_reqwest_convert() {
    async fn get(address: SocketAddr) -> Result<String, UpstreamError> {
        let response = Client::new().get(format!("http://u:p@{address}/a?b=c")).send().await?;
        Ok(response.error_for_status()?.text().await?)
    }
    for (status, expected) in [
        ("404 Not Found", Code::NotFound),
        ("401 Unauthorized", Code::Internal),
        ("503 Service Unavailable", Code::Unavailable),
    ] {
        let address = respond(response(status, "", ""));
        let error = get(address).await.expect_err("it has an error's status");
        assert_eq!(error.code(), expected);
        assert!(error.to_string().ends_with(&format!("; http://{address}/a")), "{error}");
    }
    assert_eq!(get(respond(response("200 OK", "", "fine"))).await.expect("a success"), "fine");
    assert_eq!(get(serve(drop)).await.expect_err("no response").code(), Code::Unavailable);
}
