//! Runs the loans service on tonic at port 8080 of the loopback interface.

#![forbid(unsafe_code)]

use std::io;

fn main() -> io::Result<()> {
    loans_tonic::run(8080, |address| println!("loans.v1.Loans listens on http://{address}"))
}
