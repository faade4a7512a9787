//! The loans service on rocket.

#![forbid(unsafe_code)]

use std::{
    convert::Infallible,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Mutex,
};

use lms_error::{LmsError, rocket::Envelopes};
use loans::{Loan, LoanError, NewLoan, Page, TokenError};
use rocket::{
    Build, Config, Request, Rocket,
    fairing::AdHoc,
    form, get, post,
    request::{FromRequest, Outcome},
    response::status::Created,
    routes,
    serde::json::{self, Json},
};

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(rocket)]
pub enum ApiError<'r> {
    /// The loan cannot be read or created.
    #[error(transparent)]
    #[lms(transparent)]
    Loan(#[from] LoanError),

    /// The token does not allow the request.
    #[error(transparent)]
    #[lms(transparent)]
    Token(#[from] TokenError),

    /// The body is not a loan.
    #[error("unreadable body: {0}")]
    #[lms(code = "invalid_argument")]
    Body(#[lms(fields)] json::Error<'r>),

    /// The query is not a page.
    #[error("unreadable query: {0}")]
    #[lms(code = "invalid_argument")]
    Query(#[lms(fields)] form::Errors<'r>),
}

#[derive(Clone, Copy)]
struct Authorization<'r>(Option<&'r str>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Authorization<'r> {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self(request.headers().get_one("authorization")))
    }
}

#[get("/loans/<id>")]
fn show(id: u64) -> Result<Json<Loan>, ApiError<'static>> {
    Ok(Json(loans::find(id)?))
}

#[get("/loans?<limit>")]
fn list(limit: form::Result<'_, usize>) -> Result<Json<Vec<Loan>>, ApiError<'_>> {
    // rocket names the parameter of a wrong value, but not of a missing one.
    let page = Page { limit: limit.map_err(|errors| ApiError::Query(errors.with_name("limit")))? };
    Ok(Json(loans::list(&page)))
}

#[post("/loans", data = "<new>")]
fn create<'r>(
    authorization: Authorization<'_>,
    new: Result<Json<NewLoan>, json::Error<'r>>,
) -> Result<Created<Json<Loan>>, ApiError<'r>> {
    loans::may_write(authorization.0)?;
    let Json(new) = new.map_err(ApiError::Body)?;
    let loan = loans::create(&new)?;
    Ok(Created::new(format!("/loans/{}", loan.id)).body(Json(loan)))
}

/// Builds the service.
#[must_use]
pub fn app(config: Config) -> Rocket<Build> {
    rocket::custom(config)
        .mount("/", routes![show, list, create])
        // Turns all other error responses into envelopes.
        .attach(Envelopes)
}

/// Runs the service until the process ends. Port 0 picks a free port.
///
/// # Errors
///
/// If the port is in use.
pub fn run(port: u16, ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    let config = Config { address: Ipv4Addr::LOCALHOST.into(), port, workers: 1, ..Config::default() };
    // A fairing must be `Sync`.
    let ready = Mutex::new(ready);
    let lifted_off = AdHoc::on_liftoff("ready", |rocket| {
        let address = SocketAddr::new(rocket.config().address, rocket.config().port);
        Box::pin(async move {
            if let Ok(ready) = ready.into_inner() {
                ready(address);
            }
        })
    });
    rocket::execute(app(config).attach(lifted_off).launch()).map(drop).map_err(io::Error::other)
}
