//! Throughput and latency of a service under load, with and without lms-error.
//!
//! `cargo bench -p lms-error-bench --bench load` starts each service as its own process, on axum and all cores, sends
//! requests over keep-alive connections in alternating rounds, and prints the median round. The load generator runs on
//! the same cores, so only the ratios are meaningful. `-- memory` sends ten million requests to the service with
//! lms-error instead and prints its resident memory.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use lms_error::LmsError;
use problem_details::ProblemDetails;
use serde::Serialize;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_secs(2);
const CONNECTIONS: usize = 32;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(axum)]
enum Failure {
    #[error("Loan with identifier {0} does not exist")]
    #[lms(code = "not_found")]
    NotFound(u64),
    #[error("Client with identifier {0} does not exist")]
    #[lms(code = "not_found")]
    Term(u64),
    #[error("ledger query failed")]
    #[lms(code = "internal")]
    Internal,
}

#[derive(Serialize)]
struct Envelope {
    code: &'static str,
    message: String,
}

fn by_hand(status: StatusCode, code: &'static str, text: &str) -> Response {
    let message = format!("lms: status={}: {text}", status.as_u16());
    (status, Json(Envelope { code, message })).into_response()
}

/// Returns the service of that name; all three have the same routes.
fn service(name: &str) -> Router {
    const STANDARD: &str = "Unexpected upstream failure";
    match name {
        "lms-error" => Router::new()
            .route("/dynamic/{id}", get(async |Path(id): Path<u64>| Failure::NotFound(id)))
            .route("/term/{id}", get(async |Path(id): Path<u64>| Failure::Term(id)))
            .route("/constant/{id}", get(async |Path(_): Path<u64>| Failure::Internal)),
        "json" => {
            let not_found = |error: &Failure| by_hand(StatusCode::NOT_FOUND, "not_found", &error.to_string());
            Router::new()
                .route(
                    "/dynamic/{id}",
                    get(async move |Path(id): Path<u64>| not_found(&Failure::NotFound(id))),
                )
                .route("/term/{id}", get(async move |Path(id): Path<u64>| not_found(&Failure::Term(id))))
                .route(
                    "/constant/{id}",
                    get(async |Path(_): Path<u64>| {
                        by_hand(StatusCode::INTERNAL_SERVER_ERROR, "internal", STANDARD)
                    }),
                )
        }
        _ => {
            let problem = |status, text: String| ProblemDetails::from_status_code(status).with_detail(text);
            let not_found = move |error: &Failure| problem(StatusCode::NOT_FOUND, error.to_string());
            Router::new()
                .route(
                    "/dynamic/{id}",
                    get(async move |Path(id): Path<u64>| not_found(&Failure::NotFound(id))),
                )
                .route("/term/{id}", get(async move |Path(id): Path<u64>| not_found(&Failure::Term(id))))
                .route(
                    "/constant/{id}",
                    get(async move |Path(_): Path<u64>| {
                        problem(StatusCode::INTERNAL_SERVER_ERROR, STANDARD.to_owned())
                    }),
                )
        }
    }
}

const SERVICES: [&str; 3] = ["lms-error", "json", "problem_details"];

fn main() -> io::Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    if let [serve, name] = arguments.as_slice()
        && serve == "serve"
    {
        return serve_until_killed(name);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if arguments.iter().any(|argument| argument == "memory") {
        return memory(&runtime);
    }
    println!(
        "{:<10} {:<16} {:>14} {:>8} {:>10} {:>10}",
        "response", "service", "per second", "ratio", "median", "99th"
    );
    for path in ["dynamic", "term", "constant"] {
        let mut services = SERVICES.map(|name| Service::started(name).expect("the service starts"));
        let mut rounds: [Vec<Round>; SERVICES.len()] = Default::default();
        for _ in 0..ROUNDS {
            for (service, rounds) in services.iter_mut().zip(&mut rounds) {
                rounds.push(runtime.block_on(load(&service.address, path, Until::Elapsed(ROUND))));
            }
        }
        let mut ours = None;
        for (service, mut rounds) in services.iter().zip(rounds) {
            rounds.sort_by_key(|round| round.responses);
            let Round { responses, seconds, median, percentile } = &rounds[ROUNDS / 2];
            let rate = f64::from(u32::try_from(*responses).unwrap_or(u32::MAX)) / seconds;
            let ratio = *ours.get_or_insert(rate) / rate;
            println!(
                "{path:<10} {:<16} {rate:>14.0} {ratio:>7.2}x {:>7} µs {:>7} µs",
                service.name,
                median.as_micros(),
                percentile.as_micros()
            );
        }
    }
    println!("\nratio: responses of lms-error for one response of the other");
    Ok(())
}

