//! The responses that servers send without calling the application, as the reference lists them.

use crate::{client::Connection, services::services};

/// Returns the row of a server in the reference's table: its cells for 400, 414 and 431.
fn statuses(framework: &str) -> Vec<u16> {
    let docs = include_str!("../../lms-error/docs/frameworks.md");
    let (_, table) = docs.split_once("| server | status |\n|---|---|\n").expect("the table is there");
    let server = if matches!(framework, "actix-web" | "rocket") { framework } else { "hyper" };
    let row = table.lines().find(|row| row.starts_with(&format!("| {server}"))).expect("a row");
    let numbers = row.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 3);
    numbers.map(|number| number.parse().expect("a status")).collect()
}

#[test]
fn responses_of_the_servers_match_the_table_in_the_reference() {
    let long = "a".repeat(100_000);
    let requests = [
        "GARBAGE\r\n\r\n".to_owned(),
        "GET % HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "GET /\u{0} HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n".to_owned(),
        "POST /loans HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n".to_owned(),
        "POST /loans HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\nhost: x\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "a: b\r\n".repeat(300)),
    ];
    for (framework, address) in services() {
        let listed = statuses(framework);
        for request in &requests {
            let response = Connection::to(address).send_bytes(request.as_bytes(), false);
            let start: String = request.chars().take(40).collect();
            assert!(listed.contains(&response.status), "{framework}: {start:?}: {response:?}");
            assert_eq!(response.body, "", "{framework}: {start:?}");
        }
    }
}
