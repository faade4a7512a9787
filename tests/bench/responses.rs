//! The cost of one error response, compared with hand-written ones.
//!
//! `cargo bench -p lms-error-bench --bench responses` lets each contender build the same response in alternating rounds
//! and prints each contender's fastest round and its ratio to lms-error. Each contender returns axum's `Response`:
//!
//! * *json*: `axum::Json` of a struct, with `format!` for the message. Nothing is sanitized.
//! * *regexes*: `to_string`, three regular expressions, `format!`, `serde_json::to_vec`.
//! * *by hand*: `write!` of the same bytes into a vector of the right capacity. Nothing is sanitized or escaped.
//! * *problem*: `problem_details`, whose body is that of RFC 9457.
//! * *no body*: the status and one header: the lower bound for any response.
//!
//! With `LMS_CORPUS` set, three cases more take the mean over the real texts in that folder: clean ones, ones that the
//! sanitizer changes or withholds, and all of them as the LMS's client prints them, with a prefix and a code.
//!
//! `-- instructions` counts instructions with valgrind's callgrind instead, which does not depend on the load of the
//! machine.

mod corpus;

use std::{
    borrow::Cow,
    env,
    fmt::Write as _,
    hint::black_box,
    io::Write as _,
    process::Command,
    sync::LazyLock,
    time::{Duration, Instant},
};

use axum::{
    Json,
    body::Body,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use corpus::Corpus;
use lms_error::{FieldError, FieldErrors, LmsError};
use problem_details::ProblemDetails;
use regex::Regex;
use serde::Serialize;

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(4);

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
enum Failure {
    #[error("Loan with identifier {id} does not exist at office {office}")]
    #[lms(code = "not_found")]
    Clean { id: u64, office: u64 },
    #[error("Client with identifier {id} does not exist at office {office}")]
    #[lms(code = "not_found")]
    Term { id: u64, office: u64 },
    #[error(
        "lms: status=404 code=\"error.msg.client.id.invalid\": Client with identifier {id} does not exist at office {office}"
    )]
    #[lms(code = "not_found")]
    Prefixed { id: u64, office: u64 },
    #[error("ledger query failed")]
    #[lms(code = "internal")]
    Standard,
    #[error("the loan is locked")]
    #[lms(code = "aborted", message = "The loan is locked by another request")]
    Literal,
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Fields(#[lms(fields)] FieldErrors),
    #[error("{0}")]
    #[lms(code = "not_found")]
    Text(String),
}

#[derive(Serialize)]
struct Envelope<'a> {
    code: &'a str,
    message: String,
}

#[derive(Serialize)]
struct Entry<'a> {
    field: &'a str,
    error: &'a str,
}

/// Errors, and the status and code of their responses.
struct Case {
    name: &'static str,
    errors: Vec<Failure>,
    status: StatusCode,
    code: &'static str,
}

