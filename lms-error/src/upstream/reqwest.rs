//! Calls through reqwest. Its features, TLS among them, are the user's choice.

use std::{error::Error as StdError, iter, time::Instant};

use ::reqwest::{Error, RequestBuilder, Response};
use http::HeaderMap;
use serde_core::de::DeserializeOwned;

use super::{Upstream, UpstreamError, dialect::MAX_BODY_BYTES};

impl Upstream {
    /// Sends a request and returns the response if it is a success. Of the body of an error, 64 KiB are read.
    ///
    /// # Errors
    ///
    /// The error that the response is, or that there is none.
    ///
    /// ```no_run
    /// # use lms_error::upstream::{Upstream, UpstreamError};
    /// # static CORE: Upstream = Upstream::FINERACT;
    /// # async fn delete(http: reqwest::Client) -> Result<(), UpstreamError> {
    /// CORE.send(http.delete("https://core.internal/api/v1/clients/7")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send(&self, request: RequestBuilder) -> Result<Response, UpstreamError> {
        let started = Instant::now();
        let sent = request.send().await;
        let mut response =
            sent.map_err(|error| UpstreamError::from(error).with_duration(started.elapsed()))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let mut body = Vec::new();
        // The received part of a body that breaks off may be enough.
        while let Ok(Some(chunk)) = response.chunk().await {
            body.extend_from_slice(&chunk);
            if body.len() >= MAX_BODY_BYTES {
                break;
            }
        }
        let error = self.read(response.status(), response.headers(), body);
        Err(error.with_url(response.url().as_str()).with_duration(started.elapsed()))
    }

    /// Sends a request and reads the body of a success as a `T`. A `T` can have any size.
    ///
    /// # Errors
    ///
    /// The error that the response is, that there is none, or that a success is not a `T`.
    ///
    /// ```no_run
    /// # use lms_error::upstream::{Upstream, UpstreamError};
    /// # static CORE: Upstream = Upstream::FINERACT;
    /// # #[derive(serde::Deserialize)]
    /// # struct Customer;
    /// # async fn get(http: reqwest::Client) -> Result<Customer, UpstreamError> {
    /// let customer: Customer = CORE.json(http.get("https://core.internal/api/v1/clients/7")).await?;
    /// # Ok(customer)
    /// # }
    /// ```
    pub async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, UpstreamError> {
        let started = Instant::now();
        let response = self.send(request).await?;
        let (status, headers, url) = (response.status(), response.headers().clone(), response.url().clone());
        let result = match response.bytes().await {
            Ok(body) => self.decode(status, &headers, body),
            Err(error) => Err(UpstreamError::from(error)),
        };
        result.map_err(|error| error.with_url(url.as_str()).with_duration(started.elapsed()))
    }
}

/// `unavailable` if there was no response or if it broke off, by the status if there was one, and `internal` for what
/// the service did wrong: a URL that is none, or a `T` that is not what the upstream sends.
impl From<Error> for UpstreamError {
    fn from(error: Error) -> Self {
        let url = error.url().cloned();
        let error = error.without_url();
        let failed = if error.is_timeout() {
            Self::no_response(error).with_detail("it timed out")
        } else if error.is_connect() {
            Self::no_response(error).with_detail("the connection failed")
        } else if let Some(status) = error.status() {
            Upstream::FINERACT.read(status, &HeaderMap::new(), [])
        } else if error.is_builder() || error.is_redirect() || error.is_upgrade() || is_json(&error) {
            Self::unreadable(error)
        } else {
            Self::no_response(error).with_detail("the connection broke")
        };
        match url {
            Some(url) => failed.with_url(url.as_str()),
            None => failed,
        }
    }
}

/// Returns true if a body is not the JSON that was expected: reqwest files that with connections that broke.
fn is_json(error: &Error) -> bool {
    iter::successors(error.source(), |&error| error.source()).any(<dyn StdError>::is::<serde_json::Error>)
}
