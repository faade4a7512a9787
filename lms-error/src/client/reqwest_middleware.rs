//! reqwest-middleware: the rules as a middleware.

use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next, Result};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::{Attempts, Budget, Idempotency, Outcome, blocking::DRAINED};

/// The rules as a middleware of [`reqwest_middleware`].
///
/// It decides by status and headers, and reads the body of a failed attempt up to 64 KiB during the pause, so that the
/// connection is used again. A request whose body is a stream is sent once. Its timers need a tokio runtime.
///
/// The client must not follow redirects, see [`Outcome::NOT_SENT`].
///
/// ```
/// use lms_error::client::{Budget, Idempotency, RetryMiddleware};
///
/// let retry = RetryMiddleware::new(&Budget::default(), |request| Idempotency::of(request.method(), request.headers()));
/// let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let client = reqwest_middleware::ClientBuilder::new(client).with(retry).build();
/// # Ok::<(), reqwest::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct RetryMiddleware<I> {
    budget: Budget,
    idempotency: I,
    has_jitter: bool,
}

impl<I: Fn(&Request) -> Idempotency> RetryMiddleware<I> {
    /// Creates the middleware for all calls of a client. `idempotency` looks at each request.
    pub fn new(budget: &Budget, idempotency: I) -> Self {
        Self { budget: budget.clone(), idempotency, has_jitter: true }
    }

    /// Waits exactly as long as the rules say, as [`Attempts::without_jitter`] does.
    #[must_use]
    pub fn without_jitter(mut self) -> Self {
        self.has_jitter = false;
        self
    }
}

#[async_trait::async_trait]
impl<I: Fn(&Request) -> Idempotency + Send + Sync + 'static> Middleware for RetryMiddleware<I> {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let mut attempts = Attempts::new((self.idempotency)(&request), &self.budget);
        if !self.has_jitter {
            attempts = attempts.without_jitter();
        }
        loop {
            let copy = request.try_clone();
            let result = next.clone().run(request, extensions).await;
            let outcome = match &result {
                Ok(response) => Outcome::response(response.status(), response.headers()),
                Err(Error::Reqwest(error)) => Outcome::from(error),
                // A middleware failed, before or after the request was sent.
                Err(Error::Middleware(_)) => Outcome::UNANSWERED,
            };
            let Some(copy) = copy else { return result };
            let Ok(pause) = attempts.after(outcome, None) else { return result };
            let next_attempt = Instant::now() + pause;
            if let Ok(response) = result {
                // A body that arrives slowly does not delay the next attempt.
                let _ = timeout_at(next_attempt, drain(response)).await;
            }
            sleep_until(next_attempt).await;
            request = copy;
        }
    }
}

async fn drain(mut response: Response) {
    let mut read = 0;
    // A body that breaks off costs its connection and nothing else.
    while let Ok(Some(chunk)) = response.chunk().await {
        read += chunk.len();
        if read > DRAINED {
            return;
        }
    }
}
