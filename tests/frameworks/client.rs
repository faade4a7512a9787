//! A plain HTTP/1.1 client that keeps the bytes of a response unchanged.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

#[derive(Debug, PartialEq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Excludes headers that servers add to every response.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

const OF_SERVERS: [&str; 8] = [
    "connection",
    "content-length",
    "date",
    "keep-alive",
    "permissions-policy",
    "server",
    "x-content-type-options",
    "x-frame-options",
];

pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    /// The `content-length` of the last response.
    pub(crate) content_length: Option<usize>,
}

impl Connection {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time-out");
        Self { stream: BufReader::new(stream), content_length: None }
    }

    pub(crate) fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: x\r\n");
        for (name, value) in headers {
            request.push_str(name);
            request.push_str(": ");
            request.push_str(value);
            request.push_str("\r\n");
        }
        if !body.is_empty() {
            request.push_str("content-length: ");
            request.push_str(&body.len().to_string());
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        request.push_str(body);
        self.send_bytes(request.as_bytes(), method == "HEAD")
    }

    /// Sends a request as it is.
    pub(crate) fn send_bytes(&mut self, request: &[u8], to_head: bool) -> Response {
        self.stream.get_mut().write_all(request).expect("the server reads");
        self.read(to_head).expect("the server responds")
    }

    fn read(&mut self, to_head: bool) -> io::Result<Response> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut headers = BTreeMap::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        self.content_length = headers.get("content-length").and_then(|length| length.parse().ok());
        let mut body = vec![0; if to_head { 0 } else { self.content_length.unwrap_or(0) }];
        self.stream.read_exact(&mut body)?;
        headers.retain(|name, _| !OF_SERVERS.contains(&name.as_str()));
        let body = String::from_utf8(body).map_err(io::Error::other)?;
        Ok(Response { status: status.ok_or(io::ErrorKind::InvalidData)?, headers, body })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
