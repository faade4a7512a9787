//! The log of a failed call.

use std::{
    error::Error,
    fmt::{self, Write},
    sync::{Arc, LazyLock, Mutex},
    time::Duration,
};

use http::StatusCode;
use lms_error::{
    ErrorResponse, LmsError,
    upstream::{Upstream, UpstreamError},
};
use serde_json::json;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

use crate::{fineract, read};

static CORE: Upstream = Upstream::FINERACT;

#[test]
fn the_display_has_status_code_text_url_and_duration() {
    let body = fineract("x", "error.msg.client.closed", "Client 7 is closed", "id");
    let error = read(&CORE, 403, body)
        .with_url(
            "https://mifos:secret@core.internal:8443/api/v1/clients/7?tenantIdentifier=default&token=t#x",
        )
        .with_duration(Duration::from_micros(35_900));
    assert_eq!(
        error.to_string(),
        "upstream: status=403 code=\"error.msg.client.closed\" (unlisted): Hibernate: select from m_client; \
         https://core.internal:8443/api/v1/clients/7 after 35 ms"
    );
    assert_eq!(error.to_string(), format!("{error}"));
    assert!(!format!("{error:?}").contains("secret"));
}

#[test]
fn a_url_is_shown_without_its_secrets_in_whatever_form() {
    for (url, expected) in [
        ("https://a:b@c@host/x@y?z", "https://host/x@y"),
        ("https://user@host", "https://host"),
        ("https://host?password=1", "https://host"),
        ("https://host#@x", "https://host"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("/relative/path?x", "/relative/path"),
        ("a:b@host/x", "host/x"),
        ("", ""),
    ] {
        let error = UpstreamError::no_response("refused").with_url(url);
        assert_eq!(error.to_string(), format!("upstream: no response; {expected}"), "{url}");
    }
    let long = format!("https://host/{}", "a".repeat(100_000));
    assert!(UpstreamError::no_response("x").with_url(&long).to_string().len() < 1_000);
}

#[test]
fn a_code_that_no_row_and_no_rule_knows_is_marked() {
    static TAUGHT: Upstream = Upstream::FINERACT.codes(&[("error.msg.new", lms_error::Code::Aborted)]);
    let is_unlisted = |upstream: &Upstream, code: &str| {
        read(upstream, 403, fineract("x", code, "x", "id"))
            .to_string()
            .contains(&format!("code={code:?} (unlisted)"))
    };
    assert!(is_unlisted(&CORE, "error.msg.new.in.2030"));
    assert!(!is_unlisted(&CORE, "validation.msg.a.b.cannot.be.blank"));
    assert!(!is_unlisted(&TAUGHT, "error.msg.new.in.2030"));
}

#[test]
fn a_replayed_response_is_marked() {
    let body = fineract("x", "error.msg.client.closed", "Client 7 is closed", "id");
    for (value, is_replayed) in [("true", true), ("false", false)] {
        let headers = [("x-served-from-cache".parse().expect("a name"), value.parse().expect("a value"))];
        let error = CORE.read(StatusCode::FORBIDDEN, &headers.into_iter().collect(), &body);
        assert_eq!(error.is_replayed(), is_replayed);
        assert_eq!(error.to_string().contains("(unlisted) (replayed): Hibernate"), is_replayed, "{error}");
    }
    assert!(!read(&CORE, 403, body).is_replayed());
}

#[test]
fn every_error_of_a_list_is_told() {
    let error = |code: &str, parameter: &str| json!({ "userMessageGlobalisationCode": code, "developerMessage": "odd", "parameterName": parameter });
    let errors = json!([error("error.msg.a", "firstname"), error("error.msg.b", "id")]);
    let body = json!({ "httpStatusCode": "400", "errors": errors });
    assert_eq!(
        read(&CORE, 400, body.to_string()).to_string(),
        "upstream: status=400 code=\"error.msg.a\" (unlisted): error.msg.a: firstname: odd; error.msg.b: odd"
    );
}

#[test]
fn what_could_not_be_read_is_quoted() {
    assert_eq!(
        read(&CORE, 502, "<html>\r\n<h1>Bad\u{202e} \"Gateway\"</h1>").to_string(),
        r#"upstream: status=502: body "<html>\r\n<h1>Bad\u{202e} \"Gateway\"</h1>""#
    );
    assert_eq!(read(&CORE, 502, "").to_string(), "upstream: status=502");
    let text = read(&CORE, 502, "é".repeat(100_000)).to_string();
    assert!(text.len() < 1_000, "{text}");
}

#[test]
fn texts_are_bounded_and_in_one_line() {
    let text = "a\nb\u{7}".repeat(10_000);
    let code = "c\n".repeat(10_000);
    let body =
        json!({ "developerMessage": text, "userMessageGlobalisationCode": code, "httpStatusCode": "403" });
    let text = read(&CORE, 403, body.to_string()).to_string();
    assert!(text.len() < 8_000, "{}", text.len());
    assert!(!text.contains(char::is_control), "{text}");
}

#[test]
fn an_error_without_a_response_has_its_cause_as_its_source() {
    let cause = std::io::Error::other("connection refused");
    let error = UpstreamError::no_response(cause);
    assert_eq!(error.to_string(), "upstream: no response");
    assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("connection refused"));
    assert_eq!(error.upstream_status(), None);
    let error = UpstreamError::unreadable("not a customer");
    assert_eq!(error.to_string(), "upstream: unusable response");
}

