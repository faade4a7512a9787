//! The fairing that turns every foreign error response into an envelope.

use http::{StatusCode, header::CONTENT_TYPE};
use rocket::{
    Build, Data, Request, Response, Rocket,
    catcher::{self, Catcher},
    fairing::{self, Fairing, Info, Kind},
    http::Status,
    response::Responder,
};

use super::{code, respond};
use crate::{
    Code, Policy,
    framework::{
        catch_all::{self, Action, in_memory},
        request_line::RequestLine,
    },
    response::JSON,
};

/// Turns every error response of a rocket that is not this crate's into an envelope.
///
/// ```
/// use lms_error::rocket::Envelopes;
///
/// let rocket = rocket::build().attach(Envelopes::new());
/// ```
///
/// Attach it last. The status decides what a response becomes, by the table of
/// [`ErrorResponse::from_status`](crate::ErrorResponse::from_status). Headers stay, except those that describe the body. A
/// response of this crate stays as it is; if a responder or a fairing changed its status or its content type, they are
/// put right, and a warning is logged. rocket itself turns a panic into a 500, which becomes an `internal` response.
///
/// The fairing registers the default catcher at `/`, because what is not HTTP goes to a catcher and to no fairing: a
/// default catcher of your own at `/` would collide with it. Other catchers still run, and their responses become
/// envelopes, too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelopes {
    policy: Option<&'static Policy>,
}

impl Envelopes {
    /// Creates a fairing with [`Policy::LMS`].
    #[must_use]
    pub const fn new() -> Self {
        Self { policy: None }
    }

    /// Creates a fairing that responds by this policy, which handlers find in the request's local cache as a
    /// `&'static Policy`.
    #[must_use]
    pub const fn with_policy(policy: &'static Policy) -> Self {
        Self { policy: Some(policy) }
    }

    fn policy(self) -> &'static Policy {
        self.policy.unwrap_or(&Policy::LMS)
    }
}

#[rocket::async_trait]
impl Fairing for Envelopes {
    fn info(&self) -> Info {
        let kind = Kind::Ignite | Kind::Request | Kind::Response | Kind::Singleton;
        Info { name: "error envelopes", kind }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        Ok(rocket.register("/", vec![Catcher::new(None, DefaultCatcher(self.policy()))]))
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        request.local_cache(|| self.policy());
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let Ok(was) = StatusCode::from_u16(response.status().code) else { return };
        let mut content_types = response.headers().get(CONTENT_TYPE.as_str());
        let content_type = content_types.next().filter(|_| content_types.next().is_none()).map(str::to_owned);
        drop(content_types);
        let content_type = content_type.as_deref().map(str::as_bytes);
        match catch_all::check(self.policy(), code(request, response), was, content_type) {
            Action::Keep => {}
            Action::Correct(code) => {
                with_line(request, |line| line.corrected(code, was, content_type));
                response.set_status(Status::new(code.status().as_u16()));
                response.set_raw_header(CONTENT_TYPE.as_str(), JSON);
            }
            Action::Replace(envelope) => {
                remove_headers(response, envelope.code());
                let body = in_memory::bytes(response.body_mut().take());
                let envelope = with_line(request, |line| line.replaced(envelope, was, &body));
                respond(request, response, envelope);
            }
        }
    }
}

/// The catcher for errors without a route, and for requests that never reach a fairing.
#[derive(Clone)]
struct DefaultCatcher(&'static Policy);

#[rocket::async_trait]
impl catcher::Handler for DefaultCatcher {
    async fn handle<'r>(&self, status: Status, request: &'r Request<'_>) -> catcher::Result<'r> {
        let status = match status {
            // rocket's status for a parameter of the path or a guard of the query that cannot be read.
            Status::UnprocessableEntity => StatusCode::BAD_REQUEST,
            status => StatusCode::from_u16(status.code).unwrap_or_default(),
        };
        let Self(policy) = *self;
        let envelope = policy.for_status(status).unwrap_or_else(|| policy.standard(Code::Internal));
        with_line(request, |line| line.replaced(envelope, status, b"")).respond_to(request)
    }
}

fn remove_headers(response: &mut Response<'_>, code: Code) {
    let gone: Vec<_> = response
        .headers()
        .iter()
        .filter(|header| !catch_all::stays(header.name().as_str(), header.value().as_bytes(), code))
        .map(|header| header.name().to_string())
        .collect();
    for name in gone {
        response.remove_header(&name);
    }
}

fn with_line<R>(request: &Request<'_>, report: impl FnOnce(RequestLine<'_>) -> R) -> R {
    let (method, path) = (request.method().as_str(), request.uri().path());
    let route = request.route().map(|route| route.uri.to_string());
    report(RequestLine { method, path: path.as_str(), route: route.as_deref() })
}
