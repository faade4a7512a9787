//! Calls the customers API from a terminal. Standard output gets the customer, standard error the progress.

#![forbid(unsafe_code)]

use std::{error::Error, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand};
use indicatif::ProgressBar;
use lms_error::{
    Code,
    client::{PartnerCode, PartnerError},
};
use partner_client::{CallError, Customers, Failed};
use reqwest::Url;
use serde_json::{Value, json};

/// A partner's client of the customers API.
#[derive(Parser)]
struct Args {
    /// The URL of the API.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    base: Url,

    /// The bearer token.
    #[arg(long, default_value = "admin")]
    token: String,

    #[command(subcommand)]
    command: Option<Request>,
}

#[derive(Clone, Subcommand)]
enum Request {
    /// Shows a customer. 607 fails twice and then works, 503 and 500 always fail.
    Show {
        /// The id of the customer.
        id: u64,
    },
    /// Creates a customer.
    Create {
        /// The given name.
        firstname: String,
        /// The family name.
        lastname: String,
        /// The office that looks after the customer.
        #[arg(long)]
        office: Option<u64>,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Args { base, token, command } = Args::parse();
    let result = match Customers::new(base, &token) {
        Ok(customers) => run(&customers, command.unwrap_or(Request::Show { id: 607 })).await,
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(customer) => {
            println!("{customer:#}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(customers: &Customers, request: Request) -> Result<Value, CallError> {
    let progress = ProgressBar::new_spinner().with_message("calling");
    progress.enable_steady_tick(Duration::from_millis(100));
    let observer = |failed: Failed<'_>| {
        progress.suspend(|| eprintln!("{failed}"));
        progress.set_message(if failed.next.is_ok() { "waiting to try again" } else { "giving up" });
    };
    let result = match request {
        Request::Show { id } => customers.show(id, observer).await,
        Request::Create { firstname, lastname, office } => {
            let new = json!({ "firstname": firstname, "lastname": lastname, "officeId": office });
            customers.create(&new, observer).await
        }
    };
    progress.finish_and_clear();
    result
}

/// Branches on the code, as the partner's page shows it.
fn report(error: &CallError) {
    match error {
        CallError::Partner(error) => report_response(error),
        CallError::Http(error) => {
            eprintln!("There is no usable response: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  because: {cause}");
                source = cause.source();
            }
        }
    }
}

fn report_response(error: &PartnerError) {
    match error.code() {
        PartnerCode::Known(Code::InvalidArgument) => {
            eprintln!("The request is wrong:");
            for field in error.fields() {
                eprintln!("  {}: {}", field.field(), field.error());
            }
        }
        PartnerCode::Known(Code::Unauthenticated) => eprintln!("Get a new token, then try again."),
        _ => eprintln!("{error}"),
    }
}