fn memory(runtime: &tokio::runtime::Runtime) -> io::Result<()> {
    let service = Service::started(SERVICES[0])?;
    println!("{:>12} {:>12}", "responses", "KiB");
    let mut sent = 0;
    for total in [10_000, 100_000, 1_000_000, 10_000_000] {
        for path in ["dynamic", "term"] {
            runtime.block_on(load(&service.address, path, Until::Responses((total - sent) / 2)));
        }
        sent = total;
        println!("{total:>12} {:>12}", service.resident()?);
    }
    Ok(())
}

#[tokio::main]
async fn serve_until_killed(name: &str) -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    io::stdout().flush()?;
    axum::serve(listener, service(name)).await
}

/// A service in its own process.
struct Service {
    name: &'static str,
    child: Child,
    address: String,
}

impl Service {
    fn started(name: &'static str) -> io::Result<Self> {
        let mut child =
            Command::new(env::current_exe()?).args(["serve", name]).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        let stdout = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        BufReader::new(stdout).read_line(&mut address)?;
        Ok(Self { name, child, address: address.trim().to_owned() })
    }

    /// Returns the resident memory in KiB, as Linux reports it.
    fn resident(&self) -> io::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.trim().split(' ').next()?.parse().ok());
        number.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Round {
    responses: usize,
    seconds: f64,
    median: Duration,
    percentile: Duration,
}

#[derive(Clone, Copy)]
enum Until {
    Elapsed(Duration),
    Responses(usize),
}

/// Sends requests over all connections; each connection sends the next request after the response.
async fn load(address: &str, path: &str, until: Until) -> Round {
    let over = Arc::new(AtomicBool::new(false));
    let started = Instant::now();
    let connections: Vec<_> = (0..CONNECTIONS)
        .map(|n| {
            let request = format!("GET /{path}/{n} HTTP/1.1\r\nhost: x\r\n\r\n");
            let most =
                if let Until::Responses(responses) = until { responses / CONNECTIONS } else { usize::MAX };
            tokio::spawn(connection(address.to_owned(), request, over.clone(), most))
        })
        .collect();
    if let Until::Elapsed(time) = until {
        tokio::time::sleep(time).await;
        over.store(true, Ordering::Relaxed);
    }
    let mut latencies = Vec::new();
    for connection in connections {
        latencies.extend(connection.await.expect("no task panics").expect("the service responds"));
    }
    let seconds = started.elapsed().as_secs_f64();
    latencies.sort_unstable();
    let at = |hundredth: usize| latencies[latencies.len() * hundredth / 100];
    Round { responses: latencies.len(), seconds, median: at(50), percentile: at(99) }
}

async fn connection(
    address: String,
    request: String,
    over: Arc<AtomicBool>,
    most: usize,
) -> io::Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 4096];
    let mut latencies = Vec::new();
    // All responses to one request have the same length.
    let mut length = None;
    while latencies.len() < most && !over.load(Ordering::Relaxed) {
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        let mut read = 0;
        loop {
            let more = stream.read(&mut buffer[read..]).await?;
            read += more;
            if more == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if read == *length.get_or_insert_with(|| response_length(&buffer[..read]).unwrap_or(read)) {
                break;
            }
        }
        latencies.push(sent.elapsed());
    }
    Ok(latencies)
}

/// Returns the length of head and body.
fn response_length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let text = std::str::from_utf8(&bytes[..head]).ok()?.to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    Some(head + 4 + length.trim().parse::<usize>().ok()?)
}
