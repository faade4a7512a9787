//! Whether a service keeps the contract where no handler of it has a say.
//!
//! A framework answers by itself what never reaches a handler: a path that nobody serves, a method or a content type
//! that nobody takes, a body that can't be read. [`Probes`] send such requests, and the [`Report`] names every answer
//! that a partner's client could not read, and what is wrong with it.

use std::{error::Error, fmt};

mod contract;
mod requests;
mod wire;

use requests::Probe;

/// The requests that a framework answers by itself, made of the paths of your service.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use axum::{Json, Router, body::Body, routing::post};
/// use lms_error::{testing::Probes, tower::EnvelopeLayer};
///
/// async fn create(Json(names): Json<Vec<String>>) {}
///
/// let app: Router = Router::new().route("/loans", post(create));
/// let probes = Probes::new().post("/loans").header("authorization", "Bearer token");
///
/// let report = probes.call::<_, Body, _>(app.clone()).await?;
/// assert!(!report.is_kept(), "axum answers in its own way");
///
/// probes.call::<_, Body, _>(app.layer(EnvelopeLayer::new())).await?.assert_kept();
/// # Ok(())
/// # }
/// # #[cfg(feature = "axum")]
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Probes {
    gets: Vec<String>,
    posts: Vec<String>,
    headers: Vec<(String, String)>,
}

impl Probes {
    /// Without a path of yours, only paths that nobody serves are asked for.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A path, with its query, that answers to GET: `/loans/1`, `/loans?limit=10`.
    #[must_use]
    pub fn get(mut self, path: impl Into<String>) -> Self {
        self.gets.push(path.into());
        self
    }

    /// A path that takes JSON by POST.
    #[must_use]
    pub fn post(mut self, path: impl Into<String>) -> Self {
        self.posts.push(path.into());
        self
    }

    /// A header of every request, such as the token without which all of them would be 401.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// What the answers were.
#[derive(Clone, Debug, Default)]
#[must_use = "it may hold breaches"]
pub struct Report {
    requests: usize,
    errors: usize,
    breaches: Vec<Breach>,
}

impl Report {
    /// How many requests were sent.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.requests
    }

    /// How many of them were answered with a 4xx or a 5xx.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The answers that break the contract.
    #[must_use]
    pub fn breaches(&self) -> &[Breach] {
        &self.breaches
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.breaches.is_empty()
    }

    /// For the last line of a test.
    ///
    /// # Panics
    ///
    /// With all the breaches, if there is one.
    pub fn assert_kept(&self) {
        assert!(self.is_kept(), "{self}");
    }

    fn add(&mut self, probe: &Probe, answer: Option<&wire::Answer>) {
        self.requests += 1;
        let how = match answer {
            None if probe.may_be_dropped() => Vec::new(),
            None => vec!["there is no answer".to_owned()],
            Some(answer) => {
                self.errors += usize::from(answer.status >= 400);
                contract::breaches(answer, probe.method == "HEAD")
            }
        };
        if !how.is_empty() {
            let (request, answer) = (probe.to_string(), answer.map_or_else(String::new, ToString::to_string));
            self.breaches.push(Breach { request, answer, how });
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, errors, breaches } = self;
        writeln!(f, "{requests} requests, {errors} error answers, {} break the contract", breaches.len())?;
        breaches.iter().try_for_each(|breach| writeln!(f, "{breach}"))
    }
}

/// An answer that breaks the contract.
#[derive(Clone, Debug)]
pub struct Breach {
    request: String,
    answer: String,
    how: Vec<String>,
}

impl Breach {
    /// What was asked.
    #[must_use]
    pub fn request(&self) -> &str {
        &self.request
    }

    /// What was answered: the status, the content type and the beginning of the body.
    #[must_use]
    pub fn answer(&self) -> &str {
        &self.answer
    }

    /// What is wrong with that.
    #[must_use]
    pub fn how(&self) -> &[String] {
        &self.how
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}\n  {}", self.request, self.answer, self.how.join("\n  "))
    }
}

/// Why no report could be made.
#[derive(Debug)]
pub struct Unreachable {
    address: String,
    source: Option<std::io::Error>,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.source {
            Some(_) => write!(f, "nobody answers at {}", self.address),
            None => write!(f, "`{}` is no address; it reads `http://127.0.0.1:8080`", self.address),
        }
    }
}

impl Error for Unreachable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as &(dyn Error + 'static))
    }
}
