//! tower: the rules as a `retry::Policy`.

use http::{Request, Response};
use tokio::time::{Sleep, sleep};
use tower::retry::Policy;

use super::{Attempts, Budget, Idempotency, Outcome};

/// The rules as a policy of [`tower::retry`].
///
/// It decides by status and headers, since a policy of tower's cannot read a body. Its timers need a tokio runtime.
/// The client below it must not follow redirects, see [`Outcome::NOT_SENT`].
///
/// ```
/// use lms_error::client::{Budget, Idempotency, Outcome, RetryPolicy};
/// use tower::{BoxError, ServiceBuilder};
///
/// # let client = tower::service_fn(|_: http::Request<String>| async {
/// #     Ok::<_, BoxError>(http::Response::new(String::new()))
/// # });
/// let policy = RetryPolicy::new(
///     &Budget::default(),
///     |request: &http::Request<String>| Idempotency::of(request.method(), request.headers()),
///     |error: &BoxError| Outcome::of_error(&**error),
/// );
/// let client = ServiceBuilder::new().retry(policy).service(client);
/// ```
#[derive(Clone, Debug)]
pub struct RetryPolicy<I, F> {
    budget: Budget,
    idempotency: I,
    failure: F,
    has_jitter: bool,
    attempts: Option<Attempts>,
}

impl<I, F> RetryPolicy<I, F> {
    /// Creates the policy for all calls of a client. `idempotency` looks at each request,
    /// [`Idempotency::of`] for instance; `failure` tells a connection that failed from one that broke later,
    /// [`Outcome::of_error`] for instance.
    pub fn new(budget: &Budget, idempotency: I, failure: F) -> Self {
        Self { budget: budget.clone(), idempotency, failure, has_jitter: true, attempts: None }
    }

    /// Waits exactly as long as the rules say, as [`Attempts::without_jitter`] does.
    #[must_use]
    pub fn without_jitter(mut self) -> Self {
        self.has_jitter = false;
        self
    }
}

impl<B, R, E, I, F> Policy<Request<B>, Response<R>, E> for RetryPolicy<I, F>
where
    B: Clone,
    I: Fn(&Request<B>) -> Idempotency,
    F: Fn(&E) -> Outcome,
{
    type Future = Sleep;

    fn retry(&mut self, _: &mut Request<B>, result: &mut Result<Response<R>, E>) -> Option<Sleep> {
        let outcome = match result {
            Ok(response) => Outcome::from(&*response),
            Err(error) => (self.failure)(error),
        };
        self.attempts.as_mut()?.after(outcome, None).ok().map(sleep)
    }

    fn clone_request(&mut self, request: &Request<B>) -> Option<Request<B>> {
        // tower asks the policy of the service before it clones it for the call, and the clone again before each
        // retry. An `Attempts` without an attempt is left from an earlier call.
        if self.attempts.as_ref().is_none_or(|attempts| attempts.made() == 0) {
            let attempts = Attempts::new((self.idempotency)(request), &self.budget);
            self.attempts = Some(if self.has_jitter { attempts } else { attempts.without_jitter() });
        }
        Some(request.clone())
    }
}
