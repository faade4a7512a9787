//! A response as a client receives it.

use std::fmt;

#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Response {
    pub(super) fn new<N: AsRef<str>, V: AsRef<[u8]>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| {
            (name.as_ref().to_owned(), String::from_utf8_lossy(value.as_ref()).into_owned())
        });
        Self { status, headers: headers.collect(), body: body.into() }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The status, the content type and the beginning of the body.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 200;
        let body: String = String::from_utf8_lossy(&self.body).chars().take(SHOWN).collect();
        let content_type = self.header("content-type").unwrap_or("without content type");
        write!(f, "{} {content_type} {body:?}", self.status)
    }
}
