//! The requests.

use std::{collections::HashMap, fmt};

use super::{
    Probes, Report, Response, Target, Violation,
    check::{self, Rules},
};
use crate::Policy;

/// A request, and its purpose.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    purpose: &'static str,
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// The number of bytes that `content-length` announces and that are not sent; over a socket only.
    pub(super) missing: usize,
    expectation: Expectation,
}

/// The response that a request must get, or its use as a reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Expectation {
    /// Any response that keeps the contract.
    Contract,
    /// A reference for [`Expectation::Handler`]: the response to this method on an unknown path.
    UnknownPath,
    /// A reference for [`Expectation::Handler`]: the response to an unknown method.
    UnknownMethod,
    /// A response that only a handler gives.
    Handler,
}

const UNKNOWN_PATH: &str = "/there-is-no/such-path";
const UNKNOWN_METHOD: &str = "BREW";
const JSON: &str = "application/json";
/// More than servers accept by default.
const OVERSIZE: usize = 12 * 1024 * 1024;

impl Probe {
    /// Returns `true` if a service may close the connection without a response.
    pub(super) fn may_be_dropped(&self) -> bool {
        self.missing > 0 || self.body.len() > OVERSIZE
    }

    fn json(mut self, body: &[u8]) -> Self {
        self.headers.push(("content-type".to_owned(), JSON.to_owned()));
        self.body = body.to_vec();
        self
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 80;
        let path: String = self.path.chars().take(SHOWN).collect();
        write!(f, "{}: {} {path}", self.purpose, self.method)
    }
}

impl Target {
    fn takes_body(&self) -> bool {
        matches!(self.method, "POST" | "PUT" | "PATCH")
    }
}

impl Probes {
    /// Returns all requests, in the order in which they are sent.
    pub(super) fn requests(&self) -> Vec<Probe> {
        let mut probes = self.reachability();
        probes.extend(self.unknown_paths());
        for target in &self.targets {
            probes.extend(self.other_methods(target));
            probes.extend(self.bad_paths(target));
            if target.method == "GET" {
                probes.extend(self.bad_queries(target));
            }
            if target.takes_body() {
                probes.extend(self.bad_bodies(target));
            }
        }
        probes
    }

    fn probe(&self, purpose: &'static str, method: &'static str, path: &str) -> Probe {
        Probe {
            purpose,
            method,
            path: path.to_owned(),
            headers: self.headers.clone(),
            body: Vec::new(),
            missing: 0,
            expectation: Expectation::Contract,
        }
    }

    /// Returns the declared paths themselves, each after the two responses that it must differ from. They come first,
    /// and `DELETE` last, as later requests may change the service's data.
    fn reachability(&self) -> Vec<Probe> {
        let mut targets: Vec<_> = self.targets.iter().collect();
        targets.sort_by_key(|target| target.method == "DELETE");
        let probe = |purpose, method, path: &str, expectation, target: &Target| {
            let probe = Probe { expectation, ..self.probe(purpose, method, path) };
            if target.takes_body() { probe.json(b"{}") } else { probe }
        };
        let mut probes = Vec::new();
        for target in targets {
            let Target { method, path } = target;
            probes.push(probe("unknown path", method, UNKNOWN_PATH, Expectation::UnknownPath, target));
            probes.push(probe("unknown method", UNKNOWN_METHOD, path, Expectation::UnknownMethod, target));
            probes.push(probe("the path itself", method, path, Expectation::Handler, target));
        }
        probes
    }

    fn unknown_paths(&self) -> Vec<Probe> {
        let methods = ["GET", "HEAD", "POST", "DELETE", "OPTIONS"];
        let mut probes: Vec<_> =
            methods.map(|method| self.probe("unknown path", method, UNKNOWN_PATH)).into();
        probes.push(self.probe("path that is not UTF-8", "GET", "/%FF%FE"));
        probes.push(self.probe("long path", "GET", &format!("/{}", "a".repeat(4000))));
        probes.push(self.probe("empty path segment", "GET", "//"));
        probes
    }

    fn other_methods(&self, target: &Target) -> Vec<Probe> {
        let is_declared = |method: &str| {
            self.targets.iter().any(|other| other.path == target.path && other.method == method)
        };
        let methods = ["PATCH", "DELETE", "PUT", "TRACE", "OPTIONS", "HEAD"].into_iter();
        let undeclared = methods.filter(|method| !is_declared(method));
        undeclared.map(|method| self.probe("another method", method, &target.path)).collect()
    }

    /// Values that a number or an id in the path cannot have, in place of each segment with a digit.
    fn bad_paths(&self, target: &Target) -> Vec<Probe> {
        let (path, query) = target.path.split_once('?').unwrap_or((&target.path, ""));
        let segments: Vec<_> = path.split('/').collect();
        let mut probes = vec![self.probe("trailing slash", target.method, &format!("{path}/"))];
        for place in 0..segments.len() {
            if segments[place].bytes().any(|byte| byte.is_ascii_digit()) {
                for bad in ["not-a-number", "-1", "99999999999999999999999", "%FF", "%00", "%2F"] {
                    let mut segments = segments.clone();
                    segments[place] = bad;
                    let separator = if query.is_empty() { "" } else { "?" };
                    let path = format!("{}{separator}{query}", segments.join("/"));
                    probes.push(self.probe("bad path segment", target.method, &path));
                }
            }
        }
        probes
    }

