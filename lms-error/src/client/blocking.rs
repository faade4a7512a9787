//! The plain loop for blocking clients, ureq for one.

use std::{
    io::{self, Read},
    thread,
    time::Duration,
};

use http::Response;

use super::{Attempts, Outcome};

/// The part of a failed attempt's body that is read, so that its connection can be used again.
pub(super) const DRAINED: usize = 64 * 1024;

impl Attempts {
    /// Sends a request until it succeeds or the rules stop it, and returns the last result. `send` is called for each
    /// attempt; `failure` distinguishes a connection that failed from one that broke later. For ureq, write the match of
    /// the example; for a client whose errors give their sources, [`|error| Outcome::of_error(error)`](Outcome::of_error).
    ///
    /// It blocks the thread, for the pauses too. The body of a failed attempt is read up to 64 KiB and dropped, so the
    /// client needs a time-out for bodies. It must not follow redirects, see [`Outcome::NOT_SENT`].
    ///
    /// ```
    /// use std::time::Duration;
    /// use lms_error::client::{Attempts, Budget, Idempotency, Outcome};
    ///
    /// # let url = "http://127.0.0.1:9/v1/customers/7";
    /// let config = ureq::Agent::config_builder()
    ///     .http_status_as_error(false)
    ///     .max_redirects(0)
    ///     .timeout_per_call(Some(Duration::from_secs(30)));
    /// let agent = ureq::Agent::new_with_config(config.build());
    /// let attempts = Attempts::new(Idempotency::Safe, &Budget::default());
    /// # let attempts = attempts.first_pause(Duration::ZERO);
    /// let response = attempts.run(
    ///     || agent.get(url).call().map(|response| response.map(ureq::Body::into_reader)),
    ///     |error| match error {
    ///         ureq::Error::HostNotFound
    ///         | ureq::Error::ConnectionFailed
    ///         | ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => Outcome::NOT_SENT,
    ///         ureq::Error::Io(error) => Outcome::of_error(error),
    ///         _ => Outcome::UNANSWERED,
    ///     },
    /// );
    /// # assert!(response.is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// The error of the last attempt.
    pub fn run<B: Read, E>(
        self,
        send: impl FnMut() -> Result<Response<B>, E>,
        failure: impl Fn(&E) -> Outcome,
    ) -> Result<Response<B>, E> {
        self.run_with(send, failure, thread::sleep)
    }

    /// Does the same as [`run`](Self::run) with another way to wait: one that shows the progress, say, or that a test
    /// can look at.
    ///
    /// # Errors
    ///
    /// The error of the last attempt.
    pub fn run_with<B: Read, E>(
        mut self,
        mut send: impl FnMut() -> Result<Response<B>, E>,
        failure: impl Fn(&E) -> Outcome,
        mut wait: impl FnMut(Duration),
    ) -> Result<Response<B>, E> {
        loop {
            let result = send();
            let outcome = match &result {
                Ok(response) => Outcome::from(response),
                Err(error) => failure(error),
            };
            let Ok(pause) = self.after(outcome, None) else { return result };
            if let Ok(response) = result {
                drain(response.into_body());
            }
            wait(pause);
        }
    }
}

fn drain(body: impl Read) {
    // A body that breaks off costs its connection and nothing else.
    let _ = io::copy(&mut body.take(DRAINED as u64), &mut io::sink());
}
