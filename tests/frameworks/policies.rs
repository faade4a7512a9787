//! The catch-all of each framework applies its policy, and passes it to handlers.

use std::{net::SocketAddr, ptr};

use lms_error::Policy;

use crate::{client::Connection, servers};

static CARDS: Policy = Policy::LMS.service("cards");

/// Returns `found` if the request's policy is `CARDS`.
fn found(policy: Option<&&'static Policy>) -> &'static str {
    if policy.is_some_and(|policy| ptr::eq(*policy, &raw const CARDS)) { "found" } else { "none" }
}

fn axum() -> SocketAddr {
    use axum::{Router, extract::Request, routing::get};
    use lms_error::tower::EnvelopeLayer;

    let app = Router::new()
        .route("/policy", get(async |request: Request| found(request.extensions().get())))
        .layer(EnvelopeLayer::with_policy(&CARDS));
    servers::axum(app)
}

fn actix_web() -> SocketAddr {
    use actix_web::{HttpMessage, HttpRequest, web::get};
    use lms_error::actix_web::Envelopes;

    servers::actix_web(
        |app| {
            let policy = async |request: HttpRequest| found(request.extensions().get());
            app.route("/policy", get().to(policy));
        },
        Envelopes::with_policy(&CARDS),
    )
}

fn poem() -> SocketAddr {
    use lms_error::poem::Envelopes;
    use poem::{EndpointExt, Request, Route, handler};

    #[handler]
    fn policy(request: &Request) -> &'static str {
        found(request.extensions().get())
    }

    servers::poem(Route::new().at("/policy", policy).with(Envelopes::with_policy(&CARDS)))
}

fn rocket() -> SocketAddr {
    use lms_error::rocket::Envelopes;
    use rocket::{
        Request, get,
        request::{FromRequest, Outcome},
        routes,
    };

    #[derive(Clone, Copy)]
    struct Found(&'static str);

    #[rocket::async_trait]
    impl<'r> FromRequest<'r> for Found {
        type Error = ();

        async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
            Outcome::Success(Self(found(Some(request.local_cache(|| &Policy::LMS)))))
        }
    }

    #[get("/policy")]
    fn policy(found: Found) -> &'static str {
        found.0
    }

    let rocket = servers::rocket_base().mount("/", routes![policy]);
    servers::rocket(rocket.attach(Envelopes::with_policy(&CARDS)))
}

fn salvo() -> SocketAddr {
    use lms_error::salvo::Envelopes;
    use salvo::{Request, Router, Service, handler};

    #[handler]
    async fn policy(request: &mut Request) -> &'static str {
        found(request.extensions().get())
    }

    let router = Router::new().push(Router::with_path("policy").get(policy));
    servers::salvo(Service::new(router).hoop(Envelopes::with_policy(&CARDS)))
}

fn warp() -> SocketAddr {
    use lms_error::warp::Envelopes;
    use warp::{Filter, path};

    // A filter cannot add to the request's extensions.
    servers::warp(Envelopes::with_policy(&CARDS).wrap(path!("policy").map(|| "found")))
}

#[test]
fn every_catch_all_applies_its_policy_and_passes_it_to_handlers() {
    for (framework, address) in [
        ("axum", axum()),
        ("actix-web", actix_web()),
        ("poem", poem()),
        ("rocket", rocket()),
        ("salvo", salvo()),
        ("warp", warp()),
    ] {
        let mut connection = Connection::to(address);
        let response = connection.send("GET", "/unknown", &[], "");
        let expected = r#"{"code":"not_found","message":"cards: status=404: Resource does not exist"}"#;
        assert_eq!((response.status, response.body.as_str()), (404, expected), "{framework}");
        assert_eq!(connection.send("GET", "/policy", &[], "").body, "found", "{framework}");
    }
}
