//! A server of each framework, on a port of its own, until the test process ends.

use std::{convert::Infallible, io, net::SocketAddr, sync::Mutex};

use actix_web::web::ServiceConfig;
use lms_error::actix_web::Envelopes;
use rocket::{Build, Rocket};

use crate::services::started;

pub(crate) fn axum(app: axum::Router) -> SocketAddr {
    started(|ready| {
        runtime().block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            ready(listener.local_addr()?);
            axum::serve(listener, app).await
        })
    })
}

/// actix-web builds an app in each of its threads.
pub(crate) fn actix_web(configure: fn(&mut ServiceConfig), envelopes: Envelopes) -> SocketAddr {
    started(move |ready| {
        let app = move || actix_web::App::new().configure(configure).wrap(envelopes);
        let server = actix_web::HttpServer::new(app).workers(1).bind("127.0.0.1:0")?;
        ready(server.addrs()[0]);
        actix_web::rt::System::new().block_on(server.run())
    })
}

pub(crate) fn poem(app: impl poem::Endpoint + 'static) -> SocketAddr {
    use poem::listener::{Acceptor, Listener, TcpListener};

    started(|ready| {
        runtime().block_on(async {
            let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
            ready(*acceptor.local_addr()[0].as_socket_addr().expect("an address"));
            poem::Server::new_with_acceptor(acceptor).run(app).await
        })
    })
}

/// Returns a `Rocket<Build>` that listens on a free port.
pub(crate) fn rocket_base() -> Rocket<Build> {
    rocket::custom(rocket::Config { port: 0, workers: 1, ..rocket::Config::default() })
}

pub(crate) fn rocket(rocket: Rocket<Build>) -> SocketAddr {
    started(|ready| {
        let ready = Mutex::new(ready);
        let ready = rocket::fairing::AdHoc::on_liftoff("ready", |rocket| {
            let address = SocketAddr::new(rocket.config().address, rocket.config().port);
            Box::pin(async move { ready.into_inner().expect("nobody else")(address) })
        });
        rocket::execute(rocket.attach(ready).launch()).map(drop).map_err(Box::new)
    })
}

pub(crate) fn salvo(service: salvo::Service) -> SocketAddr {
    use salvo::{
        Listener,
        conn::{Acceptor, TcpListener},
    };

    started(|ready| {
        runtime().block_on(async {
            let acceptor = TcpListener::new("127.0.0.1:0").bind().await;
            ready(acceptor.holdings()[0].local_addr.clone().into_std().expect("an address"));
            salvo::Server::new(acceptor).serve(service).await;
        });
    })
}

pub(crate) fn warp<F>(routes: F) -> SocketAddr
where
    F: warp::Filter<Error = Infallible> + Clone + Send + Sync + 'static,
    F::Extract: warp::Reply,
{
    started(|ready| {
        runtime().block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            ready(listener.local_addr()?);
            warp::serve(routes).incoming(listener).run().await;
            io::Result::Ok(())
        })
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
