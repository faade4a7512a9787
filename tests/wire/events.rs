//! The log event of an error response has the details that only the operator may read.

use std::{
    fmt::{self, Write},
    sync::{Arc, LazyLock, Mutex},
};

use http::{Response, StatusCode};
use lms_error::{AsFieldErrors, Code, ErrorResponse, FieldError, FieldErrors, Level, LmsError, Policy};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    info_span,
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    registry::LookupSpan,
};

#[derive(Debug, thiserror::Error, LmsError)]
enum Failure {
    #[error("Client {0} is gone")]
    #[lms(code = "not_found")]
    Gone(u64),
    #[error("no route to jdbc:mysql://10.4.0.7")]
    #[lms(code = "aborted")]
    Withheld,
    #[error("ledger query failed")]
    #[lms(code = "internal")]
    Ledger(#[source] Query),
    #[error(transparent)]
    #[lms(transparent)]
    Inner(#[from] Maintenance),
}

#[derive(Debug, thiserror::Error)]
#[error("no connection")]
struct Query(#[source] std::io::Error);

#[derive(Debug, thiserror::Error, LmsError)]
#[error("core at 10.4.0.7 is down")]
#[lms(code = "unavailable")]
struct Maintenance;

/// A layer that keeps events as text, with the name of their span.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<Seen>>>);

#[derive(Clone, Debug, PartialEq)]
struct Seen {
    level: tracing::Level,
    target: String,
    span: Option<&'static str>,
    fields: String,
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{field}={value:?};").expect("writing to a String succeeds");
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Events {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().expect("no test panics while it holds the lock").push(Seen {
            level: *event.metadata().level(),
            target: event.metadata().target().to_owned(),
            span: context.event_span(event).map(|span| span.name()),
            fields: line.0,
        });
    }
}

/// Returns the events of the work.
fn events<R>(work: impl FnOnce() -> R) -> Vec<Seen> {
    // With a single subscriber in the process, tracing may cache that a thread without one is not interested.
    static ALWAYS: LazyLock<tracing::Dispatch> =
        LazyLock::new(|| tracing::Dispatch::new(tracing_subscriber::registry()));
    LazyLock::force(&ALWAYS);
    let events = Events::default();
    let subscriber = tracing_subscriber::registry().with(events.clone());
    drop(tracing::subscriber::with_default(subscriber, work));
    let seen = events.0.lock().expect("no test panics while it holds the lock");
    seen.clone()
}

fn send(response: impl Into<ErrorResponse>) -> Response<Vec<u8>> {
    response.into().into()
}

/// Returns the one event of the work.
#[track_caller]
fn event<R>(work: impl FnOnce() -> R) -> Seen {
    let mut events = events(work);
    assert_eq!(events.len(), 1, "{events:#?}");
    events.remove(0)
}

#[test]
fn looking_emits_nothing() {
    static CARDS: Policy = Policy::LMS.service("cards");
    let seen = events(|| {
        let error = Failure::Gone(7);
        let _ = (error.envelope(), CARDS.envelope(&error));
        let response = error.to_response();
        let _ = (response.body(), response.headers(), response.status(), response.to_string());
        let _ = (ErrorResponse::from(Code::Internal), CARDS.standard(Code::NotFound));
        let _ = ErrorResponse::from_status(StatusCode::GONE);
        drop(ErrorResponse::from(error));
    });
    assert_eq!(seen, []);
}

#[test]
fn sending_an_error_is_one_event_with_what_the_partner_does_not_see() {
    let ledger = Failure::Ledger(Query(std::io::Error::other("jdbc:mysql://10.4.0.7 refused")));
    let seen = event(|| send(ledger));
    assert_eq!((seen.level, &*seen.target, seen.span), (tracing::Level::ERROR, "lms_error", None));
    assert_eq!(
        seen.fields,
        "message=error response;error.type=\"internal\";http.response.status_code=500;\
         error.variant=\"wire::events::Failure::Ledger\";error.message=\"ledger query failed\";\
         error.sources=\"no connection: jdbc:mysql://10.4.0.7 refused\";",
    );
    let seen = event(|| Failure::Gone(7).to_response().into_parts());
    assert_eq!(seen.level, tracing::Level::DEBUG);
    assert_eq!(
        seen.fields,
        "message=error response;error.type=\"not_found\";http.response.status_code=404;\
         error.variant=\"wire::events::Failure::Gone\";error.message=\"Client 7 is gone\";",
    );
}

#[test]
fn a_transparent_variant_and_a_box_have_the_names_of_the_inner_error() {
    let fields = "message=error response;error.type=\"unavailable\";http.response.status_code=503;\
                  error.variant=\"wire::events::Maintenance\";error.message=\"core at 10.4.0.7 is down\";";
    assert_eq!(event(|| send(Failure::Inner(Maintenance))).fields, fields);
    let boxed: Box<dyn LmsError> = Failure::Inner(Maintenance).into();
    assert_eq!(event(|| send(boxed)).fields, fields);
}

#[test]
fn clones_of_the_response_of_an_error_are_one_event() {
    event(|| {
        let response = Failure::Gone(7).to_response();
        let clone = response.clone();
        (send(response), send(clone))
    });
}

#[test]
fn each_copy_of_a_standard_response_is_one_event() {
    let seen = events(|| {
        let response = ErrorResponse::from(Code::NotFound);
        (send(response.clone()), send(response))
    });
    let fields = "message=error response;error.type=\"not_found\";http.response.status_code=404;";
    assert_eq!(seen.iter().map(|seen| &*seen.fields).collect::<Vec<_>>(), [fields, fields]);
}

#[test]
fn the_event_is_in_the_span_that_the_response_was_made_in() {
    let seen = event(|| {
        let response = info_span!("handler").in_scope(|| Failure::Gone(7).to_response());
        info_span!("server").in_scope(|| send(response))
    });
    assert_eq!(seen.span, Some("handler"));
    let seen = event(|| info_span!("server").in_scope(|| send(Code::NotFound)));
    assert_eq!(seen.span, Some("server"));
}

#[test]
fn the_policy_sets_the_level_of_each_code() {
    static QUIET: Policy =
        Policy::LMS.level(Code::NotFound, Level::Off).level(Code::Unavailable, Level::Warn);
    assert_eq!(events(|| send(QUIET.response(&Failure::Gone(7)))), []);
    assert_eq!(events(|| send(QUIET.standard(Code::NotFound))), []);
    assert_eq!(event(|| send(QUIET.response(&Maintenance))).level, tracing::Level::WARN);
    assert_eq!(event(|| send(QUIET.standard(Code::Internal))).level, tracing::Level::ERROR);
}

#[test]
fn the_event_says_that_the_text_was_withheld() {
    let seen = event(|| send(Failure::Withheld));
    assert!(seen.fields.contains("error.message=\"no route to jdbc:mysql://10.4.0.7\";"), "{}", seen.fields);
    assert!(seen.fields.contains("error.withheld=\"holds `JDBC` ("), "{}", seen.fields);
}

/// A report whose text quotes the request, as validator's does.
#[derive(Debug, thiserror::Error)]
#[error("password: `{0}` is too short")]
struct Report(&'static str);

impl AsFieldErrors for Report {
    fn as_field_errors(&self) -> std::borrow::Cow<'_, [FieldError]> {
        vec![FieldError::new("password", "is too short")].into()
    }
}

#[derive(Debug, thiserror::Error, LmsError)]
enum Rejected {
    #[error("rejected: {0}")]
    #[lms(code = "invalid_argument")]
    Converted(
        #[source]
        #[lms(fields)]
        Report,
    ),
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Own(#[lms(fields)] FieldErrors),
}

#[test]
fn values_of_the_request_are_in_the_event_only_on_demand() {
    static VERBOSE: Policy = Policy::LMS.log_request_values();
    let seen = event(|| send(Rejected::Converted(Report("hunter2"))));
    assert_eq!(
        seen.fields,
        "message=error response;error.type=\"invalid_argument\";http.response.status_code=400;\
         error.variant=\"wire::events::Rejected::Converted\";error.fields=\"password: is too short\";",
    );
    let seen = event(|| send(VERBOSE.response(&Rejected::Converted(Report("hunter2")))));
    assert!(seen.fields.contains("error.message=\"rejected: password: `hunter2` is too short\";"));
}

#[derive(Debug, thiserror::Error, LmsError)]
enum OneField {
    #[error("office {0} is closed")]
    #[lms(code = "invalid_argument", field = "offices[{0}]")]
    Dynamic(u64),
    #[error("no office")]
    #[lms(code = "invalid_argument", field = "officeId", message = "required")]
    Constant,
}

#[test]
fn the_entry_of_a_field_is_in_the_event() {
    for (error, list) in [
        (OneField::Dynamic(7), r#"error.fields="offices[7]: office 7 is closed";"#),
        (OneField::Constant, r#"error.fields="officeId: required";"#),
    ] {
        let seen = event(|| send(error));
        assert!(seen.fields.ends_with(list), "{}", seen.fields);
    }
}

/// An error whose `source` panics.
#[derive(Debug, LmsError)]
#[lms(code = "internal")]
struct Hostile;

impl fmt::Display for Hostile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hostile")
    }
}

impl std::error::Error for Hostile {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        panic!("no source")
    }
}

#[test]
fn a_source_that_panics_is_left_out() {
    let seen = event(|| send(Hostile));
    assert!(seen.fields.ends_with(r#"error.message="hostile";"#), "{}", seen.fields);
}

#[test]
fn a_response_has_the_auto_traits_of_its_parts() {
    fn assert_auto<T: Send + Sync + Unpin + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
    assert_auto::<ErrorResponse>();
}

#[test]
fn a_list_of_the_service_itself_is_in_the_event_with_the_text_of_the_error() {
    let list = [FieldError::new("officeId", "required"), FieldError::new("clientId", "is closed")];
    let seen = event(|| send(Rejected::Own(list.into_iter().collect())));
    assert_eq!(
        seen.fields,
        "message=error response;error.type=\"invalid_argument\";http.response.status_code=400;\
         error.variant=\"wire::events::Rejected::Own\";error.message=\"validation failed\";\
         error.fields=\"officeId: required; customerId: is closed\";",
    );
}

#[test]
fn a_line_break_in_an_error_does_not_begin_a_line_of_the_log() {
    let error = Failure::Ledger(Query(std::io::Error::other("x\n2026-01-01 ERROR forged \u{1b}[31m")));
    let seen = event(|| send(error));
    assert!(!seen.fields.contains(['\n', '\u{1b}']), "{}", seen.fields);
}
