//! Probes of a running service. Requests are written by hand, as no client sends most of them.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
    str,
    time::Duration,
};

use super::{
    ConnectError, Probes, Report, Response,
    probe::{Probe, Run},
};

/// The longest wait for a response.
const TIMEOUT: Duration = Duration::from_secs(30);

impl Probes {
    /// Sends the probes to the service at `http://host:port`, each over its own connection.
    ///
    /// This blocks the thread. In an asynchronous test, call it within `spawn_blocking`, so that the service can run.
    ///
    /// # Errors
    ///
    /// If the address has another form, or there is no response to the first request.
    pub fn send(&self, base: &str) -> Result<Report, ConnectError> {
        let address = base.strip_prefix("http://").map(|address| address.trim_end_matches('/'));
        let Some(address) = address.filter(|address| !address.contains('/')) else {
            return Err(ConnectError { address: base.to_owned(), source: None });
        };
        let error = |error| ConnectError { address: address.to_owned(), source: Some(error) };
        let mut run = Run::new(self.policy);
        for probe in self.requests() {
            let stream = TcpStream::connect(address).map_err(error)?;
            match exchange(stream, address, &probe) {
                Err(source) if run.is_empty() => return Err(error(source)),
                response => run.add(&probe, response.ok().flatten().as_ref()),
            }
        }
        Ok(run.finish())
    }
}

fn exchange(mut stream: TcpStream, host: &str, probe: &Probe) -> io::Result<Option<Response>> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let mut head = Vec::new();
    write!(head, "{} {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", probe.method, probe.path)?;
    for (name, value) in &probe.headers {
        write!(head, "{name}: {value}\r\n")?;
    }
    if !probe.body.is_empty() || matches!(probe.method, "POST" | "PUT" | "PATCH") {
        write!(head, "content-length: {}\r\n", probe.body.len() + probe.missing)?;
    }
    head.extend_from_slice(b"\r\n");
    // A service may respond, and stop reading, before everything is sent.
    let sent = stream.write_all(&head).and_then(|()| stream.write_all(&probe.body));
    if sent.is_ok() && probe.missing > 0 {
        stream.shutdown(Shutdown::Write)?;
    }
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    if bytes.is_empty() {
        read?;
    }
    Ok(parse(&bytes))
}

fn parse(bytes: &[u8]) -> Option<Response> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name, value.trim()));
    let mut response = Response::new(status, headers, &bytes[end + 4..]);
    if status == 100 {
        return parse(&response.body);
    }
    if response.header("transfer-encoding") == Some("chunked") {
        response.body = dechunk(&response.body)?;
    }
    Some(response)
}

/// Decodes `transfer-encoding: chunked`.
fn dechunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = bytes.windows(2).position(|window| window == b"\r\n")?;
        let size = usize::from_str_radix(str::from_utf8(&bytes[..line]).ok()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(bytes.get(line + 2..line + 2 + size)?);
        bytes = bytes.get(line + 4 + size..)?;
    }
}
