//! A plain HTTP/1.1 client that hides nothing, and servers on ports of their own.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Runs a server until the test process ends, and says where.
pub(crate) fn started<R: Send + 'static>(
    run: impl FnOnce(Box<dyn FnOnce(SocketAddr) + Send>) -> R + Send + 'static,
) -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || run(Box::new(move |address| sender.send(address).expect("the test waits"))));
    receiver.recv_timeout(Duration::from_secs(90)).expect("the server has started")
}

#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Without those that say nothing of the answer itself.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

/// What servers add of their own accord.
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

pub(crate) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time-out");
        Self(BufReader::new(stream))
    }

    pub(crate) fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
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
        self.0.get_mut().write_all(request.as_bytes()).expect("the server reads");
        self.read(method == "HEAD").expect("the server answers")
    }

    fn read(&mut self, to_head: bool) -> io::Result<Answer> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut headers = BTreeMap::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
        let length = headers.get("content-length").and_then(|length| length.parse().ok());
        let mut body = vec![0; if to_head { 0 } else { length.unwrap_or(0) }];
        self.0.read_exact(&mut body)?;
        headers.retain(|name, _| !OF_SERVERS.contains(&name.as_str()));
        let body = String::from_utf8(body).map_err(io::Error::other)?;
        Ok(Answer { status: status.ok_or(io::ErrorKind::InvalidData)?, headers, body })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
