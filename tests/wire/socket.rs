//! A service on a loopback port, and a client that writes HTTP by hand, so that the tests see every byte.

use std::collections::BTreeMap;

use axum::Router;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A response as it was received.
pub(crate) struct Received {
    pub(crate) status_line: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// Starts the service, sends it one request, and reads the response to its end.
pub(crate) async fn send(app: Router, request: &str) -> Received {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let mut stream = TcpStream::connect(address).await.expect("the service listens");
    stream.write_all(request.as_bytes()).await.expect("the service reads");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("the service responds and closes");
    server.abort();
    let text = String::from_utf8(bytes).expect("a response in UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let mut lines = head.split("\r\n");
    let status_line = lines.next().expect("a status line").to_owned();
    let headers =
        lines.map(|line| line.split_once(": ").expect("a header")).map(|(n, v)| (n.into(), v.into()));
    Received { status_line, headers: headers.collect(), body: body.to_owned() }
}

pub(crate) fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
}

pub(crate) fn post(path: &str, content_type: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {content_type}\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}
