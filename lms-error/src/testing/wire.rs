//! How a request is sent: over a connection, by hand, since much of it is what no client would send; or to a tower
//! service.

use std::{
    fmt,
    future::poll_fn,
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
    pin::pin,
    time::Duration,
};

use bytes::{Buf, Bytes};
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;

use super::{Probes, Report, Unreachable, requests::Probe};

pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 200;
        let body: String = String::from_utf8_lossy(&self.body).chars().take(SHOWN).collect();
        write!(
            f,
            "{} {} {body:?}",
            self.status,
            self.header("content-type").unwrap_or("without content type")
        )
    }
}

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

impl Probes {
    /// Sends them to a service that runs at `http://host:port`, one connection each. It blocks: in an asynchronous test,
    /// call it within `spawn_blocking`, or the service gets no turn.
    ///
    /// # Errors
    ///
    /// Where nobody listens there, or nobody answers to the first of them.
    pub fn send(&self, base: &str) -> Result<Report, Unreachable> {
        let address = base.strip_prefix("http://").map(|address| address.trim_end_matches('/'));
        let Some(address) = address.filter(|address| !address.contains('/')) else {
            return Err(Unreachable { address: base.to_owned(), source: None });
        };
        let mut report = Report::default();
        for probe in self.requests() {
            let stream = TcpStream::connect(address)
                .map_err(|error| Unreachable { address: address.to_owned(), source: Some(error) })?;
            let answer = exchange(stream, address, &probe);
            if let (0, Err(error)) = (report.requests(), &answer) {
                let source = Some(error.kind().into());
                return Err(Unreachable { address: address.to_owned(), source });
            }
            report.add(&probe, answer.ok().flatten().as_ref());
        }
        Ok(report)
    }

    /// Calls a tower service with them, one after the other: an axum `Router`, say.
    ///
    /// # Errors
    ///
    /// What the service fails with instead of an answer.
    pub async fn call<S, B, A>(&self, mut service: S) -> Result<Report, S::Error>
    where
        S: Service<Request<B>, Response = Response<A>>,
        B: From<Bytes>,
        A: Body,
    {
        let mut report = Report::default();
        // What is cut short, is so on a connection only.
        for probe in self.requests().into_iter().filter(|probe| probe.cut == 0) {
            let mut request = Request::builder().method(probe.method).uri(&probe.path);
            for (name, value) in &probe.headers {
                request = request.header(name, value);
            }
            let Ok(request) = request.body(B::from(probe.body.clone().into())) else { continue };
            poll_fn(|context| service.poll_ready(context)).await?;
            let (parts, body) = service.call(request).await?.into_parts();
            let mut body = pin!(body);
            let mut bytes = Vec::new();
            while let Some(Ok(frame)) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
                if let Ok(mut data) = frame.into_data() {
                    bytes.extend_from_slice(&data.copy_to_bytes(data.remaining()));
                }
            }
            if probe.method == "HEAD" {
                // A server does not send it.
                bytes.clear();
            }
            let headers = parts.headers.iter();
            let headers = headers.map(|(name, value)| {
                (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            });
            let answer = Answer { status: parts.status.as_u16(), headers: headers.collect(), body: bytes };
            report.add(&probe, Some(&answer));
        }
        Ok(report)
    }
}

fn exchange(mut stream: TcpStream, host: &str, probe: &Probe) -> io::Result<Option<Answer>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    write!(head, "{} {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", probe.method, probe.path)?;
    for (name, value) in &probe.headers {
        write!(head, "{name}: {value}\r\n")?;
    }
    if !probe.body.is_empty() || probe.method == "POST" {
        write!(head, "content-length: {}\r\n", probe.body.len() + probe.cut)?;
    }
    head.extend_from_slice(b"\r\n");
    // Who has seen enough may answer, and stop to read, before all is sent.
    let sent = stream.write_all(&head).and_then(|()| stream.write_all(&probe.body));
    if sent.is_ok() && probe.cut > 0 {
        stream.shutdown(Shutdown::Write)?;
    }
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    if bytes.is_empty() {
        // Of a body that was cut off, or too large to be read, nothing is left to answer.
        read?;
    }
    Ok(answer(&bytes))
}

fn answer(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
    let mut answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    if status == 100 {
        return self::answer(&answer.body);
    }
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = unchunked(&answer.body)?;
    }
    Some(answer)
}

fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..line]).ok()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(bytes.get(line + 2..line + 2 + size)?);
        bytes = bytes.get(line + 4 + size..)?;
    }
}