#[test]
fn an_error_is_one_word_wide_and_goes_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<UpstreamError>();
    assert_eq!(size_of::<UpstreamError>(), size_of::<usize>());
}

/// Returns the events of the work, a line each.
fn events(work: impl FnOnce()) -> Vec<String> {
    #[derive(Clone, Default)]
    struct Events(Arc<Mutex<Vec<String>>>);

    struct Line(String);

    impl Visit for Line {
        fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
            write!(self.0, " {field}={value:?}").expect("writing to a String succeeds");
        }
    }

    impl<S: Subscriber> Layer<S> for Events {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().expect("no test panics while it holds the lock").push(line.0);
        }
    }

    // With a single subscriber in the process, tracing may cache that a thread without one is not interested.
    static ALWAYS: LazyLock<tracing::Dispatch> =
        LazyLock::new(|| tracing::Dispatch::new(tracing_subscriber::registry()));
    LazyLock::force(&ALWAYS);
    let events = Events::default();
    tracing::subscriber::with_default(tracing_subscriber::registry().with(events.clone()), work);
    let lines = events.0.lock().expect("no test panics while it holds the lock");
    lines.clone()
}

#[test]
fn the_event_of_a_service_has_all_of_it() {
    #[derive(Debug, thiserror::Error, LmsError)]
    enum ApiError {
        #[error(transparent)]
        #[lms(transparent)]
        Core(#[from] UpstreamError),
    }

    let send = |error: UpstreamError| {
        drop(http::Response::<Vec<u8>>::from(ErrorResponse::from(ApiError::from(error))));
    };
    let refused = read(&CORE, 401, "").with_url("https://core.internal/clients/7?token=secret");
    let broken = UpstreamError::no_response(std::io::Error::other("connection reset"));
    let wrong = read(&CORE, 400, fineract("x", "error.msg.odd", "Client is odd", "clientId"));
    let lines = events(|| [refused, broken, wrong].into_iter().for_each(send));
    assert_eq!(lines.len(), 3, "{lines:#?}");
    for (line, parts) in lines.iter().zip([
        &[
            "ERROR",
            "the service's own credential was refused: upstream: status=401; https://core.internal/clients/7",
        ][..],
        &["ERROR", "upstream: no response", "connection reset"],
        &["DEBUG", "code=\\\"error.msg.odd\\\" (unlisted): clientId: Hibernate: select from m_client"],
    ]) {
        for part in parts {
            assert!(line.contains(part), "{part}: {line}");
        }
        assert!(!line.contains("secret"), "{line}");
    }
}
