//! The content of an event, and its emission through `tracing`.

use std::{
    borrow::Cow,
    error::Error,
    fmt::{Display, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::AtomicBool,
};

use tracing::Span;

use super::Diagnosis;
use crate::{Code, Level, LmsError, Policy, error::Variant, render::Details};

/// The content of an event. Its texts are strings, which subscribers escape: a line break in one does not forge a line
/// of the log.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) is_emitted: AtomicBool,
    /// The span that the response was made in. Asserted unwind-safe, so that the feature does not change the auto traits of the response.
    span: AssertUnwindSafe<Span>,
    variant: Option<Variant>,
    message: Option<String>,
    sources: Option<String>,
    fields: Option<Cow<'static, str>>,
    withheld: Option<Cow<'static, str>>,
    route: Option<String>,
    body: Option<String>,
}

impl Record {
    pub(super) fn in_current_span() -> Self {
        Self {
            is_emitted: AtomicBool::new(false),
            span: AssertUnwindSafe(Span::current()),
            variant: None,
            message: None,
            sources: None,
            fields: None,
            withheld: None,
            route: None,
            body: None,
        }
    }

    pub(super) fn of<E: LmsError + ?Sized>(error: &E, policy: &Policy, details: Details) -> Self {
        // The text of a report quotes the request; the list that was made of it does not.
        let shows_text = !details.quotes_request || policy.logs_request_values();
        let message = shows_text.then(|| text(&format_args!("{error}")));
        // A `source` by hand may panic.
        let sources = catch_unwind(AssertUnwindSafe(|| sources(error.source(), message.as_deref()?)));
        let sources = sources.ok().flatten();
        Self { variant: Some(error.__variant()), message, sources, ..Self::of_fields(details) }
    }

    pub(super) fn of_fields(details: Details) -> Self {
        Self { fields: details.fields, withheld: details.withheld, ..Self::in_current_span() }
    }

    /// Returns the record with the diagnosis of a catch-all. It is emitted on its own.
    pub(super) fn diagnosed(&self, diagnosis: &Diagnosis<'_>) -> Self {
        Self {
            is_emitted: AtomicBool::new(false),
            span: AssertUnwindSafe(self.span.clone()),
            variant: self.variant,
            message: Some(diagnosis.message.to_string()),
            sources: self.sources.clone(),
            fields: self.fields.clone(),
            withheld: self.withheld.clone(),
            route: diagnosis.route.map(str::to_owned),
            body: diagnosis.body.map(beginning),
        }
    }
}

/// Calls the macro with the arguments and the level of `tracing` that is equal to `$level`; calls `$off` for `Off`.
macro_rules! with_level {
    ($level:expr, $off:expr, $macro:ident!($($arguments:tt)*)) => {
        match $level {
            Level::Off => $off,
            Level::Trace => tracing::$macro!(target: "lms_error", tracing::Level::TRACE, $($arguments)*),
            Level::Debug => tracing::$macro!(target: "lms_error", tracing::Level::DEBUG, $($arguments)*),
            Level::Info => tracing::$macro!(target: "lms_error", tracing::Level::INFO, $($arguments)*),
            Level::Warn => tracing::$macro!(target: "lms_error", tracing::Level::WARN, $($arguments)*),
            Level::Error => tracing::$macro!(target: "lms_error", tracing::Level::ERROR, $($arguments)*),
        }
    };
}

/// Returns true if a subscriber is interested in events of this level.
pub(super) fn is_enabled(level: Level) -> bool {
    with_level!(
        level,
        false,
        event_enabled!(
            error.type,
            http.response.status_code,
            error.variant,
            error.message,
            error.sources,
            error.fields,
            error.withheld,
            http.route,
            error.body
        )
    )
}

/// Emits an event in the span that it was recorded in, and one without a record in the current span.
pub(super) fn emit(level: Level, code: Code, record: Option<&Record>) {
    let emit = || {
        with_level!(
            level,
            (),
            event!(
                error.type = code.as_str(),
                http.response.status_code = code.status().as_u16(),
                error.variant = record.and_then(|record| record.variant).map(name).as_deref(),
                error.message = record.and_then(|record| record.message.as_deref()),
                error.sources = record.and_then(|record| record.sources.as_deref()),
                error.fields = record.and_then(|record| record.fields.as_deref()),
                error.withheld = record.and_then(|record| record.withheld.as_deref()),
                http.route = record.and_then(|record| record.route.as_deref()),
                error.body = record.and_then(|record| record.body.as_deref()),
                "error response",
            )
        );
    };
    match record.map(|record| &record.span.0).filter(|span| !span.is_none()) {
        // Entered, and not only named as the parent: filters look at the entered spans.
        Some(span) => span.in_scope(emit),
        None => emit(),
    }
}

/// Returns `module::Type::Variant`.
fn name(variant: Variant) -> Cow<'static, str> {
    match variant {
        Variant { type_name, name: "" } => type_name.into(),
        Variant { type_name, name } => format!("{type_name}::{name}").into(),
    }
}

/// Formats as much of the text as can be written. A `Display` that fails or panics is not passed on.
fn text(of: &dyn Display) -> String {
    let mut text = String::new();
    match catch_unwind(AssertUnwindSafe(|| write!(text, "{of}"))) {
        Ok(Ok(())) => {}
        Ok(Err(_)) => text.push_str("(its Display fails)"),
        Err(_) => text.push_str("(its Display panics)"),
    }
    text
}

/// Joins the texts of the sources, from the nearest to the root. Many errors repeat the text of their source in their
/// own; it is not repeated again.
fn sources(nearest: Option<&(dyn Error + 'static)>, message: &str) -> Option<String> {
    // A longer chain leads back to itself.
    const MAX: usize = 128;
    let mut sources = String::new();
    let mut previous: Cow<'_, str> = message.into();
    let chain = std::iter::successors(nearest, |&error| error.source());
    for source in chain.take(MAX) {
        let text = text(&source);
        if !previous.contains(&text) {
            let separator = if sources.is_empty() { "" } else { ": " };
            sources.extend([separator, &text]);
        }
        previous = text.into();
    }
    Some(sources).filter(|sources| !sources.is_empty())
}

/// Returns the beginning of a body as text.
fn beginning(body: &[u8]) -> String {
    const MAX: usize = 4096;
    String::from_utf8_lossy(&body[..body.len().min(MAX)]).into_owned()
}
