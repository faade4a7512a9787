//! The loans service on rocket.

#![forbid(unsafe_code)]

use std::{
    convert::Infallible,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Mutex,
};

use lms_error::{LmsError, rocket::Envelopes};
use loans::{Loan, LoanError, RequestError, TokenError, request};
use rocket::{
    Build, Config, Data, Request, Rocket, Route,
    data::ToByteUnit,
    fairing::AdHoc,
    get,
    http::{Method, Status},
    post,
    request::{FromRequest, Outcome},
    response::status::Custom,
    route::{self, BoxFuture},
    routes,
    serde::json::Json,
};

/// The errors of all handlers.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(rocket)]
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

    /// The path exists, but not with this method.
    #[error("not allowed for this path")]
    #[lms(code = "invalid_argument", field = "method")]
    Method,
}

/// The parts of a request that the handlers read.
///
/// A guard that fails loses its error, so this one never does, and the handlers check the parts.
#[derive(Clone, Copy)]
struct Parts<'r> {
    authorization: Option<&'r str>,
    content_type: Option<&'r str>,
    query: Option<&'r str>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Parts<'r> {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self {
            authorization: request.headers().get_one("authorization"),
            content_type: request.headers().get_one("content-type"),
            query: request.uri().query().map(|query| query.as_str()),
        })
    }
}

#[get("/loans/<id>")]
fn show(id: &str) -> Result<Json<Loan>, ApiError> {
    Ok(Json(loans::find(request::id(id)?)?))
}

#[get("/loans")]
fn list(parts: Parts<'_>) -> Result<Json<Vec<Loan>>, ApiError> {
    Ok(Json(loans::list(&request::page(parts.query)?)))
}

#[post("/loans", data = "<body>")]
async fn create(parts: Parts<'_>, body: Data<'_>) -> Result<Custom<Json<Loan>>, ApiError> {
    loans::may_write(parts.authorization)?;
    request::media_type(parts.content_type)?;
    let body = body.open(request::MAX_BODY_BYTES.bytes()).into_bytes().await;
    let body = body.map_err(|_| RequestError::Incomplete)?;
    if !body.is_complete() {
        return Err(RequestError::TooLarge.into());
    }
    let loan = loans::create(&request::new_loan(&body)?)?;
    Ok(Custom(Status::Created, Json(loan)))
}

/// Routes for all other methods, to which rocket would respond with 404.
fn other_methods() -> Vec<Route> {
    fn refuse<'r>(request: &'r Request<'_>, _: Data<'r>) -> BoxFuture<'r> {
        Box::pin(async move { route::Outcome::from(request, ApiError::Method) })
    }
    let others = [Method::Put, Method::Patch, Method::Delete, Method::Options, Method::Trace];
    let mut routes = vec![Route::new(Method::Post, "/loans/<_>", refuse)];
    routes.extend(others.map(|method| Route::new(method, "/loans", refuse)));
    routes.extend(others.map(|method| Route::new(method, "/loans/<_>", refuse)));
    routes
}

/// Builds the service.
#[must_use]
pub fn app(config: Config) -> Rocket<Build> {
    rocket::custom(config)
        .mount("/", routes![show, list, create])
        .mount("/", other_methods())
        // Turns all other error responses into envelopes.
        .attach(Envelopes::new())
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
