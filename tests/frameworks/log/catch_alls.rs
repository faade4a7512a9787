//! The events of the catch-alls: the body that an envelope replaces, the route, panics and corrections.

use std::sync::LazyLock;

use serde_json::Value;

use crate::{Gone, LOG, TURN, client::Connection, events};

/// A body that is pending on the first poll and panics on the second.
struct Pending {
    is_polled: bool,
}

impl http_body::Body for Pending {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        assert!(!self.is_polled, "the catch-all does not wait");
        self.is_polled = true;
        std::task::Poll::Pending
    }
}

/// The event has the details that the response hides from the partner.
#[tokio::test]
async fn the_body_that_an_envelope_replaces_is_logged_with_the_route() {
    use axum::{Extension, Router, body::Body, http::StatusCode, routing::get};

    let _turn = TURN.lock().await;
    LazyLock::force(&LOG);
    let app = Router::new()
        .route("/loans/{id}", get(async |_: Extension<u64>| ()))
        .route("/long", get(async || (StatusCode::BAD_GATEWAY, "ä".repeat(10_000))))
        .route("/pending", get(async || (StatusCode::BAD_GATEWAY, Body::new(Pending { is_polled: false }))))
        .route("/panic", get(async || -> () { panic!("no ledger") }))
        .layer(lms_error::tower::EnvelopeLayer::new());
    let event = async |path: &str| {
        let _ = events();
        let request = http::Request::get(path).body(Body::empty()).expect("a request");
        let response = tower::ServiceExt::oneshot(app.clone(), request).await.expect("infallible");
        assert!(response.status().is_server_error() || response.status() == 404);
        let mut events = events();
        assert_eq!(events.len(), 1, "{events:#?}");
        events.remove(0)["fields"].take()
    };

    let fields = event("/loans/7?token=secret").await;
    assert_eq!(fields["http.route"], "/loans/{id}");
    let body = fields["error.body"].as_str().expect("a body");
    assert!(body.starts_with("Missing request extension: Extension of type `u64` was not found."), "{body}");
    let message = "GET /loans/7 got a 500 Internal Server Error that is not an envelope";
    assert_eq!(fields["error.message"], message);

    let fields = event("/long").await;
    assert_eq!(fields["error.body"].as_str().map(str::len), Some(4096));

    let fields = event("/pending").await;
    assert_eq!((fields["http.route"].as_str(), fields.get("error.body")), (Some("/pending"), None));

    let fields = event("/panic").await;
    assert_eq!(fields["error.message"], "GET /panic panicked: no ledger");
    assert_eq!(fields["http.route"], "/panic");

    let fields = event("/unknown").await;
    assert_eq!(fields["error.message"], "GET /unknown got a 404 Not Found that is not an envelope");
    assert_eq!(fields.get("http.route"), None);
}

#[tokio::test]
async fn a_correction_is_a_warning() {
    use axum::{Router, body::Body, http::StatusCode, routing::get};

    let _turn = TURN.lock().await;
    LazyLock::force(&LOG);
    let _ = events();
    let app: Router = Router::new()
        .route("/loans/{id}", get(async || (StatusCode::OK, Gone(7))))
        .layer(lms_error::tower::EnvelopeLayer::new());
    let request = http::Request::get("/loans/7").body(Body::empty()).expect("a request");
    let response = tower::ServiceExt::oneshot(app, request).await.expect("infallible");
    assert_eq!(response.status(), 404);
    let events = events();
    let logged: Vec<_> =
        events.iter().map(|event| (event["level"].as_str(), event["fields"]["message"].as_str())).collect();
    assert_eq!(
        logged,
        [(Some("DEBUG"), Some("error response")), (Some("WARN"), Some("error response corrected")),],
    );
    assert_eq!(events[1]["fields"]["http.route"], "/loans/{id}");
    let message = "GET /loans/7 got the not_found envelope as 200 OK with `application/json`";
    assert_eq!(events[1]["fields"]["error.message"], message);
}

/// A bad gateway of a handler, and an unknown path, in each framework.
mod gateways {
    use std::net::SocketAddr;

    use crate::servers;

    pub(super) fn axum() -> SocketAddr {
        use axum::{Router, http::StatusCode, routing::get};

        let app = Router::new().route("/gateways/{id}", get(async || (StatusCode::BAD_GATEWAY, "nginx")));
        servers::axum(app.layer(lms_error::tower::EnvelopeLayer::new()))
    }

