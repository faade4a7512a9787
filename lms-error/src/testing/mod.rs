//! Checks that a service keeps the contract.
//!
//! [`Probes`] send requests that frameworks usually reject before a handler runs: unknown paths, other methods, other
//! content types, bodies that cannot be read. The [`Report`] lists each response that breaks the contract, and each path
//! of yours that no handler served, because a typo in a test would otherwise pass. [`assert_envelope`] checks a single
//! response of your own tests.

mod check;
mod probe;
mod report;
mod response;
mod service;
mod socket;

use http::{HeaderName, HeaderValue, Uri};

use crate::{Envelope, Policy, catalog::Catalog};
use check::Rules;
use response::Response;

pub use report::{ConnectError, Report, Violation};

/// Requests to your service that test whether every error response is an envelope.
///
/// Declare a path for each kind of handler. The probes of a path are malformed variants of its request, and requests
/// with other methods. Run them against a test instance: handlers for `POST`, `PUT`, `PATCH` and `DELETE` are called,
/// also those of a path that is declared with another method.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use axum::{Json, Router, routing::post};
/// use lms_error::{testing::Probes, tower::EnvelopeLayer};
///
/// async fn create(Json(names): Json<Vec<String>>) {}
///
/// let app: Router = Router::new().route("/loans", post(create));
/// let probes = Probes::new().post("/loans").header("authorization", "Bearer token");
///
/// let report = probes.call(app.clone()).await?;
/// assert!(!report.is_ok(), "axum rejects with bodies of its own");
///
/// probes.call(app.layer(EnvelopeLayer::new())).await?.assert_ok();
/// # Ok(())
/// # }
/// # #[cfg(feature = "axum")]
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
/// ```
///
/// A path that no handler serves is a violation, too:
///
/// ```
/// # #[cfg(feature = "axum")]
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use axum::{Router, routing::get};
/// use lms_error::{testing::Probes, tower::EnvelopeLayer};
///
/// let app: Router = Router::new().route("/loans", get(async || "[]")).layer(EnvelopeLayer::new());
/// let report = Probes::new().get("/laons").call(app).await?;
///
/// let violation = &report.violations()[0];
/// assert_eq!(violation.request(), "the path itself: GET /laons");
/// assert_eq!(violation.reasons(), ["no handler was reached: an unknown path has the same response"]);
/// # Ok(())
/// # }
/// # #[cfg(feature = "axum")]
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Probes {
    targets: Vec<Target>,
    headers: Vec<(String, String)>,
    policy: &'static Policy,
}

impl Default for Probes {
    fn default() -> Self {
        Self::new()
    }
}

/// A declared path and its method.
#[derive(Clone, Debug)]
struct Target {
    method: &'static str,
    path: String,
}

impl Probes {
    /// Creates probes that send requests to unknown paths only.
    #[must_use]
    pub fn new() -> Self {
        Self { targets: Vec::new(), headers: Vec::new(), policy: &Policy::LMS }
    }

    /// Expects the texts of this policy: its service's name, and nothing that its vocabulary would change.
    #[must_use]
    pub fn policy(mut self, policy: &'static Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Adds a path, with its query, that has a `GET` handler: `/loans/1`, `/loans?limit=10`.
    ///
    /// # Panics
    ///
    /// If it is not a path that begins with `/`.
    #[must_use]
    #[track_caller]
    pub fn get(self, path: impl Into<String>) -> Self {
        self.target("GET", path)
    }

    /// Adds a path that takes JSON by `POST`.
    ///
    /// # Panics
    ///
    /// If it is not a path that begins with `/`.
    #[must_use]
    #[track_caller]
    pub fn post(self, path: impl Into<String>) -> Self {
        self.target("POST", path)
    }

    /// Adds a path that takes JSON by `PUT`.
    ///
    /// # Panics
    ///
    /// If it is not a path that begins with `/`.
    #[must_use]
    #[track_caller]
    pub fn put(self, path: impl Into<String>) -> Self {
        self.target("PUT", path)
    }

    /// Adds a path that takes JSON by `PATCH`.
    ///
    /// # Panics
    ///
    /// If it is not a path that begins with `/`.
    #[must_use]
    #[track_caller]
    pub fn patch(self, path: impl Into<String>) -> Self {
        self.target("PATCH", path)
    }

    /// Adds a path that has a `DELETE` handler.
    ///
    /// # Panics
    ///
    /// If it is not a path that begins with `/`.
    #[must_use]
    #[track_caller]
    pub fn delete(self, path: impl Into<String>) -> Self {
        self.target("DELETE", path)
    }

    /// Adds a header to every request, such as a token without which every response would be a 401.
    ///
    /// # Panics
    ///
    /// If HTTP does not allow the name or the value.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        let is_valid = HeaderName::try_from(&name).is_ok() && HeaderValue::try_from(&value).is_ok();
        assert!(is_valid, "`{name}: {value}` is not a header");
        self.headers.push((name, value));
        self
    }

