//! A panic of a handler, or of a middleware's `call` itself, becomes an `internal` response.

use std::{
    future::{Future, Ready, ready},
    net::SocketAddr,
};

use crate::{client::Connection, servers};

fn panics() -> &'static str {
    panic!("jdbc:mysql://10.4.0.7")
}

fn axum() -> SocketAddr {
    use axum::{Router, routing::get};
    use lms_error::tower::EnvelopeLayer;

    servers::axum(Router::new().route("/", get(async || panics())).layer(EnvelopeLayer::new()))
}

fn actix_web() -> SocketAddr {
    use lms_error::actix_web::Envelopes;

    servers::actix_web(
        |app| {
            app.route("/", actix_web::web::get().to(async || panics()));
        },
        Envelopes::new(),
    )
}

fn poem() -> SocketAddr {
    use lms_error::poem::Envelopes;
    use poem::{EndpointExt, Route, handler};

    #[handler]
    fn panicking() -> &'static str {
        panics()
    }

    servers::poem(Route::new().at("/", panicking).with(Envelopes::new()))
}

fn rocket() -> SocketAddr {
    use lms_error::rocket::Envelopes;
    use rocket::{get, routes};

    #[get("/")]
    fn panicking() -> &'static str {
        panics()
    }

    servers::rocket(servers::rocket_base().mount("/", routes![panicking]).attach(Envelopes::new()))
}

fn salvo() -> SocketAddr {
    use lms_error::salvo::Envelopes;
    use salvo::{Router, Service, handler};

    #[handler]
    async fn panicking() -> &'static str {
        panics()
    }

    servers::salvo(Service::new(Router::new().get(panicking)).hoop(Envelopes::new()))
}

const INTERNAL: &str = r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#;

#[test]
fn a_panic_of_a_handler_becomes_a_response() {
    let services = [
        ("actix-web", actix_web()),
        ("axum", axum()),
        ("poem", poem()),
        ("rocket", rocket()),
        ("salvo", salvo()),
    ];
    for (framework, address) in services {
        let response = Connection::to(address).send("GET", "/", &[], "");
        assert_eq!((response.status, response.body.as_str()), (500, INTERNAL), "{framework}");
        assert_eq!(Connection::to(address).send("GET", "/unknown", &[], "").status, 404, "{framework}");
    }
}

/// A middleware that panics before it returns a future.
#[actix_web::test]
async fn a_panic_of_a_call_becomes_a_response_of_actix_web() {
    use actix_web::{
        App, Error,
        dev::{Service, ServiceResponse},
        test::{TestRequest, init_service},
    };

    let app = App::new()
        .wrap_fn(|request, _| -> Ready<Result<ServiceResponse, Error>> { panic!("at {}", request.path()) })
        .wrap(lms_error::actix_web::Envelopes::new());
    let app = init_service(app).await;
    let error = app.call(TestRequest::get().to_request()).await.expect_err("a panic");
    let body = actix_web::body::to_bytes(error.error_response().into_body()).await.expect("a body");
    assert_eq!(body, INTERNAL);
}

/// An endpoint that panics before it returns a future.
#[tokio::test]
async fn a_panic_of_a_call_becomes_a_response_of_poem() {
    use poem::{Endpoint, EndpointExt, Request, Response, Result};

    struct Panicking;

    impl Endpoint for Panicking {
        type Output = Response;

        fn call(&self, request: Request) -> impl Future<Output = Result<Response>> + Send {
            assert!(request.uri().path() != "/", "jdbc:mysql://10.4.0.7");
            ready(Ok(Response::default()))
        }
    }

    let response = Panicking.with(lms_error::poem::Envelopes::new()).call(Request::default()).await;
    let body = response.expect("a response").into_body().into_string().await.expect("a body");
    assert_eq!(body, INTERNAL);
}
