//! The loans service on actix-web.

#![forbid(unsafe_code)]

use std::{io, net::SocketAddr};

use actix_web::{
    App, HttpRequest, HttpServer,
    http::{
        StatusCode,
        header::{AUTHORIZATION, CONTENT_TYPE, HeaderName},
    },
    rt::System,
    web::{self, Bytes, Json, Path, PayloadConfig, ServiceConfig, resource},
};
use lms_error::{LmsError, actix_web::Envelopes};
use loans::{Loan, LoanError, RequestError, TokenError, request};

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

    /// The request cannot be read.
    #[error(transparent)]
    #[lms(transparent)]
    Request(#[from] RequestError),
}

fn text<'a>(request: &'a HttpRequest, name: &HeaderName) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

async fn show(id: Path<String>) -> Result<Json<Loan>, ApiError> {
    Ok(Json(loans::find(request::id(&id)?)?))
}

async fn list(request: HttpRequest) -> Result<Json<Vec<Loan>>, ApiError> {
    Ok(Json(loans::list(&request::page(Some(request.query_string()))?)))
}

/// The body is read before the token is checked, as actix-web closes the connection if a body is left unread.
async fn create(
    request: HttpRequest,
    body: actix_web::Result<Bytes>,
) -> actix_web::Result<(Json<Loan>, StatusCode)> {
    loans::may_write(text(&request, &AUTHORIZATION)).map_err(ApiError::from)?;
    request::media_type(text(&request, &CONTENT_TYPE)).map_err(ApiError::from)?;
    let new = request::new_loan(&body?).map_err(ApiError::from)?;
    Ok((Json(loans::create(&new).map_err(ApiError::from)?), StatusCode::CREATED))
}

/// Adds the routes; for [`App::configure`].
pub fn routes(config: &mut ServiceConfig) {
    // HEAD has to be routed by itself.
    let loans = resource("/loans").get(list).route(web::head().to(list)).post(create);
    let loan = resource("/loans/{id}").get(show).route(web::head().to(show));
    config.app_data(PayloadConfig::new(request::MAX_BODY_BYTES)).service(loans).service(loan);
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    // Turns all other error responses into envelopes.
    let app = || App::new().configure(routes).wrap(Envelopes::new());
    let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", port))?;
    if let Some(address) = server.addrs().first() {
        ready(*address);
    }
    System::new().block_on(server.run())
}
