//! The state of one call: how often it was tried, and whether it may be tried again.

use std::{error::Error, fmt, time::Duration};

use http::{HeaderMap, Method};

use super::{
    Budget,
    outcome::{Kind, Outcome},
};
use crate::Retry;

/// A property of a request that decides whether it may be sent twice. There is no default: the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// Sent twice, it has the effect of one: GET, HEAD, PUT, DELETE, and whatever else the caller declares to be so.
    Safe,
    /// The request has an `Idempotency-Key`, and each attempt has the same one.
    Keyed,
    /// Sent twice, it may take effect twice. It is sent again only after a connection that failed.
    Unsafe,
}

impl Idempotency {
    /// Reads the property off a request: [`Safe`](Self::Safe) by its method, [`Keyed`](Self::Keyed) if it has an
    /// `idempotency-key`, else [`Unsafe`](Self::Unsafe).
    ///
    /// ```
    /// use http::{HeaderMap, Method};
    /// use lms_error::client::Idempotency;
    ///
    /// assert_eq!(Idempotency::of(&Method::GET, &HeaderMap::new()), Idempotency::Safe);
    /// assert_eq!(Idempotency::of(&Method::POST, &HeaderMap::new()), Idempotency::Unsafe);
    /// ```
    #[must_use]
    pub fn of(method: &Method, headers: &HeaderMap) -> Self {
        if method.is_idempotent() {
            Self::Safe
        } else if headers.contains_key("idempotency-key") {
            Self::Keyed
        } else {
            Self::Unsafe
        }
    }
}

/// The attempts of one call, by the contract's retry table.
///
/// ```
/// use std::time::Duration;
/// use http::{HeaderMap, StatusCode};
/// use lms_error::client::{Attempts, Budget, Idempotency, Outcome, Stop};
///
/// let budget = Budget::default(); // one for all calls to a service
/// let mut attempts = Attempts::new(Idempotency::Safe, &budget);
///
/// let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, "30".parse()?)]);
/// let unavailable = Outcome::response(StatusCode::SERVICE_UNAVAILABLE, &headers);
/// assert!(attempts.after(unavailable, None)? >= Duration::from_secs(30));
///
/// let missing = Outcome::response(StatusCode::NOT_FOUND, &HeaderMap::new());
/// assert_eq!(attempts.after(missing, None), Err(Stop::Never));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The rules:
///
/// * `never` stops.
/// * `once` allows one more attempt in this call, whatever its result.
/// * `backoff` allows more, after the longer of the engine's pause and `Retry-After`. A `Retry-After` of more
///   than 120 s stops: an earlier attempt would break it, and the caller should not wait so long.
/// * A request that is [`Unsafe`](Idempotency::Unsafe) is repeated only if the connection failed.
/// * A response that was stored for the idempotency key stops: the next one would be the same.
/// * There are at most four attempts in all, and the [`Budget`] must have a retry left.
#[derive(Clone, Debug)]
pub struct Attempts {
    idempotency: Idempotency,
    budget: Budget,
    first_pause: Duration,
    has_jitter: bool,
    made: u32,
    /// True once the single retry after an `internal` error has begun.
    is_last: bool,
}

/// The longest `Retry-After` that is waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
/// The most attempts of one call, the first one included.
const MOST_ATTEMPTS: u32 = 4;

impl Attempts {
    /// Begins a call, and counts it in the budget.
    #[must_use]
    pub fn new(idempotency: Idempotency, budget: &Budget) -> Self {
        budget.deposit();
        Self {
            idempotency,
            budget: budget.clone(),
            first_pause: Duration::from_millis(500),
            has_jitter: true,
            made: 0,
            is_last: false,
        }
    }

    /// Sets the pause before the second attempt, half a second by default; it doubles with each further one. An engine
    /// that brings a schedule of its own does not use it.
    #[must_use]
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause.min(LONGEST_WAIT);
        self
    }

    /// Waits exactly as long as the rules say. By default up to a quarter is added at random, so that the clients of a
    /// service that was down do not all come back at once.
    #[must_use]
    pub fn without_jitter(mut self) -> Self {
        self.has_jitter = false;
        self
    }

    /// Returns the number of attempts whose outcome is known.
    #[must_use]
    pub fn made(&self) -> u32 {
        self.made
    }

    /// Decides after an attempt: how long to wait before the next one, or why there is none. `proposed` is the pause
    /// of an engine that has a schedule of its own.
    ///
    /// # Errors
    ///
    /// The reason to stop, which is [`Stop::Success`] after a success.
    pub fn after(&mut self, outcome: Outcome, proposed: Option<Duration>) -> Result<Duration, Stop> {
        self.made = self.made.saturating_add(1);
        let retry = match outcome.kind {
            Kind::Success => return Err(Stop::Success),
            Kind::Failure(retry) => retry,
            Kind::NotSent | Kind::Unanswered => Retry::Backoff,
        };
        if retry == Retry::Never {
            return Err(Stop::Never);
        }
        if self.is_last || self.made >= MOST_ATTEMPTS {
            return Err(Stop::Attempts);
        }
        if outcome.is_replayed {
            return Err(Stop::Replayed);
        }
        if self.idempotency == Idempotency::Unsafe && outcome.kind != Kind::NotSent {
            return Err(Stop::Unsafe);
        }
        let retry_after = outcome.retry_after.unwrap_or_default();
        if retry_after > LONGEST_WAIT {
            return Err(Stop::RetryAfter(retry_after));
        }
        if !self.budget.withdraw() {
            return Err(Stop::Budget);
        }
        self.is_last = retry == Retry::Once;
        Ok(self.pause(retry_after, proposed))
    }

    fn pause(&self, retry_after: Duration, proposed: Option<Duration>) -> Duration {
        match proposed {
            // The engine's own pause has its own jitter.
            Some(pause) if pause >= retry_after => pause,
            Some(_) => self.jittered(retry_after),
            None => self.jittered(retry_after.max(self.first_pause * 2_u32.pow(self.made - 1))),
        }
    }

    fn jittered(&self, pause: Duration) -> Duration {
        if self.has_jitter { pause.mul_f64(1.0 + fastrand::f64() / 4.0) } else { pause }
    }
}

/// The reason why there is no further attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// The attempt succeeded.
    Success,
    /// The code's retry rule is `never`: the same request would fail again.
    Never,
    /// The attempts of this call are used up: four, or the one after an `internal` error.
    Attempts,
    /// The response was stored for the idempotency key.
    Replayed,
    /// The request is [`Unsafe`](Idempotency::Unsafe), and the service may have seen it.
    Unsafe,
    /// The service asks for a longer pause than 120 s.
    RetryAfter(Duration),
    /// The [`Budget`] has no retry left.
    Budget,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Success => "the attempt succeeded",
            Self::Never => "the same request would fail again",
            Self::Attempts => "the attempts of this call are used up",
            Self::Replayed => "the response was stored for the idempotency key",
            Self::Unsafe => "the request has no idempotency key, and the service may have seen it",
            Self::RetryAfter(pause) => {
                return write!(f, "the service asks for a pause of {} s", pause.as_secs());
            }
            Self::Budget => "too many calls to the service are being repeated",
        })
    }
}

impl Error for Stop {}
