//! Error types of handlers: a generic error with every framework, an `ErrorResponse`, and a box.

use std::{
    fmt::{Debug, Display},
    net::SocketAddr,
};

use lms_error::{ErrorResponse, LmsError};

use crate::{client::Connection, servers};

/// A generic error type with all frameworks.
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(actix_web, axum, poem, rocket, salvo, tonic, warp)]
enum Failure<T: Debug + Display> {
    #[error("Client {0} is gone")]
    #[lms(code = "not_found")]
    Gone(T),
    #[error("core at {0} is down")]
    #[lms(code = "unavailable", retry_after = 7)]
    Down(T),
}

fn failure() -> Result<&'static str, Failure<u64>> {
    Err(Failure::Gone(7))
}

fn response() -> Result<&'static str, ErrorResponse> {
    Ok(failure()?)
}

fn boxed() -> Result<&'static str, Box<dyn LmsError + Send + Sync>> {
    Err(Box::new(Failure::Down("10.4.0.7".to_owned())))
}

fn response_of_a_box() -> Result<&'static str, ErrorResponse> {
    Ok(boxed()?)
}

#[track_caller]
fn assert_responses(address: SocketAddr) {
    let mut connection = Connection::to(address);
    let gone = r#"{"code":"not_found","message":"lms: status=404: Customer 7 is gone"}"#;
    let down = r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#;
    for (path, status, body, wait) in
        [("/failure", 404, gone, None), ("/response", 404, gone, None), ("/boxed", 503, down, Some("7"))]
    {
        let response = connection.send("GET", path, &[], "");
        assert_eq!((response.status, response.body.as_str()), (status, body), "{path}");
        assert_eq!(response.headers["content-type"], "application/json", "{path}");
        assert_eq!(response.headers.get("retry-after").map(String::as_str), wait, "{path}");
    }
}

fn axum() -> SocketAddr {
    use axum::{Router, routing::get};

    let app = Router::new()
        .route("/failure", get(async || failure()))
        .route("/response", get(async || response()))
        .route("/boxed", get(async || response_of_a_box()));
    servers::axum(app)
}

fn actix_web() -> SocketAddr {
    use actix_web::web::get;
    use lms_error::actix_web::Envelopes;

    servers::actix_web(
        |app| {
            app.route("/failure", get().to(async || failure()))
                .route("/response", get().to(async || response()))
                .route("/boxed", get().to(async || response_of_a_box()));
        },
        Envelopes::new(),
    )
}

fn poem() -> SocketAddr {
    use poem::{Route, handler};

    #[handler]
    fn of_failure() -> Result<&'static str, Failure<u64>> {
        failure()
    }

    #[handler]
    fn of_response() -> Result<&'static str, ErrorResponse> {
        response()
    }

    #[handler]
    fn of_box() -> poem::Result<&'static str> {
        Ok(response_of_a_box()?)
    }

    servers::poem(Route::new().at("/failure", of_failure).at("/response", of_response).at("/boxed", of_box))
}

fn rocket() -> SocketAddr {
    use rocket::{get, routes};

    #[get("/failure")]
    fn of_failure() -> Result<&'static str, Failure<u64>> {
        failure()
    }

    #[get("/response")]
    fn of_response() -> Result<&'static str, ErrorResponse> {
        response()
    }

    #[get("/boxed")]
    fn of_box() -> Result<&'static str, ErrorResponse> {
        response_of_a_box()
    }

    servers::rocket(servers::rocket_base().mount("/", routes![of_failure, of_response, of_box]))
}

fn salvo() -> SocketAddr {
    use salvo::{Router, Service, handler};

    #[handler]
    async fn of_failure() -> Result<&'static str, Failure<u64>> {
        failure()
    }

    #[handler]
    async fn of_response() -> Result<&'static str, ErrorResponse> {
        response()
    }

    #[handler]
    async fn of_box() -> Result<&'static str, ErrorResponse> {
        response_of_a_box()
    }

    let router = Router::new()
        .push(Router::with_path("failure").get(of_failure))
        .push(Router::with_path("response").get(of_response))
        .push(Router::with_path("boxed").get(of_box));
    servers::salvo(Service::new(router))
}

fn warp() -> SocketAddr {
    use lms_error::warp::Envelopes;
    use warp::{Filter, Rejection, path};

    let of_failure = path!("failure").map(failure);
    let of_response = path!("response").and_then(async || Ok::<_, Rejection>(failure()?));
    let of_box = path!("boxed").map(response_of_a_box);
    servers::warp(Envelopes::new().wrap(of_failure.or(of_response).or(of_box)))
}

#[test]
fn a_handler_can_return_each_error_type() {
    for address in [axum(), actix_web(), poem(), rocket(), salvo(), warp()] {
        assert_responses(address);
    }
}