    #[track_caller]
    fn target(mut self, method: &'static str, path: impl Into<String>) -> Self {
        let path = path.into();
        assert!(
            path.starts_with('/') && path.is_ascii() && Uri::try_from(&path).is_ok(),
            "`{path}` is not a path: it begins with `/`, and other than ASCII is percent-encoded"
        );
        self.targets.push(Target { method, path });
        self
    }
}

/// Checks that a response is an error response of the contract, and returns its envelope.
///
/// It takes the parts that every HTTP client and every framework's test kit gives. The service may have any name; the
/// texts must be free of what [`Vocabulary::LMS`](crate::Vocabulary::LMS) changes. A service with its own [`Policy`] uses
/// [`assert_envelope_of`].
///
/// ```
/// use lms_error::{Code, testing::assert_envelope};
///
/// let body = br#"{"code":"not_found","message":"lms: status=404: Loan 9 does not exist"}"#;
/// let envelope = assert_envelope(404_u16, [("content-type", "application/json")], body);
/// assert_eq!(envelope.code, Code::NotFound);
/// ```
///
/// # Panics
///
/// If the status is below 400, or the response breaks the contract; the message lists the reasons.
#[track_caller]
pub fn assert_envelope<N: AsRef<str>, V: AsRef<[u8]>>(
    status: impl Into<u16>,
    headers: impl IntoIterator<Item = (N, V)>,
    body: impl AsRef<[u8]>,
) -> Envelope<'static> {
    assert(
        &Response::new(status.into(), headers, body.as_ref()),
        &Rules { policy: &Policy::LMS, service: None },
    )
}

/// Checks that a response is an error response of the contract under a policy, and returns its envelope.
///
/// ```
/// use lms_error::{Policy, Vocabulary, testing::assert_envelope_of};
///
/// static CARDS: Policy = Policy::LMS.service("cards");
///
/// let body = br#"{"code":"not_found","message":"cards: status=404: Card 9 does not exist"}"#;
/// assert_envelope_of(&CARDS, 404_u16, [("content-type", "application/json")], body);
/// ```
///
/// # Panics
///
/// As [`assert_envelope`], and if the message has the name of another service.
#[track_caller]
pub fn assert_envelope_of<N: AsRef<str>, V: AsRef<[u8]>>(
    policy: &'static Policy,
    status: impl Into<u16>,
    headers: impl IntoIterator<Item = (N, V)>,
    body: impl AsRef<[u8]>,
) -> Envelope<'static> {
    assert(&Response::new(status.into(), headers, body.as_ref()), &Rules::of(policy))
}

#[track_caller]
fn assert(response: &Response, rules: &Rules) -> Envelope<'static> {
    match check::envelope(response, rules) {
        Ok(envelope) => envelope,
        Err(reasons) => panic!("the response breaks the contract: {response}\n  {}", reasons.join("\n  ")),
    }
}

/// Checks that everything in a catalog is fit for partners: no text that is always withheld, no documentation with
/// internal words or links to items, no variant without documentation.
///
/// ```
/// # use lms_error::{LmsError, catalog, catalog::Catalog};
/// #[derive(Debug, thiserror::Error, LmsError)]
/// enum CustomerError {
///     /// No customer has that id.
///     #[error("Client with id {id} does not exist")]
///     #[lms(code = "not_found")]
///     NotFound { id: u64 },
/// }
///
/// static CATALOG: Catalog = catalog![CustomerError];
///
/// lms_error::testing::catalog(&CATALOG);
/// ```
///
/// # Panics
///
/// If there is a fault; the message lists all of them, each with its place. See [`Catalog::faults`].
#[track_caller]
pub fn catalog(catalog: &Catalog) {
    let faults = catalog.faults();
    assert!(faults.is_empty(), "{faults}");
}
