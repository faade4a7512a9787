//! backon: the rules as an adjustment of its schedule.

use std::time::Duration;

use super::{Attempts, Outcome};

impl Attempts {
    /// Returns the rules as a closure for backon's `adjust`. The schedule is backon's; the rules make a pause longer or
    /// end the attempts.
    ///
    /// ```
    /// use backon::{ExponentialBuilder, Retryable};
    /// use lms_error::client::{Attempts, Budget, Idempotency, PartnerError};
    ///
    /// # async fn get() -> Result<String, PartnerError> { Ok(String::new()) }
    /// # async fn call() -> Result<String, PartnerError> {
    /// # let budget = Budget::default();
    /// let attempts = Attempts::new(Idempotency::Safe, &budget);
    /// let customer = get.retry(ExponentialBuilder::default()).adjust(attempts.adjust()).await?;
    /// # Ok(customer)
    /// # }
    /// ```
    pub fn adjust<E>(mut self) -> impl FnMut(&E, Option<Duration>) -> Option<Duration>
    where
        for<'e> Outcome: From<&'e E>,
    {
        // Without a proposal the schedule has ended.
        move |error, proposed| self.after(Outcome::from(error), Some(proposed?)).ok()
    }
}
