//! rocket: [`ErrorResponse`](crate::ErrorResponse) is a `Responder`.

mod rejections;

use std::io::Cursor;

use http::header::CONTENT_TYPE;
use rocket::{
    Build, Request, Response, Rocket,
    catcher::{BoxFuture, Catcher},
    fairing::{self, Fairing, Info, Kind},
    http::{Header, Status},
    response::{self, Responder},
};

use crate::{
    ErrorResponse,
    framework::catch_all::{instead_of, stays},
};

impl<'r> Responder<'r, 'static> for ErrorResponse {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut response = Response::new();
        put(&mut response, &self);
        Ok(response)
    }
}

/// Makes every error answer of a rocket that is not ours the contract's envelope.
///
/// ```
/// let rocket = rocket::build().attach(lms_error::rocket::Envelopes);
/// ```
///
/// The status decides what it becomes, by the table of [`ErrorResponse::from_status`]. Headers stay but those that
/// describe the body, and the body is dropped unread. It registers the default catcher at `/` and looks at every
/// response besides, since a handler may answer a 404 without any catcher. So leave the default catcher at `/` to
/// it; others go on working, and their answers become envelopes too. Attach it last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Envelopes;

#[rocket::async_trait]
impl Fairing for Envelopes {
    fn info(&self) -> Info {
        Info { name: "error envelopes", kind: Kind::Ignite | Kind::Response | Kind::Singleton }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        // What is no HTTP goes to a catcher, and to no fairing.
        Ok(rocket.register("/", vec![Catcher::new(None, caught)]))
    }

    async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
        let content_type = response.headers().get_one(CONTENT_TYPE.as_str());
        let status = http::StatusCode::from_u16(response.status().code).ok();
        let answer = status.and_then(|status| instead_of(status, content_type.map(str::as_bytes)));
        if let Some(answer) = answer {
            let gone: Vec<_> = response
                .headers()
                .iter()
                .filter(|header| !stays(header.name().as_str(), header.value().as_bytes()))
                .map(|header| header.name().to_string())
                .collect();
            for name in gone {
                response.remove_header(&name);
            }
            put(response, &answer);
        }
    }
}

fn caught<'r>(status: Status, request: &'r Request<'_>) -> BoxFuture<'r> {
    let status = match status {
        // rocket's, where a parameter of the path or a guard of the query can't be read: nothing is known of it.
        Status::UnprocessableEntity => http::StatusCode::BAD_REQUEST,
        status => http::StatusCode::from_u16(status.code).unwrap_or_default(),
    };
    let answer = ErrorResponse::from_status(status).unwrap_or_else(|| crate::Code::Internal.into());
    Box::pin(async move { answer.respond_to(request) })
}

fn put(response: &mut Response<'_>, answer: &ErrorResponse) {
    response.set_status(Status::new(answer.status().as_u16()));
    answer.emit();
    response.set_raw_header(CONTENT_TYPE.as_str(), crate::response::content_type());
    for (name, value) in answer.headers() {
        match value.to_str() {
            Ok(value) if !response.headers().contains(name.as_str()) => {
                response.set_header(Header::new(name.to_string(), value.to_owned()));
            }
            _ => {}
        }
    }
    response.set_sized_body(answer.body().len(), Cursor::new(answer.body().clone()));
}
