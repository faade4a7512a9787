//! What the partner may not read, the operator can.

use std::{
    fmt::{self, Write},
    sync::{Arc, Mutex},
};

use lms_error::{Code, ErrorResponse, LmsError};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

#[derive(Debug, thiserror::Error, LmsError)]
enum Failure {
    #[error("Client {0} is gone")]
    #[lms(code = "not_found")]
    Gone(u64),
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

/// Keeps the events as text.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<(Level, String)>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{field}={value:?};").expect("a String takes everything");
    }
}

impl Subscriber for Events {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().expect("no test panics here").push((*event.metadata().level(), line.0));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn events(answer: impl FnOnce() -> ErrorResponse) -> Vec<(Level, String)> {
    let events = Events::default();
    let _ = tracing::subscriber::with_default(events.clone(), answer);
    events.0.lock().expect("no test panics here").clone()
}

#[test]
fn an_answer_is_one_event_with_all_that_the_partner_does_not_see() {
    let ledger = Failure::Ledger(Query(std::io::Error::other("jdbc:mysql://10.4.0.7 refused")));
    assert_eq!(
        events(|| ledger.into()),
        [(
            Level::ERROR,
            "message=error answered;error.type=\"internal\";http.response.status_code=500;\
             error.message=\"ledger query failed\";\
             error.sources=\"no connection: jdbc:mysql://10.4.0.7 refused\";"
                .to_owned()
        )],
    );
    assert_eq!(
        events(|| Failure::Gone(7).to_response()),
        [(
            Level::DEBUG,
            "message=error answered;error.type=\"not_found\";http.response.status_code=404;\
             error.message=\"Client 7 is gone\";"
                .to_owned()
        )],
    );
}

#[test]
fn a_transparent_error_and_a_box_are_one_event_too() {
    let line = "message=error answered;error.type=\"unavailable\";http.response.status_code=503;\
                error.message=\"core at 10.4.0.7 is down\";";
    let expected = [(Level::ERROR, line.to_owned())];
    assert_eq!(events(|| Failure::Inner(Maintenance).into()), expected);
    let boxed: Box<dyn LmsError> = Box::new(Failure::Inner(Maintenance));
    assert_eq!(events(|| boxed.into()), expected);
}

#[test]
fn a_code_alone_is_one_event() {
    assert_eq!(events(|| Code::Internal.into()).len(), 1);
}

#[test]
fn a_line_break_in_an_error_does_not_begin_a_line_of_the_log() {
    let error = Failure::Ledger(Query(std::io::Error::other("x\n2026-01-01 ERROR forged \u{1b}[31m")));
    let events = events(|| error.into());
    assert!(!events[0].1.contains(['\n', '\u{1b}']), "{events:?}");
}
