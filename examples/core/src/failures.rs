//! Clients that always fail, each in its own way. Other requests are not affected.

use std::{
    future, io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    body::Body,
    http::{
        StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER},
    },
    response::{Html, IntoResponse, Response},
};

use crate::body::{Failure, Fault};

/// The service's credential is refused: 401.
pub const NOT_AUTHENTICATED: u64 = 401;
/// The service's user lacks a permission: 403.
pub const NOT_AUTHORIZED: u64 = 403;
/// The service calls something that does not exist: 405.
pub const NOT_SUPPORTED: u64 = 405;
/// The close of business has locked the client: 409.
pub const LOCKED: u64 = 409;
/// A command with the same idempotency key is still running: 425.
pub const STILL_RUNNING: u64 = 425;
/// Too many requests: 429 of a proxy, with `retry-after: 7`.
pub const TOO_MANY: u64 = 429;
/// The database is down: 500, and an exception.
pub const DATABASE_DOWN: u64 = 500;
/// The core is not there: 502 of a proxy, in HTML.
pub const BAD_GATEWAY: u64 = 502;
/// The core is down for maintenance: 503 of a proxy, with `retry-after: 30`.
pub const MAINTENANCE: u64 = 503;
/// The core took too long for the proxy: 504, in HTML.
pub const GATEWAY_TIMEOUT: u64 = 504;
/// The connection is dropped before a response.
pub const DROPPED: u64 = 601;
/// There is never a response.
pub const SLOW: u64 = 602;
/// The body of the response breaks off.
pub const BROKEN_OFF: u64 = 603;
/// The response is 200, and a login page in HTML.
pub const LOGIN_PAGE: u64 = 604;
/// A rule is broken, and the status is 503.
pub const UNAVAILABLE_RULE: u64 = 605;
/// Another request has changed the client at the same time: 409, "try again".
pub const CONFLICT: u64 = 606;
/// Two of three requests get a 503, and the third succeeds.
pub const FLAKY: u64 = 607;

/// The state of the failures.
#[derive(Clone, Default)]
pub(crate) struct Failures {
    flaky_requests: Arc<AtomicU64>,
}

impl Failures {
    /// Responds for a client that fails; `None` for any other one.
    pub(crate) async fn respond(&self, id: u64) -> Option<Response> {
        if id == FLAKY {
            let fails = self.flaky_requests.fetch_add(1, Ordering::Relaxed) % 3 < 2;
            return fails
                .then(|| ([(RETRY_AFTER, "1")], proxy(StatusCode::SERVICE_UNAVAILABLE)).into_response());
        }
        failure(id).await
    }
}

async fn failure(id: u64) -> Option<Response> {
    Some(match id {
        NOT_AUTHENTICATED => {
            let text = "Invalid authentication details were passed in api request.";
            Failure::not_authenticated("error.msg.not.authenticated", text).into_response()
        }
        NOT_AUTHORIZED => {
            let text = "User has no authority to: READ_CLIENT";
            Failure::rule(Fault::rule("error.msg.not.authorized", text)).into_response()
        }
        NOT_SUPPORTED => {
            Failure::not_supported("Invalid instance type called in api request").into_response()
        }
        LOCKED => {
            let text = "Client is locked by the COB job. Client ID: 409";
            Failure::locked("error.msg.client.locked", text).into_response()
        }
        STILL_RUNNING => StatusCode::TOO_EARLY.into_response(),
        TOO_MANY => (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "7")]).into_response(),
        DATABASE_DOWN => {
            let text = "Cannot connect to jdbc:mariadb://10.4.0.7:3306/fineract_default: m_client";
            Failure::exception(text).into_response()
        }
        BAD_GATEWAY => proxy(StatusCode::BAD_GATEWAY),
        MAINTENANCE => ([(RETRY_AFTER, "30")], proxy(StatusCode::SERVICE_UNAVAILABLE)).into_response(),
        GATEWAY_TIMEOUT => proxy(StatusCode::GATEWAY_TIMEOUT),
        DROPPED => drop_connection(),
        SLOW => future::pending().await,
        BROKEN_OFF => broken_off(),
        LOGIN_PAGE => Html("<html><title>Login</title></html>").into_response(),
        UNAVAILABLE_RULE => {
            let text = "Loan transaction:7 update not allowed as loan status is written off";
            Failure::unavailable_rule("error.msg.loan.written.off.update.not.allowed", text).into_response()
        }
        CONFLICT => {
            let text = "Concurrent modification on org.apache.fineract.portfolio.client.domain.Client [606], please try again";
            let code =
                "error.msg.platform.service.org.apache.fineract.portfolio.client.domain.Client.conflict";
            Failure::locked(code, text).into_response()
        }
        _ => return None,
    })
}

/// Returns the page of a proxy in front of the core.
fn proxy(status: StatusCode) -> Response {
    let page = format!("<html>\n<h1>{status}</h1>\n<hr>nginx/1.24.0 at core-7.internal\n</html>\n");
    (status, Html(page)).into_response()
}

/// Unwinds out of the connection's task, which closes the connection. Not a panic: nothing is printed.
fn drop_connection() -> ! {
    std::panic::resume_unwind(Box::new("the connection is dropped on purpose"))
}

fn broken_off() -> Response {
    let chunks = [Ok("{\"id\": 603, \"firstname\": "), Err(io::Error::other("broken off on purpose"))];
    let headers = [(CONTENT_TYPE, "application/json"), (CONTENT_LENGTH, "200")];
    (headers, Body::from_stream(tokio_stream::iter(chunks))).into_response()
}
