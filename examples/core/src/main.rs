//! Runs the stand-in for the core on the loopback interface.

#![forbid(unsafe_code)]

use std::{
    io::{self, Write},
    net::Ipv4Addr,
    process::ExitCode,
};

use clap::Parser;
use core_stand_in::{PASSWORD, PATH, TENANT, USER};
use tokio::net::TcpListener;

/// A stand-in for the core banking system, with the responses of Apache Fineract.
#[derive(Parser)]
struct Args {
    /// The port to listen on; 0 for any that is free.
    #[arg(long, default_value_t = 8081)]
    port: u16,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let port = Args::parse().port;
    let served = async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let base = format!("http://{}{PATH}", listener.local_addr()?);
        // Nobody may be reading this.
        let _ = writeln!(
            io::stdout(),
            "listening on {base}\n\ncurl -i -u {USER}:{PASSWORD} -H 'Fineract-Platform-TenantId: {TENANT}' {base}/clients/1"
        );
        core_stand_in::serve(listener).await
    };
    match served.await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("core-stand-in: cannot listen on 127.0.0.1:{port}: {error}; try --port 0");
            ExitCode::FAILURE
        }
    }
}
