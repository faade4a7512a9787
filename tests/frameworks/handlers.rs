//! What a handler may fail with: a generic error that answers through every framework, the finished answer, and a box.

use std::{
    fmt::{Debug, Display},
    io,
    net::SocketAddr,
};

use lms_error::{ErrorResponse, LmsError};

use crate::client::{Connection, started};

/// One type, all frameworks, and a parameter.
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

fn answer() -> Result<&'static str, ErrorResponse> {
    Ok(failure()?)
}

fn boxed() -> Result<&'static str, Box<dyn LmsError + Send + Sync>> {
    Err(Box::new(Failure::Down("10.4.0.7".to_owned())))
}

fn answer_of_a_box() -> Result<&'static str, ErrorResponse> {
    Ok(boxed()?)
}

#[track_caller]
fn assert_answers(address: SocketAddr) {
    let mut connection = Connection::to(address);
    let gone = r#"{"code":"not_found","message":"lms: status=404: Customer 7 is gone"}"#;
    let down = r#"{"code":"unavailable","message":"lms: status=503: Service is temporarily unavailable"}"#;
    for (path, status, body, wait) in
        [("/failure", 404, gone, None), ("/answer", 404, gone, None), ("/boxed", 503, down, Some("7"))]
    {
        let answer = connection.ask("GET", path, &[], "");
        assert_eq!((answer.status, answer.body.as_str()), (status, body), "{path}");
        assert_eq!(answer.headers["content-type"], "application/json", "{path}");
        assert_eq!(answer.headers.get("retry-after").map(String::as_str), wait, "{path}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn axum(ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    use axum::{Router, routing::get};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    ready(listener.local_addr()?);
    let app = Router::new()
        .route("/failure", get(async || failure()))
        .route("/answer", get(async || answer()))
        .route("/boxed", get(async || answer_of_a_box()));
    axum::serve(listener, app).await
}

fn actix_web(ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    use actix_web::{App, HttpServer, rt::System, web::get};

    let app = || {
        App::new()
            .route("/failure", get().to(async || failure()))
            .route("/answer", get().to(async || answer()))
            .route("/boxed", get().to(async || answer_of_a_box()))
    };
    let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0")?;
    ready(server.addrs()[0]);
    System::new().block_on(server.run())
}

#[tokio::main(flavor = "current_thread")]
async fn poem(ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    use poem::{
        Route, Server, handler,
        listener::{Acceptor, Listener, TcpListener},
    };

    #[handler]
    fn of_failure() -> Result<&'static str, Failure<u64>> {
        failure()
    }

    #[handler]
    fn of_answer() -> Result<&'static str, ErrorResponse> {
        answer()
    }

    #[handler]
    fn of_box() -> poem::Result<&'static str> {
        Ok(answer_of_a_box()?)
    }

    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
    ready(*acceptor.local_addr()[0].as_socket_addr().expect("an address"));
    let app = Route::new().at("/failure", of_failure).at("/answer", of_answer).at("/boxed", of_box);
    Server::new_with_acceptor(acceptor).run(app).await
}

fn rocket(ready: impl FnOnce(SocketAddr) + Send + 'static) -> Result<(), Box<rocket::Error>> {
    use rocket::{Config, fairing::AdHoc, get, routes};

    #[get("/failure")]
    fn of_failure() -> Result<&'static str, Failure<u64>> {
        failure()
    }

    #[get("/answer")]
    fn of_answer() -> Result<&'static str, ErrorResponse> {
        answer()
    }

    #[get("/boxed")]
    fn of_box() -> Result<&'static str, ErrorResponse> {
        answer_of_a_box()
    }

    let config = Config { port: 0, workers: 1, ..Config::default() };
    let ready = std::sync::Mutex::new(ready);
    let ready = AdHoc::on_liftoff("ready", |rocket| {
        let address = SocketAddr::new(rocket.config().address, rocket.config().port);
        Box::pin(async move { ready.into_inner().expect("nobody else")(address) })
    });
    let rocket = rocket::custom(config).mount("/", routes![of_failure, of_answer, of_box]).attach(ready);
    rocket::execute(rocket.launch()).map(drop).map_err(Box::new)
}

#[tokio::main(flavor = "current_thread")]
async fn salvo(ready: impl FnOnce(SocketAddr) + Send + 'static) {
    use salvo::{
        Listener, Router, Server,
        conn::{Acceptor, TcpListener},
        handler,
    };

    #[handler]
    async fn of_failure() -> Result<&'static str, Failure<u64>> {
        failure()
    }

    #[handler]
    async fn of_answer() -> Result<&'static str, ErrorResponse> {
        answer()
    }

    #[handler]
    async fn of_box() -> Result<&'static str, ErrorResponse> {
        answer_of_a_box()
    }

    let acceptor = TcpListener::new("127.0.0.1:0").bind().await;
    ready(acceptor.holdings()[0].local_addr.clone().into_std().expect("an address"));
    let router = Router::new()
        .push(Router::with_path("failure").get(of_failure))
        .push(Router::with_path("answer").get(of_answer))
        .push(Router::with_path("boxed").get(of_box));
    Server::new(acceptor).serve(router).await;
}

#[tokio::main(flavor = "current_thread")]
async fn warp(ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    use warp::{Filter, Rejection, path};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    ready(listener.local_addr()?);
    let of_failure = path!("failure").map(failure);
    let of_answer = path!("answer").and_then(async || Ok::<_, Rejection>(failure()?));
    let of_box = path!("boxed").map(answer_of_a_box);
    let routes = of_failure.or(of_answer).or(of_box).recover(lms_error::warp::recover);
    warp::serve(routes).incoming(listener).run().await;
    Ok(())
}

#[test]
fn a_handler_fails_with_what_it_likes() {
    assert_answers(started(axum));
    assert_answers(started(actix_web));
    assert_answers(started(poem));
    assert_answers(started(rocket));
    assert_answers(started(salvo));
    assert_answers(started(warp));
}