fn cases() -> Vec<Case> {
    let not_found = |name, errors| case(name, errors, StatusCode::NOT_FOUND, "not_found");
    let list = |name, n| case(name, vec![fields(n)], StatusCode::BAD_REQUEST, "invalid_argument");
    let mut cases = vec![
        not_found("clean text", vec![Failure::Clean { id: 42, office: 7 }]),
        not_found("one term", vec![Failure::Term { id: 42, office: 7 }]),
        not_found("prefix, code, term", vec![Failure::Prefixed { id: 42, office: 7 }]),
        case("standard sentence", vec![Failure::Standard], StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        case("literal message", vec![Failure::Literal], StatusCode::CONFLICT, "aborted"),
        list("1 field", 1),
        list("10 fields", 10),
        list("1,000 fields", 1_000),
    ];
    if let Some(Corpus { clean, internal, printed }) = Corpus::read() {
        let errors = |texts: Vec<String>| texts.into_iter().map(Failure::Text).collect();
        cases.push(not_found("corpus, clean", errors(clean)));
        cases.push(not_found("corpus, internal", errors(internal)));
        cases.push(not_found("corpus, as printed", errors(printed)));
    }
    cases
}

fn case(name: &'static str, errors: Vec<Failure>, status: StatusCode, code: &'static str) -> Case {
    Case { name, errors, status, code }
}

fn fields(n: usize) -> Failure {
    static ENTRIES: LazyLock<Vec<FieldError>> = LazyLock::new(|| {
        (0..1_000)
            .map(|n| FieldError::new(format!("addresses[{n}].zipCode"), "must be a whole number"))
            .collect()
    });
    Failure::Fields(ENTRIES[..n].to_vec().into())
}

type Contender = (&'static str, fn(&Case, &Failure) -> Response);

/// Functions from an existing error to its response.
const CONTENDERS: [Contender; 6] = [
    ("lms-error", |_, error| Response::from(error.to_response())),
    ("json", |case, error| {
        let envelope =
            Envelope { code: case.code, message: message(case, error, |text| Cow::Borrowed(text)) };
        (case.status, Json(envelope)).into_response()
    }),
    ("regexes", |case, error| {
        let envelope = Envelope { code: case.code, message: message(case, error, by_regexes) };
        let body = serde_json::to_vec(&envelope).expect("an envelope is JSON");
        (case.status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response()
    }),
    ("by hand", by_hand),
    ("problem", |case, error| match error {
        Failure::Fields(errors) => {
            let entries: Vec<_> =
                errors.iter().map(|error| Entry { field: error.field(), error: error.error() }).collect();
            ProblemDetails::from_status_code(case.status)
                .with_extensions(List { errors: entries })
                .into_response()
        }
        _ => ProblemDetails::from_status_code(case.status).with_detail(text(error)).into_response(),
    }),
    ("no body", |case, _| {
        (case.status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], Body::empty())
            .into_response()
    }),
];

#[derive(Serialize)]
struct List<'a> {
    errors: Vec<Entry<'a>>,
}

fn text(error: &Failure) -> String {
    match error {
        Failure::Standard => "Unexpected upstream failure".to_owned(),
        Failure::Literal => "The loan is locked by another request".to_owned(),
        _ => error.to_string(),
    }
}

fn message(case: &Case, error: &Failure, sanitize: impl Fn(&str) -> Cow<'_, str>) -> String {
    if let Failure::Fields(errors) = error {
        let sanitized: Vec<_> =
            errors.iter().map(|error| (sanitize(error.field()), sanitize(error.error()))).collect();
        let entries: Vec<_> = sanitized.iter().map(|(field, error)| Entry { field, error }).collect();
        return serde_json::to_string(&entries).expect("a list is JSON");
    }
    format!("lms: status={}: {}", case.status.as_u16(), sanitize(&text(error)))
}

fn by_hand(case: &Case, error: &Failure) -> Response {
    let mut body =
        Vec::with_capacity(if let Failure::Fields(errors) = error { errors.len() * 100 + 100 } else { 160 });
    write!(body, r#"{{"code":"{}","message":""#, case.code).expect("memory");
    match error {
        Failure::Fields(errors) => {
            let mut separator = "[";
            for error in errors {
                write!(
                    body,
                    r#"{separator}{{\"field\":\"{}\",\"error\":\"{}\"}}"#,
                    error.field(),
                    error.error()
                )
                .expect("memory");
                separator = ",";
            }
            body.extend_from_slice(b"]");
        }
        Failure::Standard => write!(body, "lms: status=500: Unexpected upstream failure").expect("memory"),
        Failure::Literal => {
            write!(body, "lms: status=409: The loan is locked by another request").expect("memory");
        }
        error => write!(body, "lms: status={}: {error}", case.status.as_u16()).expect("memory"),
    }
    body.extend_from_slice(br#""}"#);
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = case.status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Sanitizes as hand-written code usually does: the term in two spellings, and the codes.
fn by_regexes(text: &str) -> Cow<'_, str> {
    static PATTERNS: LazyLock<[(Regex, &str); 3]> = LazyLock::new(|| {
        let pattern = |pattern: &str| Regex::new(pattern).expect("the pattern is one");
        [
            (pattern(r"\bclient"), "customer"),
            (pattern(r"\bClient"), "Customer"),
            (pattern(r"\s*\b(?:error|err|validation)\.msg\.[\w.]+"), ""),
        ]
    });
    let mut text = Cow::Borrowed(text);
    for (pattern, replacement) in &*PATTERNS {
        if let Cow::Owned(replaced) = pattern.replace_all(&text, *replacement) {
            text = replaced.into();
        }
    }
    text
}

fn main() {
    let arguments: Vec<_> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [repeat, case, contender, times] = arguments.as_slice()
        && repeat == "repeat"
    {
        return repeat_one(case, contender, times.parse().expect("a number"));
    }
    let counts = arguments.iter().any(|argument| argument == "instructions");
    let chosen = arguments.iter().find(|argument| *argument != "instructions").cloned().unwrap_or_default();
    let (what, unit) = if counts { ("instructions", "") } else { ("time", " ns") };
    let mut heading = format!("{:<24}", "response");
    for (name, _) in CONTENDERS {
        let _ = write!(heading, "{name:>20}");
    }
    println!("{heading}");
    for case in cases().iter().filter(|case| case.name.contains(&chosen)) {
        let figures =
            if counts { instructions(case) } else { race(case).map(|time| time.as_secs_f64() * 1e9) };
        let columns = figures.map(|figure| format!("{figure:>10.0}{unit} {:>5.2}x", figure / figures[0]));
        println!("{:<24}{}", case.name, columns.map(|column| format!("{column:>20}")).concat());
    }
    println!("\n{what} per response, and the ratio to lms-error");
}

fn repeat_one(case: &str, contender: &str, times: usize) {
    let cases = cases();
    let case = cases.iter().find(|known| known.name == case).expect("a case");
    let (_, contender) = CONTENDERS.iter().find(|(name, _)| *name == contender).expect("a contender");
    for error in case.errors.iter().cycle().take(times * case.errors.len()) {
        black_box(contender(black_box(case), black_box(error)));
    }
}

/// Counts 200 responses and 100 responses, and returns the difference for one.
fn instructions(case: &Case) -> [f64; CONTENDERS.len()] {
    let count = |contender: &str, times: usize| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(env::current_exe().expect("a program"))
            .args(["repeat", case.name, contender, &times.to_string()])
            .output()
            .expect("valgrind is installed");
        let said = String::from_utf8_lossy(&output.stderr);
        let collected = said.lines().find_map(|line| line.split_once("Collected : "));
        collected.and_then(|(_, count)| count.trim().parse::<f64>().ok()).expect("callgrind counts")
    };
    let errors = f64::from(u32::try_from(case.errors.len()).unwrap_or(u32::MAX));
    CONTENDERS.map(|(name, _)| (count(name, 200) - count(name, 100)) / 100.0 / errors)
}

/// Returns the fastest time of each contender for one response, as a mean over the errors.
fn race(case: &Case) -> [Duration; CONTENDERS.len()] {
    let mut fastest = [Duration::MAX; CONTENDERS.len()];
    // The clock is read once per batch.
    let batch = if case.name.starts_with("1,000") { 10 } else { 1_000_usize.div_ceil(case.errors.len()) };
    for _ in 0..ROUNDS {
        for ((_, contender), fastest) in CONTENDERS.iter().zip(&mut fastest) {
            let (mut runs, started) = (0, Instant::now());
            while started.elapsed() < ROUND {
                for error in case.errors.iter().cycle().take(batch * case.errors.len()) {
                    black_box(contender(black_box(case), black_box(error)));
                    runs += 1;
                }
            }
            *fastest = (*fastest).min(started.elapsed() / runs);
        }
    }
    fastest
}
