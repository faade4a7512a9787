//! Runs the loans service on actix-web at port 8080 of the loopback interface.

#![forbid(unsafe_code)]

use std::io;

fn main() -> io::Result<()> {
    loans_actix_web::run(8080, |address| println!("curl -i http://{address}/loans/9"))
}
