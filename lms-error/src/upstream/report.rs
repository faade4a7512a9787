//! The result of reading a body, whatever its dialect.

use std::time::Duration;

use crate::Code;

/// The content of an error body, in the same form for every dialect.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Its codes for the failure, the most specific one first.
    pub(super) codes: Vec<String>,
    /// The code of the contract, where the body names one.
    pub(super) code: Option<Code>,
    /// The time to wait, where the body names one.
    pub(super) retry_after: Option<Duration>,
    /// The failure as a whole.
    pub(super) whole: Fault,
    /// The failure by fields, in order.
    pub(super) fields: Vec<Fault>,
    /// Texts for developers.
    pub(super) developer: Vec<String>,
}

/// One failure, or one field at fault.
#[derive(Debug, Default)]
pub(super) struct Fault {
    pub(super) code: Option<String>,
    /// The field, as the upstream names it.
    pub(super) parameter: Option<String>,
    /// The text for users.
    pub(super) text: Option<String>,
    /// The values in the text.
    pub(super) values: Vec<String>,
}
