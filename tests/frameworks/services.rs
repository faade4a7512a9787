//! The examples, each on a port of its own.

use std::{net::SocketAddr, sync::mpsc, thread, time::Duration};

/// Runs a server in a thread until the test process ends, and returns its address.
pub(crate) fn started<R: Send + 'static>(
    run: impl FnOnce(Box<dyn FnOnce(SocketAddr) + Send>) -> R + Send + 'static,
) -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || run(Box::new(move |address| sender.send(address).expect("the test waits"))));
    receiver.recv_timeout(Duration::from_secs(90)).expect("the server has started")
}

/// Every example that speaks HTTP.
pub(crate) fn services() -> [(&'static str, SocketAddr); 7] {
    [
        ("actix-web", started(|ready| loans_actix_web::run(0, ready))),
        ("axum", started(|ready| loans_axum::run(0, ready))),
        ("hyper", started(|ready| loans_hyper::run(0, ready))),
        ("poem", started(|ready| loans_poem::run(0, ready))),
        ("rocket", started(|ready| loans_rocket::run(0, ready))),
        ("salvo", started(|ready| loans_salvo::run(0, ready))),
        ("warp", started(|ready| loans_warp::run(0, ready))),
    ]
}
