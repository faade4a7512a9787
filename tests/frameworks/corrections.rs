//! An envelope whose status and content type a handler or a middleware changed goes out with those of its code; a
//! response of which only the extensions are left of an envelope does not.

use std::net::SocketAddr;

use lms_error::{Code, LmsError};

use crate::{client::Connection, servers};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("no loan has the id {0}")]
#[lms(actix_web, axum, poem, rocket, salvo, warp, code = "not_found")]
struct NoLoan(u64);

const HTML: &str = "text/html; charset=utf-8";

fn actix_web() -> SocketAddr {
    use actix_web::{
        ResponseError,
        body::{BoxBody, MessageBody},
        dev::ServiceResponse,
        http::{
            StatusCode,
            header::{CONTENT_TYPE, HeaderValue},
        },
        middleware::{Next, from_fn},
        web::{get, resource},
    };
    use lms_error::{ErrorResponse, actix_web::Envelopes};

    async fn change(
        request: actix_web::dev::ServiceRequest,
        next: Next<BoxBody>,
    ) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
        let mut response = next.call(request).await?;
        *response.response_mut().status_mut() = StatusCode::OK;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(HTML));
        let code = response.response().extensions().get::<Code>().map_or("none", |code| code.as_str());
        response.headers_mut().insert("x-code".parse().expect("a name"), HeaderValue::from_static(code));
        Ok(response)
    }

    servers::actix_web(
        |app| {
            let body = async || ErrorResponse::from(NoLoan(7)).error_response().set_body("m_client");
            app.service(resource("/changed").wrap(from_fn(change)).get(async || NoLoan(7)))
                .route("/body", get().to(body));
        },
        Envelopes::new(),
    )
}

fn poem() -> SocketAddr {
    use lms_error::poem::Envelopes;
    use poem::{
        Endpoint, EndpointExt, IntoResponse, Request, Response, Route, handler,
        http::{StatusCode, header::CONTENT_TYPE},
    };

    #[handler]
    fn no_loan() -> Result<(), NoLoan> {
        Err(NoLoan(7))
    }

    async fn change<E: Endpoint>(inner: std::sync::Arc<E>, request: Request) -> poem::Result<Response> {
        let mut response = inner.get_response(request).await;
        response.set_status(StatusCode::OK);
        response.headers_mut().insert(CONTENT_TYPE, HTML.parse().expect("a value"));
        let code = response.extensions().get::<Code>().map_or("none", |code| code.as_str());
        Ok(response.with_header("x-code", code).into_response())
    }

    servers::poem(Route::new().at("/changed", no_loan.around(change)).with(Envelopes::new()))
}

fn rocket() -> SocketAddr {
    use lms_error::rocket::{Envelopes, code};
    use rocket::{fairing::AdHoc, get, http::Status, routes};

    #[get("/changed")]
    fn changed() -> (Status, NoLoan) {
        (Status::Ok, NoLoan(7))
    }

    #[get("/body")]
    fn body() -> NoLoan {
        NoLoan(7)
    }

    let change = AdHoc::on_response("change", |request, response| {
        Box::pin(async move {
            response.set_raw_header("content-type", HTML);
            let code = code(request, response).map_or("none", Code::as_str);
            response.set_raw_header("x-code", code);
            if request.uri().path() == "/body" {
                response.set_sized_body(8, std::io::Cursor::new("m_client"));
            }
        })
    });
    let rocket = servers::rocket_base().mount("/", routes![changed, body]);
    servers::rocket(rocket.attach(change).attach(Envelopes::new()))
}

fn salvo() -> SocketAddr {
    use lms_error::salvo::Envelopes;
    use salvo::{
        Response, Router, Scribe, Service, handler,
        http::{StatusCode, header::CONTENT_TYPE},
    };

    #[handler]
    async fn changed(response: &mut Response) {
        NoLoan(7).render(response);
        response.status_code(StatusCode::OK);
        response.headers_mut().insert(CONTENT_TYPE, HTML.parse().expect("a value"));
        let code = response.extensions.get::<Code>().map_or("none", |code| code.as_str());
        response.headers_mut().insert("x-code", code.parse().expect("a value"));
    }

    #[handler]
    async fn body(response: &mut Response) {
        NoLoan(7).render(response);
        response.replace_body("m_client".to_owned().into());
    }

    let router = Router::new()
        .push(Router::with_path("changed").get(changed))
        .push(Router::with_path("body").get(body));
    servers::salvo(Service::new(router).hoop(Envelopes::new()))
}

fn warp() -> SocketAddr {
    use lms_error::warp::Envelopes;
    use warp::{
        Filter, Reply,
        http::{StatusCode, header::CONTENT_TYPE},
        path,
    };

    let changed = path!("changed").map(|| {
        let mut response = NoLoan(7).into_response();
        *response.status_mut() = StatusCode::OK;
        response.headers_mut().insert(CONTENT_TYPE, HTML.parse().expect("a value"));
        let code = response.extensions().get::<Code>().map_or("none", |code| code.as_str());
        response.headers_mut().insert("x-code", code.parse().expect("a value"));
        response
    });
    servers::warp(Envelopes::new().wrap(changed))
}

#[test]
fn a_changed_status_or_content_type_of_an_envelope_is_restored() {
    for (framework, address) in [
        ("actix-web", actix_web()),
        ("poem", poem()),
        ("rocket", rocket()),
        ("salvo", salvo()),
        ("warp", warp()),
    ] {
        let response = Connection::to(address).send("GET", "/changed", &[], "");
        let expected = r#"{"code":"not_found","message":"lms: status=404: no loan has the id 7"}"#;
        assert_eq!((response.status, response.body.as_str()), (404, expected), "{framework}");
        assert_eq!(response.headers["content-type"], "application/json", "{framework}");
        assert_eq!(response.headers["x-code"], "not_found", "{framework}");
    }
}

/// The extensions stay when another body takes the place of the envelope.
#[test]
fn another_body_under_the_mark_of_an_envelope_is_replaced() {
    for (framework, address) in [("actix-web", actix_web()), ("rocket", rocket()), ("salvo", salvo())] {
        let response = Connection::to(address).send("GET", "/body", &[], "");
        let expected = r#"{"code":"not_found","message":"lms: status=404: Resource does not exist"}"#;
        assert_eq!((response.status, response.body.as_str()), (404, expected), "{framework}");
    }
}
