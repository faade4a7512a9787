//! Runs the loans service on axum at port 8080 of the loopback interface.

#![forbid(unsafe_code)]

use std::io;

fn main() -> io::Result<()> {
    loans_axum::run(8080, |address| println!("curl -i http://{address}/loans/9"))
}
