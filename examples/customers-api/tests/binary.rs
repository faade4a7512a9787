//! The `customers-api` binary, started as a child process.

#![cfg(unix)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStdout, Command, Stdio},
};

use customers_api::guide::Sample;
use lms_error::Code;

/// A running program.
struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
}

impl Program {
    fn start(args: &[&str], password: Option<&str>) -> Self {
        let mut child = spawn(args, password);
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut first = String::new();
        stdout.read_line(&mut first).expect("a first line");
        let address = first.trim().strip_prefix("listening on http://").expect("an address").to_owned();
        Self { child, stdout, address }
    }

    /// Returns the whole response.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens there");
        let headers =
            "host: x\r\nconnection: close\r\nauthorization: Bearer admin\r\nx-request-id: partner-7\r\n";
        stream.write_all(format!("GET {path} HTTP/1.1\r\n{headers}\r\n").as_bytes()).expect("it reads");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("it responds");
        response
    }

    /// Stops the program with Ctrl-C. Returns the rest of its standard output and its standard error.
    fn stop(mut self) -> (String, String) {
        let interrupted = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(interrupted.expect("kill runs").success());
        let (mut rest, mut log) = (String::new(), String::new());
        self.stdout.read_to_string(&mut rest).expect("the rest");
        self.child.stderr.take().expect("it is piped").read_to_string(&mut log).expect("a log");
        assert_eq!(self.child.wait().expect("it ends").code(), Some(0));
        (rest, log)
    }
}

fn spawn(args: &[&str], password: Option<&str>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_customers-api"));
    command.args(args).env("RUST_LOG", "debug").env_remove("CORE_PASSWORD");
    if let Some(password) = password {
        command.env("CORE_PASSWORD", password);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

#[test]
fn it_prints_its_address_and_a_request_for_each_response_and_stops_on_ctrl_c() {
    let program = Program::start(&["--port", "0"], None);
    let base = format!("http://{}", program.address);
    let response = program.get("/nowhere");
    let envelope = r#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#;
    assert!(response.ends_with(envelope), "{response}");
    assert!(program.get("/v1/customers/1").contains(r#""firstname":"Asha""#));

    let (guide, _) = program.stop();
    let lines: Vec<_> = guide.lines().collect();
    for code in Code::ALL {
        assert!(lines.contains(&Sample::of(code).curl(&base).as_str()), "{guide}");
        assert!(guide.contains(&format!("{:<8}{code}", code.status().as_u16())), "{guide}");
    }
    for sample in Sample::of_the_lms() {
        assert!(lines.contains(&sample.curl(&base).as_str()), "{guide}");
        assert!(lines.iter().any(|line| line.starts_with(sample.when)), "{guide}");
    }
}

/// The request id in a response leads the operator to the log entry of the error.
#[test]
fn the_log_of_a_response_is_found_by_its_request_id() {
    let program = Program::start(&["--port", "0"], None);
    let response = program.get("/v1/customers/500");
    assert!(response.contains("\r\nx-request-id: partner-7\r\n"), "{response}");
    let (_, log) = program.stop();
    let is_event = |line: &&str| line.contains("ERROR") && line.contains("partner-7");
    let events: Vec<_> = log.lines().filter(is_event).collect();
    assert_eq!(events.len(), 1, "{log}");
    for part in [
        "upstream: status=500: Cannot connect to jdbc:mariadb://10.4.0.7:3306/",
        "/api/v1/clients/500 after ",
    ] {
        assert!(events[0].contains(part), "{log}");
    }
}

#[test]
fn it_calls_the_core_that_it_is_pointed_to() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("a bound port");
    let core = format!("http://{closed}/fineract-provider/api/v1");
    let program = Program::start(&["--port", "0", "--core", &core], None);
    assert!(program.get("/v1/customers/1").starts_with("HTTP/1.1 503 "));
    let (guide, log) = program.stop();
    assert!(guide.contains(&format!("The core is {core}\n")), "{guide}");
    assert!(log.contains("upstream: no response: the connection failed"), "{log}");
}

#[test]
fn a_rejected_credential_of_the_service_is_logged_as_an_error() {
    for (args, password) in [
        (&["--core-user", "nobody"], None),
        (&["--core-tenant", "nowhere"], None),
        (&["--core-user", "mifos"], Some("wrong")),
    ] {
        let program = Program::start(&[&["--port", "0"], &args[..]].concat()[..], password);
        assert!(program.get("/v1/customers/1").starts_with("HTTP/1.1 500 "));
        let (_, log) = program.stop();
        let is_told =
            |line: &str| line.contains("ERROR") && line.contains("the service's own credential was refused");
        assert!(log.lines().any(is_told), "{log}");
    }
}

#[test]
fn a_port_in_use_is_reported_in_one_line_and_a_failure() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("a bound port").port().to_string();
    let output = spawn(&["--port", &port], None).wait_with_output().expect("it ends");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{error}");
}
