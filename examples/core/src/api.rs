//! The paths of the API, and what comes before them: the tenant, the user, and the clients that fail.

use std::collections::HashMap;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, RawPathParams, Request, State},
    http::{HeaderMap, header::AUTHORIZATION},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    PATH, TENANT,
    body::Failure,
    clients::{Client, Clients, Page},
    failures::Failures,
    idempotency::{self, Stored},
};

/// `mifos:password`
const AUTHORIZED: &str = "Basic bWlmb3M6cGFzc3dvcmQ=";

type Result<T> = std::result::Result<Json<T>, Failure>;

pub(crate) fn router() -> Router {
    let api = Router::new()
        .route("/clients", get(page).post(create))
        .route("/clients/{id}", get(show).post(command).delete(delete))
        .route_layer(middleware::from_fn_with_state(Stored::default(), idempotency::replay))
        .route_layer(middleware::from_fn_with_state(Failures::default(), fail))
        .with_state(Clients::seeded())
        .layer(middleware::from_fn(authenticate));
    Router::new().nest(PATH, api)
}

async fn authenticate(request: Request, next: Next) -> Response {
    match refusal(request.headers()) {
        Some(failure) => failure.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(headers: &HeaderMap) -> Option<Failure> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if header("fineract-platform-tenantid") != Some(TENANT) {
        let text = "Invalid tenant details were passed in api request.";
        return Some(Failure::not_authenticated("error.msg.invalid.tenant.identifier", text));
    }
    if header(AUTHORIZATION.as_str()) != Some(AUTHORIZED) {
        let text = "Invalid authentication details were passed in api request.";
        return Some(Failure::not_authenticated("error.msg.not.authenticated", text));
    }
    None
}

async fn fail(
    State(failures): State<Failures>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, id)| id.parse().ok());
    let failed = match id {
        Some(id) => failures.respond(id).await,
        None => None,
    };
    match failed {
        Some(response) => response,
        None => next.run(request).await,
    }
}

async fn create(State(clients): State<Clients>, body: Bytes) -> Result<Value> {
    clients.create(read(&body)?).map(Json)
}

fn read<T: DeserializeOwned>(body: &Bytes) -> std::result::Result<T, Failure> {
    serde_json::from_slice(body).map_err(|error| Failure::malformed_json(&error.to_string()))
}

async fn show(State(clients): State<Clients>, Path(id): Path<u64>) -> Result<Client> {
    clients.get(id).map(Json)
}

#[derive(Deserialize)]
struct Paging {
    #[serde(default)]
    offset: usize,
    #[serde(default = "Paging::default_limit")]
    limit: usize,
}

impl Paging {
    const fn default_limit() -> usize {
        200
    }
}

async fn page(State(clients): State<Clients>, Query(Paging { offset, limit }): Query<Paging>) -> Json<Page> {
    Json(clients.page(offset, limit))
}

async fn command(
    State(clients): State<Clients>,
    Path(id): Path<u64>,
    Query(query): Query<HashMap<String, String>>,
    body: Bytes,
) -> Result<Value> {
    match query.get("command").map(String::as_str) {
        Some("activate") => clients.activate(id, &read(&body)?).map(Json),
        Some("close") => clients.close(id).map(Json),
        _ => Err(Failure::unsupported_command()),
    }
}

async fn delete(State(clients): State<Clients>, Path(id): Path<u64>) -> Result<Value> {
    clients.delete(id).map(Json)
}
