//! The program as a person runs it.

#![cfg(unix)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStdout, Command, Stdio},
};

use customers_api::guide::Sample;
use lms_error::Code;

fn start(port: &str) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_customers-api"))
        .args(["--port", port])
        .env("RUST_LOG", "debug")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    (child, stdout)
}

#[test]
fn it_says_where_it_listens_and_what_to_try_and_stops_on_ctrl_c() {
    let (mut child, mut stdout) = start("0");
    let mut first = String::new();
    stdout.read_line(&mut first).expect("a first line");
    let address = first.trim().strip_prefix("listening on http://").expect("an address").to_owned();

    let mut stream = TcpStream::connect(&address).expect("it listens there");
    stream.write_all(b"GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.ends_with(r#"{"code":"not_found","message":"lms: status=404: There is no such path"}"#));

    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupted.expect("kill runs").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));

    let mut guide = String::new();
    stdout.read_to_string(&mut guide).expect("the rest");
    for code in Code::ALL {
        assert!(guide.contains(&Sample::of(code).curl(&format!("http://{address}"))), "{guide}");
        assert!(guide.contains(&format!("{:<8}{code}", code.status().as_u16())), "{guide}");
    }
}

/// The operator finds what happened by the id in the answer that a partner complains of.
#[test]
fn the_log_of_an_answer_is_found_by_its_request_id() {
    let (mut child, mut stdout) = start("0");
    let mut first = String::new();
    stdout.read_line(&mut first).expect("a first line");
    let address = first.trim().strip_prefix("listening on http://").expect("an address").to_owned();

    let mut stream = TcpStream::connect(&address).expect("it listens there");
    let request = "GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-request-id: partner-7\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.contains("\r\nx-request-id: partner-7\r\n"), "{answer}");

    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupted.expect("kill runs").success());
    let mut log = String::new();
    child.stderr.take().expect("it is piped").read_to_string(&mut log).expect("a log");
    child.wait().expect("it ends");
    let is_told = |line: &str| line.contains("partner-7") && line.contains("There is no such path");
    assert_eq!(log.lines().filter(|line| is_told(line)).count(), 1, "{log}");
}

#[test]
fn a_port_that_is_taken_is_one_line_and_a_failure() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("a bound port").port().to_string();
    let (child, _) = start(&port);
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{said}");
}
