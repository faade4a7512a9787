//! A partner's client of the customers API.
//!
//! [`Customers`] sends a request, repeats it by the contract's rules, and decodes what is left to the caller. It tells
//! an observer what it repeats and why.

#![forbid(unsafe_code)]

use std::{fmt, time::Duration};

use lms_error::client::{Attempts, Budget, Idempotency, Outcome, PartnerError, Stop};
use reqwest::{Client, Method, Request, Response, Url, redirect::Policy};
use serde_json::Value;

/// A client of one service. All its calls share a connection pool and a budget of retries.
pub struct Customers {
    http: Client,
    base: Url,
    token: String,
    budget: Budget,
}

/// The failure of a call, after all attempts.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The service responded with an error.
    #[error(transparent)]
    Partner(PartnerError),
    /// There was no response, or none that can be read.
    #[error("no response")]
    Http(#[from] reqwest::Error),
}

/// An attempt that failed, and what follows.
pub struct Failed<'a> {
    /// The number of attempts so far.
    pub attempts: u32,
    /// The failure.
    pub error: &'a CallError,
    /// The pause before the next attempt, or the reason why there is none.
    pub next: Result<Duration, Stop>,
}

impl fmt::Display for Failed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "attempt {}: {}; ", self.attempts, self.error)?;
        match self.next {
            Ok(pause) => write!(f, "trying again in {:.1} s", pause.as_secs_f64()),
            Err(stop) => write!(f, "giving up: {stop}"),
        }
    }
}

impl Customers {
    /// Creates a client of the service at this URL, `http://127.0.0.1:8080` for instance.
    ///
    /// # Errors
    ///
    /// reqwest cannot be set up.
    pub fn new(base: Url, token: &str) -> Result<Self, reqwest::Error> {
        let http = Client::builder()
            // The connection to a redirect's target may fail after the API has seen the request.
            .redirect(Policy::none())
            // A time-out of one attempt: it counts as a 503.
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self { http, base, token: token.to_owned(), budget: Budget::default() })
    }

    /// Reads a customer.
    ///
    /// # Errors
    ///
    /// The failure of the last attempt.
    pub async fn show(&self, id: u64, observer: impl Fn(Failed<'_>)) -> Result<Value, CallError> {
        self.call(Method::GET, &format!("/v1/customers/{id}"), None, observer).await
    }

    /// Creates a customer. The API takes no idempotency key, so the request is repeated only if no connection came
    /// about.
    ///
    /// # Errors
    ///
    /// The failure of the last attempt.
    pub async fn create(&self, new: &Value, observer: impl Fn(Failed<'_>)) -> Result<Value, CallError> {
        self.call(Method::POST, "/v1/customers", Some(new), observer).await
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        observer: impl Fn(Failed<'_>),
    ) -> Result<Value, CallError> {
        let mut attempts = None;
        loop {
            let request = self.request(method.clone(), path, body)?;
            let attempts = attempts.get_or_insert_with(|| {
                Attempts::new(Idempotency::of(request.method(), request.headers()), &self.budget)
            });
            let (error, outcome) = match self.attempt(request).await {
                Ok(value) => return Ok(value),
                Err(failure) => failure,
            };
            let next = attempts.after(outcome, None);
            observer(Failed { attempts: attempts.made(), error: &error, next });
            let Ok(pause) = next else { return Err(error) };
            tokio::time::sleep(pause).await;
        }
    }

    async fn attempt(&self, request: Request) -> Result<Value, (CallError, Outcome)> {
        let failure = |error| {
            let outcome = Outcome::from(&error);
            (CallError::Http(error), outcome)
        };
        let response = self.http.execute(request).await.map_err(failure)?;
        if response.status().is_success() {
            return response.json().await.map_err(failure);
        }
        Err(decode(response).await)
    }

    fn request(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Request, reqwest::Error> {
        let mut url = self.base.clone();
        url.set_path(path);
        let request = self.http.request(method, url).bearer_auth(&self.token);
        body.into_iter().fold(request, reqwest::RequestBuilder::json).build()
    }
}

/// Reads an error response; one whose body breaks off has its status.
async fn decode(response: Response) -> (CallError, Outcome) {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.unwrap_or_default();
    let error = PartnerError::decode(status, &headers, &body);
    let outcome = Outcome::from(&error);
    (CallError::Partner(error), outcome)
}
