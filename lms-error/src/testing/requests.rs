//! What is asked.

use std::fmt;

use super::Probes;

/// A request, and why it is sent.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    why: &'static str,
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// How many bytes less than it says are sent; only over a connection.
    pub(super) cut: usize,
}

impl Probe {
    /// Whether a service may hang up instead of answering: it has not got all that was announced, or more than it
    /// will read.
    pub(super) fn may_be_dropped(&self) -> bool {
        self.cut > 0 || self.body.len() > OVERSIZE
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 80;
        let path: String = self.path.chars().take(SHOWN).collect();
        write!(f, "{}: {} {path}", self.why, self.method)
    }
}

/// More than any service takes by default.
const OVERSIZE: usize = 12 * 1024 * 1024;

impl Probes {
    pub(super) fn requests(&self) -> Vec<Probe> {
        let probe = |why, method, path: &str| Probe {
            why,
            method,
            path: path.to_owned(),
            headers: self.headers.clone(),
            body: Vec::new(),
            cut: 0,
        };
        let mut probes = Vec::new();
        for method in ["GET", "HEAD", "POST", "DELETE", "OPTIONS"] {
            probes.push(probe("unknown path", method, "/there-is-no/such-path"));
        }
        probes.push(probe("unknown path, not UTF-8", "GET", "/%FF%FE"));
        probes.push(probe("unknown path, long", "GET", &format!("/{}", "a".repeat(4000))));
        probes.push(probe("path without a name", "GET", "//"));
        for path in self.gets.iter().chain(&self.posts) {
            for method in ["PATCH", "DELETE", "PUT", "TRACE", "BREW", "OPTIONS", "HEAD"] {
                probes.push(probe("another method", method, path));
            }
        }
        for path in &self.gets {
            let (place, query) = path.split_once('?').unwrap_or((path, ""));
            probes.push(probe("bad query", "GET", &format!("{place}?{}", bad_query(query))));
            probes.push(probe("query that is not UTF-8", "GET", &format!("{place}?%FF=%FF&{query}=%FF")));
            probes.push(probe("no query", "GET", place));
            probes.push(probe("query twice", "GET", &format!("{place}?{query}&{query}")));
            for bad in ["not-a-number", "-1", "99999999999999999999999", "%FF", "%00", "%2F"] {
                if let Some((parent, _)) = place.rsplit_once('/') {
                    probes.push(probe("bad path", "GET", &format!("{parent}/{bad}")));
                }
            }
            probes.push(probe("trailing slash", "GET", &format!("{place}/")));
        }
        for path in &self.posts {
            probes.extend(bodies().into_iter().map(|(why, content_type, body)| {
                let mut probe = Probe { body, ..probe(why, "POST", path) };
                let content_type = content_type.map(|value| ("content-type".to_owned(), value.to_owned()));
                probe.headers.extend(content_type);
                probe
            }));
            let mut truncated = probe("truncated body", "POST", path);
            truncated.headers.push(("content-type".to_owned(), "application/json".to_owned()));
            truncated.body = b"{\"a\":1".to_vec();
            truncated.cut = 100;
            probes.push(truncated);
        }
        probes
    }
}

/// The parameters with values of no use.
fn bad_query(query: &str) -> String {
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    let bad: Vec<_> = names.map(|name| format!("{name}=not-a-number")).collect();
    bad.join("&")
}

type Body = (&'static str, Option<&'static str>, Vec<u8>);

fn bodies() -> Vec<Body> {
    const JSON: Option<&str> = Some("application/json");
    let text = |why, text: &str| (why, JSON, text.as_bytes().to_vec());
    vec![
        ("no content type", None, b"{}".to_vec()),
        ("another content type", Some("text/plain"), b"{}".to_vec()),
        ("content type that is none", Some("json"), b"{}".to_vec()),
        ("form instead of JSON", Some("application/x-www-form-urlencoded"), b"a=1".to_vec()),
        text("empty body", ""),
        text("malformed JSON", "{"),
        text("malformed JSON", "{\"a\":1,}"),
        text("malformed JSON", "{'a':1}"),
        text("two values", "{} {}"),
        text("empty object", "{}"),
        text("wrong type", "[]"),
        text("wrong type", "null"),
        text("wrong type", "7"),
        text("wrong type", "\"text\""),
        text("unknown members", "{\"no\":{\"such\":[\"member\"]}}"),
        ("body that is not UTF-8", JSON, b"{\"a\":\"\xFF\"}".to_vec()),
        ("deep nesting", JSON, "[".repeat(10_000).into_bytes()),
        ("oversize body", JSON, [&b"\""[..], &vec![b'a'; OVERSIZE], b"\""].concat()),
    ]
}
