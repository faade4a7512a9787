//! Sources in a box, an `Arc`, an `Option`, a list, and with a backtrace.

use std::{
    backtrace::Backtrace,
    error::Error,
    io,
    num::{ParseFloatError, ParseIntError},
    str::Utf8Error,
    sync::Arc,
};

use super::{Code, LmsError, message};

type Cause = Box<dyn Error + Send + Sync + 'static>;

/// The error of a storage layer, with boxed causes, as in object-store crates.
#[derive(Debug, thiserror::Error, LmsError)]
enum VaultError {
    #[error("vault {} failed: {}", vault, source)]
    #[lms(code = "internal")]
    Any { vault: &'static str, source: Cause },
    #[error("no agreement at {path}: {source}")]
    #[lms(code = "not_found")]
    Missing {
        path: String,
        #[lms(shown)]
        source: Cause,
    },
    #[error("agreement {path} is sealed: {source}")]
    #[lms(code = "aborted", message = "agreement {path} can no longer be changed")]
    Sealed { path: String, source: Cause },
    #[error("vault key: {0}")]
    #[lms(code = "permission_denied", message = "no key for this vault")]
    Key(#[source] Cause),
    #[error("not in this edition: {source}")]
    #[lms(code = "unavailable", retry_after = 9)]
    Edition {
        #[source]
        source: Cause,
    },
}

fn refused() -> Cause {
    "connect to 10.4.0.7:5432: refused".into()
}

#[test]
fn a_boxed_source_of_a_5xx_stays_inside() {
    let any = VaultError::Any { vault: "north", source: refused() };
    assert!(any.to_string().contains("10.4.0.7"));
    assert_eq!(message(&any), "lms: status=500: Unexpected upstream failure");
    let edition = VaultError::Edition { source: refused() };
    assert_eq!(message(&edition), "lms: status=503: Service is temporarily unavailable");
    assert_eq!(edition.to_response().headers()["retry-after"], "9");
}

#[test]
fn a_boxed_source_that_a_4xx_displays_is_sanitized_with_it() {
    let missing = |source: &str| VaultError::Missing { path: "a/7".to_owned(), source: source.into() };
    assert_eq!(
        message(&missing("client 7 has none")),
        "lms: status=404: no agreement at a/7: customer 7 has none",
    );
    assert_eq!(message(&missing("jdbc:mysql://10.4.0.7")), "lms: status=404: Resource does not exist");
}

#[test]
fn a_message_leaves_the_source_to_the_log() {
    let sealed = VaultError::Sealed { path: "a/7".to_owned(), source: refused() };
    assert_eq!(message(&sealed), "lms: status=409: agreement a/7 can no longer be changed");
    assert_eq!(message(&VaultError::Key(refused())), "lms: status=403: no key for this vault");
    assert!(sealed.source().is_some_and(|source| source.to_string().contains("refused")));
}

/// The cause is in an `Arc`, so that the error can be cloned for several waiters.
#[derive(Debug, Clone, thiserror::Error, LmsError)]
enum BatchError {
    #[error("batch {batch} was not posted")]
    #[lms(code = "internal")]
    Posting {
        batch: u64,
        #[source]
        cause: Arc<io::Error>,
    },
    #[error("batch {0} has been reversed: {1}")]
    #[lms(code = "aborted")]
    Reversed(
        u64,
        #[source]
        #[lms(shown)]
        Arc<dyn Error + Send + Sync>,
    ),
    #[error(transparent)]
    #[lms(code = "unavailable")]
    Queue(Arc<io::Error>),
}

#[test]
fn a_shared_source_of_a_5xx_stays_inside() {
    let cause = Arc::new(io::Error::other("10.4.0.7 reset the connection"));
    let posting = BatchError::Posting { batch: 3, cause: Arc::clone(&cause) };
    assert_eq!(message(&posting.clone()), "lms: status=500: Unexpected upstream failure");
    assert_eq!(message(&BatchError::Queue(cause)), "lms: status=503: Service is temporarily unavailable");
}

#[test]
fn a_shared_source_of_any_type_is_displayed_by_a_4xx() {
    let cause: Arc<dyn Error + Send + Sync> = Arc::from(Cause::from("by the officer of the client"));
    let reversed = BatchError::Reversed(3, cause);
    assert_eq!(
        message(&reversed),
        "lms: status=409: batch 3 has been reversed: by the officer of the customer"
    );
}

#[derive(Debug, thiserror::Error, LmsError)]
enum ScoreError {
    #[error("the bureau has no score")]
    #[lms(code = "not_found")]
    NoScore {
        #[source]
        cause: Option<ParseFloatError>,
    },
    #[error("the bureau responded with an error")]
    #[lms(code = "internal")]
    Response { source: Option<Cause> },
    #[error("{} bureaus failed", .0.len())]
    #[lms(code = "unavailable")]
    All(Vec<Cause>),
    #[error("{0}; then {1}")]
    #[lms(code = "aborted", message = "two bureaus contradict each other")]
    Both(#[source] ParseIntError, ParseFloatError),
}

#[test]
fn a_source_may_be_there_or_not() {
    let number = "x".parse::<f64>().expect_err("it is not a number");
    for cause in [None, Some(number)] {
        assert_eq!(message(&ScoreError::NoScore { cause }), "lms: status=404: the bureau has no score");
    }
    for source in [None, Some(refused())] {
        let error = ScoreError::Response { source };
        assert_eq!(message(&error), "lms: status=500: Unexpected upstream failure");
    }
}

#[test]
fn several_causes_are_fields_like_others() {
    let all = ScoreError::All(vec![refused(), refused()]);
    assert_eq!(all.to_string(), "2 bureaus failed");
    assert_eq!(message(&all), "lms: status=503: Service is temporarily unavailable");
    let integer = "x".parse::<u8>().expect_err("it is not a number");
    let float = "x".parse::<f64>().expect_err("it is not a number");
    let both = ScoreError::Both(integer, float);
    assert_eq!(message(&both), "lms: status=409: two bureaus contradict each other");
}

/// Under another name than `Backtrace`, which thiserror would hand on through an interface that is not stable.
type Trace = Box<Backtrace>;

#[derive(Debug, thiserror::Error, LmsError)]
enum Traced {
    #[error("{source}\n{trace}")]
    #[lms(code = "internal")]
    At { source: Box<Traced>, trace: Trace },
    #[error("posting date {date} is closed\n{trace}")]
    #[lms(code = "aborted", message = "posting date {date} is closed")]
    Closed { date: &'static str, trace: Trace },
}

#[test]
fn a_backtrace_stays_where_a_message_leaves_it_out() {
    let trace = || Box::new(Backtrace::force_capture());
    let closed = Traced::Closed { date: "2026-01-31", trace: trace() };
    assert!(closed.to_string().len() > 100);
    assert_eq!(message(&closed), "lms: status=409: posting date 2026-01-31 is closed");
    let at = Traced::At { source: Box::new(closed), trace: trace() };
    assert_eq!(message(&at), "lms: status=500: Unexpected upstream failure");
}

/// The most common shape: a `From` for each error that `?` converts.
#[derive(Debug, thiserror::Error, LmsError)]
enum ImportError {
    #[error("the file could not be read")]
    #[lms(code = "internal")]
    Read(#[from] io::Error),
    #[error("not a number of instalments: {0}")]
    #[lms(code = "invalid_argument", field = "instalments")]
    Instalments(#[from] ParseIntError),
    #[error("not a rate: {source}")]
    #[lms(code = "invalid_argument", field = "rate", message = "must be a number")]
    Rate {
        #[from]
        source: ParseFloatError,
    },
    #[error(transparent)]
    #[lms(code = "invalid_argument", field = "file")]
    Text(#[from] Utf8Error),
}

fn import(file: &[u8]) -> Result<(u32, f64), ImportError> {
    let text = std::str::from_utf8(file)?;
    let (instalments, rate) =
        text.split_once(';').ok_or(io::ErrorKind::UnexpectedEof).map_err(io::Error::from)?;
    Ok((instalments.parse()?, rate.parse()?))
}

#[test]
fn a_question_mark_converts_each_cause_into_its_response() {
    let cases: [(&[u8], Code, &str); 4] = [
        (b"12", Code::Internal, "lms: status=500: Unexpected upstream failure"),
        (
            b"x;1",
            Code::InvalidArgument,
            r#"[{"field":"instalments","error":"not a number of instalments: invalid digit found in string"}]"#,
        ),
        (b"12;x", Code::InvalidArgument, r#"[{"field":"rate","error":"must be a number"}]"#),
        (
            b"\xff",
            Code::InvalidArgument,
            r#"[{"field":"file","error":"invalid utf-8 sequence of 1 bytes from index 0"}]"#,
        ),
    ];
    for (file, code, text) in cases {
        let error = import(file).expect_err("the file is not right");
        assert_eq!((error.code(), message(&error).as_str()), (code, text));
    }
}
