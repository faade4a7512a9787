//! The loans service on actix-web.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use actix_web::{
    App, HttpRequest, HttpServer,
    error::{JsonPayloadError, PathError, QueryPayloadError},
    http::{StatusCode, header::AUTHORIZATION},
    middleware::from_fn,
    rt::System,
    web::{Json, JsonConfig, Path, PathConfig, Query, QueryConfig, ServiceConfig, resource},
};
use lms_error::{LmsError, actix_web::envelopes};
use loans::{Loan, LoanError, NewLoan, Page, TokenError};

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(actix_web)]
pub enum ApiError {
    /// The loan cannot be read or created.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// The token does not allow the request.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The body is not a loan.
    #[error("unreadable body")]
    #[lms(code = "invalid_argument")]
    Body(
        #[from]
        #[lms(fields)]
        JsonPayloadError,
    ),

    /// The id in the path is not a number.
    #[error("unreadable path")]
    #[lms(code = "invalid_argument")]
    Path(
        #[from]
        #[lms(fields)]
        PathError,
    ),

    /// The query is not a page.
    #[error("unreadable query")]
    #[lms(code = "invalid_argument")]
    Query(
        #[from]
        #[lms(fields)]
        QueryPayloadError,
    ),
}

async fn show(id: Path<u64>) -> Result<Json<Loan>, ApiError> {
    Ok(Json(loans::find(*id)?))
}

async fn list(page: Query<Page>) -> Result<Json<Vec<Loan>>, ApiError> {
    Ok(Json(loans::list(&page)))
}

async fn create(request: HttpRequest, new: Json<NewLoan>) -> Result<(Json<Loan>, StatusCode), ApiError> {
    let authorization = request.headers().get(AUTHORIZATION);
    loans::may_write(authorization.and_then(|value| value.to_str().ok()))?;
    Ok((Json(loans::create(&new)?), StatusCode::CREATED))
}

/// Adds the routes; for [`App::configure`].
pub fn routes(config: &mut ServiceConfig) {
    config
        .app_data(JsonConfig::default().error_handler(|error, _| ApiError::Body(error).into()))
        .app_data(PathConfig::default().error_handler(|error, _| ApiError::Path(error).into()))
        .app_data(QueryConfig::default().error_handler(|error, _| ApiError::Query(error).into()))
        .service(resource("/loans").get(list).post(create))
        .service(resource("/loans/{id}").get(show));
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    // Turns all other error responses into envelopes.
    let app = || App::new().configure(routes).wrap(from_fn(envelopes));
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", port))?;
    if let Some(address) = server.addrs().first() {
        ready(*address);
    }
    System::new().block_on(server.run())
}
