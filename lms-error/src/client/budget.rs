//! The bound on retries that all calls of a client share.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::Relaxed},
};

/// A bound on the retries of many calls, so that an outage of the service does not multiply the load on it.
///
/// Each call deposits a part of a retry, and each retry takes a whole one out. With the default of a fifth,
/// `n` calls cause at most `n / 5 + 10` retries, however many of them fail; at most 100 retries are saved up. A clone
/// shares the balance.
///
/// ```
/// use lms_error::client::Budget;
///
/// let budget = Budget::default();
/// let same = budget.clone();
/// assert_eq!(same.retries_left(), 10);
/// ```
#[derive(Clone, Debug)]
pub struct Budget(Arc<Account>);

#[derive(Debug)]
struct Account {
    /// In thousandths of a retry.
    balance: AtomicU32,
    deposit: u32,
}

const RETRY: u32 = 1_000;
/// The first balance: a client with few calls can retry, too.
const FIRST: u32 = 10 * RETRY;
/// The largest balance: enough for all calls that a restart of the service breaks, and too little for a storm.
const MOST: u32 = 100 * RETRY;

impl Budget {
    /// Creates a budget in which retries add at most `share` of the calls to the load: `0.2` for a fifth. A share
    /// below 0, or not a number, counts as 0, one above 1 as 1.
    #[must_use]
    pub fn new(share: f64) -> Self {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the product is between 0 and 1,000"
        )]
        let deposit = (share.clamp(0.0, 1.0) * f64::from(RETRY)) as u32;
        Self(Arc::new(Account { balance: AtomicU32::new(FIRST), deposit }))
    }

    /// Returns the number of retries that are possible now, from 0 to 100.
    #[must_use]
    pub fn retries_left(&self) -> u32 {
        self.0.balance.load(Relaxed) / RETRY
    }

    /// Adds the share of one call.
    pub(super) fn deposit(&self) {
        let add = |balance: u32| Some((balance + self.0.deposit).min(MOST));
        // The closure never returns `None`.
        let _ = self.0.balance.fetch_update(Relaxed, Relaxed, add);
    }

    /// Takes one retry out, if there is one.
    pub(super) fn withdraw(&self) -> bool {
        self.0.balance.fetch_update(Relaxed, Relaxed, |balance| balance.checked_sub(RETRY)).is_ok()
    }
}

impl Default for Budget {
    /// Creates a budget of a fifth of the calls.
    fn default() -> Self {
        Self::new(0.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_at_most_a_fifth_of_the_calls_and_ten() {
        let budget = Budget::default();
        let mut retries = 0;
        for _ in 0..1_000 {
            budget.deposit();
            // Three retries for each call, as an outage would cause.
            retries += (0..3).filter(|_| budget.withdraw()).count();
        }
        assert_eq!(retries, 210);
    }

    #[test]
    fn at_most_a_hundred_retries_are_saved_up() {
        let budget = Budget::default();
        (0..10_000).for_each(|_| budget.deposit());
        assert_eq!((0..1_000).filter(|_| budget.withdraw()).count(), 100);
    }

    #[test]
    fn a_share_of_zero_or_none_leaves_the_reserve() {
        for share in [0.0, -1.0, f64::NAN] {
            let budget = Budget::new(share);
            budget.deposit();
            assert_eq!((0..20).filter(|_| budget.withdraw()).count(), 10, "{share}");
        }
    }
}
