//! Loans, served by tonic.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use lms_error::LmsError;
use loans::{LoanError, NewLoan, TokenError};
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{Request, Response, Status, transport::Server};

use self::loans_server::{Loans, LoansServer};

#[expect(clippy::pedantic, reason = "tonic writes it")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/loans.v1.Loans.rs"));
}

pub use generated::{loans_client, loans_server};

/// Asks for one loan.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ShowRequest {
    /// Its number.
    #[prost(uint64, tag = "1")]
    pub id: u64,
}

/// Asks for a new one.
#[derive(Clone, PartialEq, prost::Message)]
pub struct CreateRequest {
    /// Who wants it.
    #[prost(uint64, tag = "1")]
    pub customer_id: u64,
    /// How much, in cents.
    #[prost(uint64, tag = "2")]
    pub principal: u64,
}

/// A loan.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Loan {
    /// Its number.
    #[prost(uint64, tag = "1")]
    pub id: u64,
    /// Whose it is.
    #[prost(uint64, tag = "2")]
    pub customer_id: u64,
    /// How much was lent, in cents.
    #[prost(uint64, tag = "3")]
    pub principal: u64,
}

impl From<loans::Loan> for Loan {
    fn from(loan: loans::Loan) -> Self {
        Self { id: loan.id, customer_id: loan.customer_id, principal: loan.principal }
    }
}

/// Every way in which a call fails.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(tonic)]
pub enum ApiError {
    /// Something is wrong with the loan.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// Something is wrong with who asks.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),
}

/// The whole service.
#[derive(Clone, Copy, Debug)]
pub struct Service;

#[tonic::async_trait]
impl Loans for Service {
    async fn show(&self, request: Request<ShowRequest>) -> Result<Response<Loan>, Status> {
        let loan = loans::find(request.into_inner().id).map_err(ApiError::from)?;
        Ok(Response::new(loan.into()))
    }

    async fn create(&self, request: Request<CreateRequest>) -> Result<Response<Loan>, Status> {
        let authorization = request.metadata().get("authorization").and_then(|value| value.to_str().ok());
        loans::may_write(authorization).map_err(ApiError::from)?;
        let CreateRequest { customer_id, principal } = request.into_inner();
        let loan = loans::create(&NewLoan { customer_id, principal }).map_err(ApiError::from)?;
        Ok(Response::new(loan.into()))
    }
}

/// Serves until the process ends; port 0 is any that is free.
///
/// # Errors
///
/// Where the port is taken.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        ready(listener.local_addr()?);
        let server = Server::builder().add_service(LoansServer::new(Service));
        server.serve_with_incoming(TcpListenerStream::new(listener)).await.map_err(io::Error::other)
    })
}
