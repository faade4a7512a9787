//! A handler that panics answers nothing; the catch-all does, or the framework.

use std::{io, net::SocketAddr, sync::Mutex};

use crate::client::{Connection, started};

fn panics() -> &'static str {
    panic!("jdbc:mysql://10.4.0.7")
}

#[tokio::main(flavor = "current_thread")]
async fn axum(ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    use axum::{Router, routing::get};
    use lms_error::tower::EnvelopeLayer;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    ready(listener.local_addr()?);
    let app = Router::new().route("/", get(async || panics())).layer(EnvelopeLayer::new());
    axum::serve(listener, app).await
}

fn actix_web(ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    use actix_web::{App, HttpServer, middleware::from_fn, rt::System, web::get};
    use lms_error::actix_web::envelopes;

    let app = || App::new().route("/", get().to(async || panics())).wrap(from_fn(envelopes));
    let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0")?;
    ready(server.addrs()[0]);
    System::new().block_on(server.run())
}

#[tokio::main(flavor = "current_thread")]
async fn poem(ready: impl FnOnce(SocketAddr) + Send + 'static) -> io::Result<()> {
    use lms_error::poem::envelopes;
    use poem::{
        EndpointExt, Route, Server, handler,
        listener::{Acceptor, Listener, TcpListener},
    };

    #[handler]
    fn handler() -> &'static str {
        panics()
    }

    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
    ready(*acceptor.local_addr()[0].as_socket_addr().expect("an address"));
    let app = Route::new().at("/", handler).around(envelopes);
    Server::new_with_acceptor(acceptor).run(app).await
}

fn rocket(ready: impl FnOnce(SocketAddr) + Send + 'static) -> Result<(), Box<rocket::Error>> {
    use lms_error::rocket::Envelopes;
    use rocket::{Config, fairing::AdHoc, get, routes};

    #[get("/")]
    fn handler() -> &'static str {
        panics()
    }

    let config = Config { port: 0, workers: 1, ..Config::default() };
    let ready = Mutex::new(ready);
    let ready = AdHoc::on_liftoff("ready", |rocket| {
        let address = SocketAddr::new(rocket.config().address, rocket.config().port);
        Box::pin(async move { ready.into_inner().expect("nobody else")(address) })
    });
    let rocket = rocket::custom(config).mount("/", routes![handler]).attach(Envelopes).attach(ready);
    rocket::execute(rocket.launch()).map(drop).map_err(Box::new)
}

#[tokio::main(flavor = "current_thread")]
async fn salvo(ready: impl FnOnce(SocketAddr) + Send + 'static) {
    use lms_error::salvo::Envelopes;
    use salvo::{
        Listener, Router, Server, Service,
        conn::{Acceptor, TcpListener},
        handler,
    };

    #[handler]
    async fn panicking() -> &'static str {
        panics()
    }

    let acceptor = TcpListener::new("127.0.0.1:0").bind().await;
    ready(acceptor.holdings()[0].local_addr.clone().into_std().expect("an address"));
    Server::new(acceptor).serve(Service::new(Router::new().get(panicking)).hoop(Envelopes)).await;
}

#[test]
fn a_handler_that_panics_is_answered_for() {
    let services = [
        ("actix-web", started(actix_web)),
        ("axum", started(axum)),
        ("poem", started(poem)),
        ("rocket", started(rocket)),
        ("salvo", started(salvo)),
    ];
    let expected = r#"{"code":"internal","message":"lms: status=500: Unexpected upstream failure"}"#;
    for (framework, address) in services {
        let answer = Connection::to(address).ask("GET", "/", &[], "");
        assert_eq!((answer.status, answer.body.as_str()), (500, expected), "{framework}");
        assert_eq!(Connection::to(address).ask("GET", "/unknown", &[], "").status, 404, "{framework}");
    }
}
