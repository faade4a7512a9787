//! Runs the customers API on the loopback interface. Standard output gets the guide, standard error the log.

#![forbid(unsafe_code)]

use std::{
    io::{self, Write},
    net::{Ipv4Addr, SocketAddr},
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use tokio::net::TcpListener;
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

use customers_api::{app, guide::guide};

/// How long requests may take after Ctrl-C.
const GRACE: Duration = Duration::from_secs(3);

/// A partner API whose every error is the contract's envelope.
#[derive(Parser)]
struct Args {
    /// The port to listen on; 0 for any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = Args::parse();
    log_to_stderr();
    match serve(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port))).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("customers-api: cannot listen on 127.0.0.1:{}: {error}; try --port 0", args.port);
            ExitCode::FAILURE
        }
    }
}

async fn serve(address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let base = format!("http://{}", listener.local_addr()?);
    // The task must listen for Ctrl-C before anybody can read that the service is there.
    let interrupt = tokio::spawn(interrupted());
    tokio::task::yield_now().await;
    // Whether anybody reads the guide (`| head -1`) is nothing to the service.
    let _ = writeln!(io::stdout(), "listening on {base}\n{}", guide(&base));
    let server = axum::serve(listener, app()).with_graceful_shutdown(async { drop(interrupt.await) });
    // Requests that have begun are answered; who never finishes sending one is not waited for.
    let out_of_time = async {
        interrupted().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        result = server.into_future() => result,
        () = out_of_time => Ok(()),
    }
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be caught and will end the process at once");
        std::future::pending::<()>().await;
    }
}

/// `RUST_LOG=debug` shows the answers below 500, too.
fn log_to_stderr() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
}
