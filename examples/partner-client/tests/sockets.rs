//! The partner's client calls the customers API, which calls a failing core, over sockets.

use std::{
    cell::RefCell,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

use axum::{Router, response::Redirect, routing::post};
use customers_api::{Lms, app, lms::Account};
use lms_error::{
    Code, FieldError,
    client::{PartnerCode, Stop},
};
use partner_client::{CallError, Customers, Failed};
use serde_json::json;
use tokio::net::TcpListener;

/// Starts the core and the API on free ports.
async fn start() -> Customers {
    let core = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}{}", core.local_addr().expect("a bound port"), core_stand_in::PATH);
    tokio::spawn(core_stand_in::serve(core));
    let lms = Lms::new(Account {
        url: url.parse().expect("a URL"),
        user: core_stand_in::USER.to_owned(),
        password: core_stand_in::PASSWORD.to_owned(),
        tenant: core_stand_in::TENANT.to_owned(),
    });
    let api = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", api.local_addr().expect("a bound port"));
    tokio::spawn(async { axum::serve(api, app(lms)).await });
    Customers::new(base.parse().expect("a URL"), "admin").expect("a client")
}

/// Reserves a port on which nothing listens.
async fn free_port() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.expect("a free port").local_addr().expect("a bound port")
}

/// The reason to stop after each attempt, if there is one.
#[derive(Default)]
struct Observed(RefCell<Vec<Option<Stop>>>);

impl Observed {
    fn observe(&self, failed: &Failed<'_>) {
        self.0.borrow_mut().push(failed.next.err());
    }

    #[track_caller]
    fn assert(self, expected: &[Option<Stop>]) {
        assert_eq!(self.0.into_inner(), expected);
    }
}

#[tokio::test]
async fn a_core_that_fails_twice_and_then_works_is_no_failure() {
    let customers = start().await;
    let observed = Observed::default();
    let customer = customers.show(607, |failed| observed.observe(&failed)).await;
    assert_eq!(customer.expect("the third attempt")["id"], 607);
    observed.assert(&[None, None]);
}

#[tokio::test]
async fn an_internal_error_is_repeated_once() {
    let customers = start().await;
    let observed = Observed::default();
    let result = customers.show(500, |failed| observed.observe(&failed)).await;
    let Err(CallError::Partner(error)) = result else { panic!("{result:?}") };
    assert_eq!(error.code(), PartnerCode::Known(Code::Internal));
    observed.assert(&[None, Some(Stop::Attempts)]);
}

#[tokio::test]
async fn a_missing_customer_is_not_repeated() {
    let customers = start().await;
    let observed = Observed::default();
    let result = customers.show(9999, |failed| observed.observe(&failed)).await;
    let Err(CallError::Partner(error)) = result else { panic!("{result:?}") };
    assert_eq!(error.to_string(), "404 not_found: Customer with id 9999 does not exist");
    observed.assert(&[Some(Stop::Never)]);
}

#[tokio::test]
async fn a_wrong_request_has_its_fields() {
    let customers = start().await;
    let new = json!({ "firstname": "Asha", "lastname": "Rao" });
    let observed = Observed::default();
    let result = customers.create(&new, |failed| observed.observe(&failed)).await;
    let Err(CallError::Partner(error)) = result else { panic!("{result:?}") };
    assert_eq!(error.fields(), [FieldError::new("officeId", "required")]);
    observed.assert(&[Some(Stop::Never)]);
}

#[tokio::test]
async fn a_request_without_a_connection_is_retried_for_any_method() {
    let free = free_port().await;
    let customers =
        Customers::new(format!("http://{free}").parse().expect("a URL"), "admin").expect("a client");
    let observed = Observed::default();
    let result = customers.create(&json!({}), |failed| observed.observe(&failed)).await;
    assert!(matches!(result, Err(CallError::Http(error)) if error.is_connect()));
    observed.assert(&[None, None, None, Some(Stop::Attempts)]);
}

#[tokio::test]
async fn a_request_that_is_redirected_is_sent_once() {
    let target = format!("http://{}/", free_port().await);
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    let redirect = post(move || {
        counter.fetch_add(1, Relaxed);
        async move { Redirect::temporary(&target) }
    });
    let api = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", api.local_addr().expect("a bound port"));
    tokio::spawn(async { axum::serve(api, Router::new().route("/v1/customers", redirect)).await });

    let customers = Customers::new(base.parse().expect("a URL"), "admin").expect("a client");
    let observed = Observed::default();
    let result = customers.create(&json!({}), |failed| observed.observe(&failed)).await;
    assert!(matches!(result, Err(CallError::Partner(error)) if error.status() == 307));
    observed.assert(&[Some(Stop::Never)]);
    assert_eq!(requests.load(Relaxed), 1);
}