    fn bad_queries(&self, target: &Target) -> Vec<Probe> {
        let (path, query) = target.path.split_once('?').unwrap_or((&target.path, ""));
        let probe = |purpose, path: &str| self.probe(purpose, "GET", path);
        let names = query.split('&').filter_map(|pair| pair.split('=').next());
        let bad: Vec<_> = names.map(|name| format!("{name}=not-a-number")).collect();
        vec![
            probe("bad query", &format!("{path}?{}", bad.join("&"))),
            probe("query that is not UTF-8", &format!("{path}?%FF=%FF&{query}=%FF")),
            probe("no query", path),
            probe("query twice", &format!("{path}?{query}&{query}")),
        ]
    }

    fn bad_bodies(&self, target: &Target) -> Vec<Probe> {
        let mut probes = Vec::new();
        for (purpose, content_type, body) in bodies() {
            let mut probe = Probe { body, ..self.probe(purpose, target.method, &target.path) };
            probe.headers.extend(content_type.map(|value| ("content-type".to_owned(), value.to_owned())));
            probes.push(probe);
        }
        let truncated = self.probe("truncated body", target.method, &target.path);
        probes.push(Probe { missing: 100, ..truncated.json(b"{\"a\":1") });
        probes
    }
}

type Body = (&'static str, Option<&'static str>, Vec<u8>);

fn bodies() -> Vec<Body> {
    let json = |purpose, text: &str| (purpose, Some(JSON), text.as_bytes().to_vec());
    vec![
        ("no content type", None, b"{}".to_vec()),
        ("another content type", Some("text/plain"), b"{}".to_vec()),
        ("malformed content type", Some("json"), b"{}".to_vec()),
        ("form instead of JSON", Some("application/x-www-form-urlencoded"), b"a=1".to_vec()),
        json("empty body", ""),
        json("malformed JSON", "{"),
        json("malformed JSON", "{\"a\":1,}"),
        json("malformed JSON", "{'a':1}"),
        json("two values", "{} {}"),
        json("empty object", "{}"),
        json("wrong type", "[]"),
        json("wrong type", "null"),
        json("wrong type", "7"),
        json("wrong type", "\"text\""),
        json("unknown members", "{\"no\":{\"such\":[\"member\"]}}"),
        ("body that is not UTF-8", Some(JSON), b"{\"a\":\"\xFF\"}".to_vec()),
        ("deep nesting", Some(JSON), "[".repeat(10_000).into_bytes()),
        ("oversize body", Some(JSON), [&b"\""[..], &vec![b'a'; OVERSIZE], b"\""].concat()),
    ]
}

/// Collects the responses of one run.
pub(super) struct Run {
    rules: Rules,
    report: Report,
    /// The reference responses of the current target.
    references: HashMap<Expectation, (u16, String)>,
}

impl Run {
    pub(super) fn new(policy: &'static Policy) -> Self {
        Self { rules: Rules::of(policy), report: Report::default(), references: HashMap::new() }
    }

    /// Checks the response to a probe.
    pub(super) fn add(&mut self, probe: &Probe, response: Option<&Response>) {
        self.report.requests += 1;
        let reasons = match response {
            None if probe.may_be_dropped() => Vec::new(),
            None => vec!["there is no response".to_owned()],
            Some(response) => self.violations(probe, response),
        };
        if !reasons.is_empty() {
            let response = response.map_or_else(String::new, ToString::to_string);
            self.report.violations.push(Violation { request: probe.to_string(), response, reasons });
        }
    }

    pub(super) fn finish(self) -> Report {
        self.report
    }

    pub(super) fn is_empty(&self) -> bool {
        self.report.requests == 0
    }

    fn violations(&mut self, probe: &Probe, response: &Response) -> Vec<String> {
        let mut reasons = Vec::new();
        if response.status >= 400 {
            self.report.errors += 1;
            reasons = match probe.method {
                "HEAD" => check::head(response).err(),
                _ => check::envelope(response, &self.rules).err(),
            }
            .unwrap_or_default();
        }
        if probe.expectation == Expectation::Contract {
            return reasons;
        }
        // Some services repeat the path in the body.
        let body = String::from_utf8_lossy(&response.body).replace(&probe.path, "");
        let summary = (response.status, body);
        if probe.expectation == Expectation::Handler {
            reasons.extend(self.unreached(&summary).map(str::to_owned));
        } else {
            self.references.insert(probe.expectation.clone(), summary);
        }
        reasons
    }

    fn unreached(&self, summary: &(u16, String)) -> Option<&'static str> {
        let is_same = |reference| self.references.get(&reference) == Some(summary);
        if matches!(summary.0, 401 | 403) {
            Some("no extractor was reached: the request is refused; `Probes::header` sets a token")
        } else if is_same(Expectation::UnknownPath) {
            Some("no handler was reached: an unknown path has the same response")
        } else if is_same(Expectation::UnknownMethod) {
            Some("no handler was reached: an unknown method has the same response")
        } else {
            None
        }
    }
}
