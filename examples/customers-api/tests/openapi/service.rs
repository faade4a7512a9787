//! The service with a simulated core, and its OpenAPI document.

use std::{net::SocketAddr, sync::mpsc, thread};

use axum::Router;
use customers_api::{Lms, app, lms::Account, openapi::Document};
use serde_json::Value;
use tokio::{net::TcpListener, runtime::Builder};
use utoipa::OpenApi;

/// Returns the OpenAPI document that the service serves.
pub(crate) fn document() -> Value {
    serde_json::to_value(Document::openapi()).expect("it serializes")
}

/// Returns the service, with its own simulated core, which runs until the runtime is dropped.
pub(crate) async fn service() -> Router {
    let core = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}{}", core.local_addr().expect("a bound port"), core_stand_in::PATH);
    tokio::spawn(core_stand_in::serve(core));
    app(Lms::new(Account {
        url: url.parse().expect("a URL"),
        user: core_stand_in::USER.to_owned(),
        password: core_stand_in::PASSWORD.to_owned(),
        tenant: core_stand_in::TENANT.to_owned(),
    }))
}

/// Returns the address of a service that runs until the test ends.
pub(crate) fn started() -> SocketAddr {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            send.send(listener.local_addr().expect("a bound port")).expect("the test waits");
            axum::serve(listener, service().await).await.expect("it runs until the test ends");
        });
    });
    receive.recv().expect("the service starts")
}
