//! HTTPS to the core, with the feature `tls`.

#![cfg(feature = "tls")]

use std::{io::Write, net::TcpListener, thread, time::Duration};

use lms_error::{Code, LmsError, upstream::Upstream};

static CORE: Upstream = Upstream::FINERACT;

#[tokio::test]
async fn a_core_that_does_not_speak_tls_is_unavailable() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        // Until the client has read it.
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
    });
    let request = reqwest::Client::new().get(format!("https://{address}/")).timeout(Duration::from_secs(10));
    let error = CORE.json::<u64>(request).await.expect_err("there is no TLS");
    assert_eq!(error.code(), Code::Unavailable);
    assert!(
        error.to_string().starts_with("upstream: no response: the connection failed; https://"),
        "{error}"
    );
}
