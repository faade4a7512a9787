//! The event of a response: recorded when an error becomes a response, emitted when that is sent.

#[cfg(feature = "tracing")]
mod record;

use std::fmt;
#[cfg(feature = "tracing")]
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

#[cfg(feature = "tracing")]
use self::record::{Record, is_enabled};
#[cfg(feature = "tracing")]
use crate::Level;
use crate::{Code, LmsError, Policy, render::Details};

/// Facts that a catch-all knows of a response that it replaces.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "only catch-alls have it, and only events show it")]
pub(crate) struct Diagnosis<'a> {
    /// The cause, for `error.message`.
    pub(crate) message: fmt::Arguments<'a>,
    /// The route that the request matched, for `http.route`.
    pub(crate) route: Option<&'a str>,
    /// The beginning of the body that is replaced, for `error.body`. It is cut at 4 KiB.
    pub(crate) body: Option<&'a [u8]>,
}

/// The event of a response. Copies of a response of one error share it, so that it is emitted once.
#[derive(Debug)]
pub(super) struct Event {
    code: Code,
    #[cfg(feature = "tracing")]
    level: Level,
    #[cfg(feature = "tracing")]
    is_emitted: AtomicBool,
    /// `None` for a standard response, and if no subscriber was interested when the response was made.
    #[cfg(feature = "tracing")]
    record: Option<Arc<Record>>,
}

impl Event {
    /// Creates an event that has nothing but a code to report.
    #[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "only events have a level"))]
    pub(super) fn new(code: Code, policy: &Policy) -> Self {
        Self {
            code,
            #[cfg(feature = "tracing")]
            level: policy.level_of(code),
            #[cfg(feature = "tracing")]
            is_emitted: AtomicBool::new(false),
            #[cfg(feature = "tracing")]
            record: None,
        }
    }

    pub(super) fn code(&self) -> Code {
        self.code
    }
}

#[cfg(feature = "tracing")]
impl Event {
    /// Returns true if a subscriber is interested in events of this code.
    pub(super) fn is_enabled(policy: &Policy, code: Code) -> bool {
        is_enabled(policy.level_of(code))
    }

    /// Records the event of an error in the current span.
    pub(super) fn of<E: LmsError + ?Sized>(error: &E, code: Code, policy: &Policy, details: Details) -> Self {
        Self { record: Some(Arc::new(Record::of(error, policy, details))), ..Self::new(code, policy) }
    }

    /// Records the event of a field list without an error.
    pub(super) fn of_fields(policy: &Policy, details: Details) -> Self {
        let record = Some(Arc::new(Record::of_fields(details)));
        Self { record, ..Self::new(Code::InvalidArgument, policy) }
    }

    /// Adds the diagnosis of a catch-all.
    pub(super) fn diagnose(&mut self, diagnosis: &Diagnosis<'_>) {
        if is_enabled(self.level) {
            let record = self.record.get_or_insert_with(|| Arc::new(Record::in_current_span()));
            *record = Arc::new(record.diagnosed(diagnosis));
        }
    }

    /// Emits the event, unless it was emitted before.
    pub(super) fn emit(&self) {
        let is_emitted = self.record.as_ref().map_or(&self.is_emitted, |record| &record.is_emitted);
        if !is_emitted.swap(true, Ordering::Relaxed) {
            record::emit(self.level, self.code, self.record.as_deref());
        }
    }
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "the same interface as with the feature")]
impl Event {
    pub(super) fn is_enabled(_: &Policy, _: Code) -> bool {
        false
    }

    pub(super) fn of<E: LmsError + ?Sized>(_: &E, code: Code, policy: &Policy, _: Details) -> Self {
        Self::new(code, policy)
    }

    pub(super) fn of_fields(policy: &Policy, _: Details) -> Self {
        Self::new(Code::InvalidArgument, policy)
    }

    pub(super) fn diagnose(&mut self, _: &Diagnosis<'_>) {}

    pub(super) fn emit(&self) {}
}

impl Clone for Event {
    fn clone(&self) -> Self {
        Self {
            code: self.code,
            #[cfg(feature = "tracing")]
            level: self.level,
            #[cfg(feature = "tracing")]
            is_emitted: AtomicBool::new(self.is_emitted.load(Ordering::Relaxed)),
            #[cfg(feature = "tracing")]
            record: self.record.clone(),
        }
    }
}