    pub(super) fn actix_web() -> SocketAddr {
        use actix_web::{HttpResponse, web::get};

        servers::actix_web(
            |app| {
                app.route("/gateways/{id}", get().to(async || HttpResponse::BadGateway().body("nginx")));
            },
            lms_error::actix_web::Envelopes::new(),
        )
    }

    pub(super) fn poem() -> SocketAddr {
        use poem::{EndpointExt, Route, handler, http::StatusCode};

        #[handler]
        fn gateway() -> (StatusCode, &'static str) {
            (StatusCode::BAD_GATEWAY, "nginx")
        }

        servers::poem(Route::new().at("/gateways/:id", gateway).with(lms_error::poem::Envelopes::new()))
    }

    pub(super) fn rocket() -> SocketAddr {
        use rocket::{get, http::Status, routes};

        #[get("/gateways/<_id>")]
        fn gateway(_id: u64) -> (Status, &'static str) {
            (Status::BadGateway, "nginx")
        }

        let rocket = servers::rocket_base().mount("/", routes![gateway]);
        servers::rocket(rocket.attach(lms_error::rocket::Envelopes::new()))
    }

    pub(super) fn salvo() -> SocketAddr {
        use salvo::{Response, Router, Service, handler, http::StatusCode};

        #[handler]
        async fn gateway(response: &mut Response) {
            response.status_code(StatusCode::BAD_GATEWAY).render("nginx");
        }

        let router = Router::new().push(Router::with_path("gateways/{id}").get(gateway));
        servers::salvo(Service::new(router).hoop(lms_error::salvo::Envelopes::new()))
    }

    pub(super) fn warp() -> SocketAddr {
        use warp::{Filter, http::StatusCode, path, reply::with_status};

        let gateway = path!("gateways" / u64).map(|_| with_status("nginx", StatusCode::BAD_GATEWAY));
        servers::warp(lms_error::warp::Envelopes::new().wrap(gateway))
    }
}

#[test]
fn every_catch_all_logs_the_body_and_the_route_if_it_has_them() {
    let _turn = TURN.blocking_lock();
    LazyLock::force(&LOG);
    for (framework, address, route) in [
        ("axum", gateways::axum(), Some("/gateways/{id}")),
        ("actix-web", gateways::actix_web(), Some("/gateways/{id}")),
        ("poem", gateways::poem(), None),
        ("rocket", gateways::rocket(), Some("/gateways/<_id>")),
        ("salvo", gateways::salvo(), Some("gateways/{id}")),
        ("warp", gateways::warp(), None),
    ] {
        let _ = events();
        assert_eq!(Connection::to(address).send("GET", "/gateways/7?key=secret", &[], "").status, 503);
        let events = events();
        assert_eq!(events.len(), 1, "{framework}: {events:#?}");
        let fields = &events[0]["fields"];
        assert_eq!(fields["error.body"], "nginx", "{framework}");
        assert_eq!(fields.get("http.route").and_then(Value::as_str), route, "{framework}");
        let message = "GET /gateways/7 got a 502 Bad Gateway that is not an envelope";
        assert_eq!(fields["error.message"], message, "{framework}");
    }
}

#[tokio::test]
async fn a_grpc_status_that_an_envelope_replaces_is_logged() {
    let _turn = TURN.lock().await;
    LazyLock::force(&LOG);
    let _ = events();
    let service = tower::service_fn(async |_: http::Request<()>| {
        let status = tonic::Status::unknown("m_loan is locked");
        Ok::<_, std::convert::Infallible>(status.into_http::<axum::body::Body>())
    });
    let service = tower::Layer::layer(&lms_error::tower::EnvelopeLayer::new(), service);
    let request = http::Request::post("/loans.v1.Loans/Show").header("content-type", "application/grpc");
    let request = request.body(()).expect("a request");
    let response = tower::ServiceExt::oneshot(service, request).await.expect("infallible");
    assert_eq!(response.headers()["grpc-status"], "13");
    assert_eq!(response.extensions().get(), Some(&lms_error::Code::Internal));
    let events = events();
    assert_eq!(events.len(), 1, "{events:#?}");
    assert_eq!(events[0]["fields"]["error.body"], "m_loan is locked");
    let message = "POST /loans.v1.Loans/Show got a gRPC status that is not an envelope: Unknown error";
    assert_eq!(events[0]["fields"]["error.message"], message);
}
