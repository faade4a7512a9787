//! A response to HEAD has the headers of that to GET, `content-length` included, and no body.

use std::net::SocketAddr;

use lms_error::LmsError;

use crate::{
    client::{Connection, Response},
    servers,
};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("no loan has the id {0}")]
#[lms(actix_web, axum, poem, rocket, salvo, warp, code = "not_found")]
struct NoLoan(u64);

fn axum() -> SocketAddr {
    use axum::{Router, http::StatusCode, routing::get};
    use lms_error::tower::EnvelopeLayer;

    let app = Router::new()
        .route("/ours", get(async || NoLoan(7)))
        .route("/theirs", get(async || (StatusCode::CONFLICT, "locked")))
        .layer(EnvelopeLayer::new());
    servers::axum(app)
}

fn actix_web() -> SocketAddr {
    use actix_web::{HttpResponse, web::route};
    use lms_error::actix_web::Envelopes;

    servers::actix_web(
        |app| {
            app.route("/ours", route().to(async || NoLoan(7)))
                .route("/theirs", route().to(async || HttpResponse::Conflict().body("locked")));
        },
        Envelopes::new(),
    )
}

fn poem() -> SocketAddr {
    use lms_error::poem::Envelopes;
    use poem::{EndpointExt, Route, get, handler, http::StatusCode};

    #[handler]
    fn ours() -> Result<(), NoLoan> {
        Err(NoLoan(7))
    }

    #[handler]
    fn theirs() -> poem::Result<()> {
        Err(poem::Error::from_string("locked", StatusCode::CONFLICT))
    }

    let app = Route::new().at("/ours", get(ours)).at("/theirs", get(theirs));
    servers::poem(app.with(Envelopes::new()))
}

fn rocket() -> SocketAddr {
    use lms_error::rocket::Envelopes;
    use rocket::{get, http::Status, routes};

    #[get("/ours")]
    fn ours() -> NoLoan {
        NoLoan(7)
    }

    #[get("/theirs")]
    fn theirs() -> (Status, &'static str) {
        (Status::Conflict, "locked")
    }

    let rocket = servers::rocket_base().mount("/", routes![ours, theirs]);
    servers::rocket(rocket.attach(Envelopes::new()))
}

fn salvo() -> SocketAddr {
    use lms_error::salvo::Envelopes;
    use salvo::{Response, Router, Service, handler, http::StatusCode};

    #[handler]
    async fn ours() -> Result<&'static str, NoLoan> {
        Err(NoLoan(7))
    }

    #[handler]
    async fn theirs(response: &mut Response) {
        response.status_code(StatusCode::CONFLICT).render("locked");
    }

    let router = Router::new()
        .push(Router::with_path("ours").goal(ours))
        .push(Router::with_path("theirs").goal(theirs));
    servers::salvo(Service::new(router).hoop(Envelopes::new()))
}

fn warp() -> SocketAddr {
    use lms_error::warp::Envelopes;
    use warp::{Filter, http::StatusCode, path, reply::with_status};

    let ours = path!("ours").map(|| NoLoan(7));
    let theirs = path!("theirs").map(|| with_status("locked", StatusCode::CONFLICT));
    servers::warp(Envelopes::new().wrap(ours.or(theirs)))
}

#[test]
fn head_has_the_content_length_of_get_and_no_body() {
    for (framework, address) in [
        ("axum", axum()),
        ("actix-web", actix_web()),
        ("poem", poem()),
        ("rocket", rocket()),
        ("salvo", salvo()),
        ("warp", warp()),
    ] {
        // All requests use one connection: the client would read a body after HEAD as the next response.
        let mut connection = Connection::to(address);
        for (path, status) in [("/ours", 404), ("/theirs", 409), ("/unknown", 404)] {
            let to_get = connection.send("GET", path, &[], "");
            let length = connection.content_length;
            assert_eq!((to_get.status, length), (status, Some(to_get.body.len())), "{framework} {path}");
            let to_head = connection.send("HEAD", path, &[], "");
            assert_eq!(to_head, Response { body: String::new(), ..to_get }, "{framework} {path}");
            assert_eq!(connection.content_length, length, "{framework} {path}");
        }
    }
}

/// Over HTTP/2, hyper sends the body of the response even for HEAD.
#[tokio::test]
async fn over_http_2_head_has_no_body_either() {
    use http_body_util::{BodyExt, Empty};
    use hyper_util::rt::{TokioExecutor, TokioIo};

    for (framework, address) in [("axum", axum()), ("salvo", salvo()), ("warp", warp())] {
        let stream = tokio::net::TcpStream::connect(address).await.expect("the server listens");
        let io = TokioIo::new(stream);
        let (mut client, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.expect("HTTP/2");
        tokio::spawn(connection);
        for (path, status) in [("/ours", 404), ("/theirs", 409), ("/unknown", 404)] {
            let request = http::Request::head(format!("http://{address}{path}"));
            let request = request.body(Empty::<bytes::Bytes>::new()).expect("a request");
            let response = client.send_request(request).await.expect("a response");
            assert_eq!(response.status(), status, "{framework} {path}");
            let length = response.headers()["content-length"].to_str().map(str::parse::<usize>);
            assert!(length.is_ok_and(|length| length.is_ok_and(|length| length > 0)), "{framework} {path}");
            let body = response.into_body().collect().await.expect("a body").to_bytes();
            assert!(body.is_empty(), "{framework} {path}");
        }
    }
}
