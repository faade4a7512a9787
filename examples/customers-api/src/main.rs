//! Runs the customers API on the loopback interface. Standard output gets the guide, standard error the log.

#![forbid(unsafe_code)]

use std::{
    env,
    io::{self, Write},
    net::{Ipv4Addr, SocketAddr},
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use customers_api::{Lms, app, guide, lms::Account};
use reqwest::Url;
use tokio::net::TcpListener;
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// The time that requests have after Ctrl-C.
const GRACE: Duration = Duration::from_secs(3);

/// A partner API whose every error is the contract's envelope.
#[derive(Parser)]
struct Args {
    /// The port to listen on; 0 for any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,

    /// The URL of a Fineract, up to `/v1`. Without it, the program starts a stand-in.
    #[arg(long)]
    core: Option<Url>,

    /// The user to call the core with. Its password is in the variable `CORE_PASSWORD`.
    #[arg(long, default_value = core_stand_in::USER)]
    core_user: String,

    /// The tenant of the core.
    #[arg(long, default_value = core_stand_in::TENANT)]
    core_tenant: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let args = Args::parse();
    log_to_stderr();
    let port = args.port;
    match serve(args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("customers-api: cannot listen on 127.0.0.1:{port}: {error}; try --port 0");
            ExitCode::FAILURE
        }
    }
}

async fn serve(args: Args) -> io::Result<()> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port))).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let has_stand_in = args.core.is_none();
    let url = match args.core {
        Some(url) => url,
        None => start_stand_in().await?,
    };
    let password = env::var("CORE_PASSWORD").unwrap_or_else(|_| core_stand_in::PASSWORD.to_owned());
    let guide = guide::guide(&base, url.as_str(), has_stand_in);
    let lms = Lms::new(Account { url, user: args.core_user, password, tenant: args.core_tenant });

    // The task must listen for Ctrl-C before the service prints its address.
    let interrupt = tokio::spawn(interrupted());
    tokio::task::yield_now().await;
    // Nobody may be reading the guide (`| head -1`).
    let _ = writeln!(io::stdout(), "listening on {base}\n{guide}");
    let server = axum::serve(listener, app(lms)).with_graceful_shutdown(async { drop(interrupt.await) });
    // Requests that have begun are responded to; a client that never finishes sending one is not waited for.
    let out_of_time = async {
        interrupted().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        result = server.into_future() => result,
        () = out_of_time => Ok(()),
    }
}

async fn start_stand_in() -> io::Result<Url> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}{}", listener.local_addr()?, core_stand_in::PATH);
    tokio::spawn(core_stand_in::serve(listener));
    url.parse().map_err(io::Error::other)
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be caught and will end the process at once");
        std::future::pending::<()>().await;
    }
}

/// `RUST_LOG=debug` shows the responses below 500, too.
fn log_to_stderr() {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
}
