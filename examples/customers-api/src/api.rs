//! The endpoints. A handler has the steps of a success; every error leaves by `?`.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use lms_error::{
    axum::{Json, Path, Query},
    tower::{DrainLayer, EnvelopeLayer},
};
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};
use tracing::Span;

use crate::{
    auth::{Reader, Writer},
    customer::{Changed, Client, ClientPage, Customer, CustomerList, FirstDay, NewCustomer, Page},
    error::{ApiError, PARTNER},
    lms::{CORE, Lms},
    openapi::{self, Errors},
};

/// No request of this API needs more.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// A larger request body is refused before it was read, at the price of its connection.
const MAX_DRAINED_BYTES: u64 = 256 * 1024;

/// Returns the whole service in front of an LMS.
pub fn app(lms: Lms) -> Router {
    Router::new()
        .route("/v1/customers", get(list).post(create))
        .route("/v1/customers/{id}", get(show).delete(delete))
        .route("/v1/customers/{id}/activate", post(activate))
        .route("/v1/customers/{id}/close", post(close))
        .with_state(lms)
        .merge(openapi::routes())
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        // Every other error response is an envelope too: an unknown path, a wrong method, a panic.
        .layer(EnvelopeLayer::with_policy(&PARTNER))
        .layer(PropagateRequestIdLayer::x_request_id())
        // `on_failure` would report every 5xx a second time, and without the cause.
        .layer(TraceLayer::new_for_http().make_span_with(span).on_failure(()))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(DrainLayer::new(MAX_DRAINED_BYTES))
}

/// Returns the span of a request, which begins every line of the log about it. A partner who complains names the
/// `x-request-id` of the response: the one of the request, or else a generated one.
fn span(request: &Request) -> Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
    tracing::info_span!("request", method = %request.method(), uri = %request.uri(), id)
}

/// Creates a customer.
#[utoipa::path(
    post,
    path = "/v1/customers",
    tag = "customers",
    params(("idempotency-key" = Option<String>, Header, description = "A repeated request with the same key is done once.")),
    request_body = NewCustomer,
    responses((status = CREATED, description = "The new customer.", body = Customer), Errors)
)]
pub(crate) async fn create(
    _: Writer,
    State(lms): State<Lms>,
    headers: HeaderMap,
    Json(new): Json<NewCustomer>,
) -> Result<(StatusCode, Json<Customer>), ApiError> {
    let new = new.checked()?;
    let created = CORE.json(lms.post("/clients", &headers).json(&new)).await;
    let Changed { client_id } = created.map_err(|error| match error.upstream_code() {
        Some("error.msg.office.id.invalid") => ApiError::NoSuchOffice { id: new.office_id },
        _ => ApiError::Lms(error),
    })?;
    Ok((StatusCode::CREATED, Json(new.created(client_id))))
}

/// Returns a customer.
#[utoipa::path(
    get,
    path = "/v1/customers/{id}",
    tag = "customers",
    params(("id" = u64, Path, description = "The number of the customer.", example = 1)),
    responses((status = OK, description = "The customer.", body = Customer), Errors)
)]
pub(crate) async fn show(
    _: Reader,
    State(lms): State<Lms>,
    Path(id): Path<u64>,
) -> Result<Json<Customer>, ApiError> {
    Ok(Json(customer(&lms, id).await?))
}

/// Lists customers by id.
#[utoipa::path(
    get,
    path = "/v1/customers",
    tag = "customers",
    params(Page),
    responses((status = OK, description = "A page of customers.", body = CustomerList), Errors)
)]
pub(crate) async fn list(
    _: Reader,
    State(lms): State<Lms>,
    Query(page): Query<Page>,
) -> Result<Json<CustomerList>, ApiError> {
    let page: ClientPage = CORE.json(lms.get("/clients").query(&page.checked()?)).await?;
    Ok(Json(page.into()))
}

/// Activates a pending customer.
#[utoipa::path(
    post,
    path = "/v1/customers/{id}/activate",
    tag = "customers",
    params(
        ("id" = u64, Path, description = "The number of the customer.", example = 1),
        ("idempotency-key" = Option<String>, Header, description = "A repeated request with the same key is done once.")
    ),
    responses((status = OK, description = "The customer, who is active now.", body = Customer), Errors)
)]
pub(crate) async fn activate(
    _: Writer,
    State(lms): State<Lms>,
    headers: HeaderMap,
    Path(id): Path<u64>,
) -> Result<Json<Customer>, ApiError> {
    let customer = customer(&lms, id).await?;
    let today = FirstDay::today();
    CORE.send(lms.post(&format!("/clients/{id}?command=activate"), &headers).json(&today)).await?;
    Ok(Json(customer.activated(today)))
}

/// Closes a customer.
#[utoipa::path(
    post,
    path = "/v1/customers/{id}/close",
    tag = "customers",
    params(
        ("id" = u64, Path, description = "The number of the customer.", example = 1),
        ("idempotency-key" = Option<String>, Header, description = "A repeated request with the same key is done once.")
    ),
    responses((status = OK, description = "The customer, who is closed now.", body = Customer), Errors)
)]
pub(crate) async fn close(
    _: Writer,
    State(lms): State<Lms>,
    headers: HeaderMap,
    Path(id): Path<u64>,
) -> Result<Json<Customer>, ApiError> {
    let customer = customer(&lms, id).await?;
    CORE.send(lms.post(&format!("/clients/{id}?command=close"), &headers)).await?;
    Ok(Json(customer.closed()))
}

/// Deletes a pending customer.
#[utoipa::path(
    delete,
    path = "/v1/customers/{id}",
    tag = "customers",
    params(("id" = u64, Path, description = "The number of the customer.", example = 1)),
    responses((status = NO_CONTENT, description = "The customer is deleted."), Errors)
)]
pub(crate) async fn delete(
    _: Writer,
    State(lms): State<Lms>,
    Path(id): Path<u64>,
) -> Result<StatusCode, ApiError> {
    CORE.send(lms.delete(&format!("/clients/{id}"))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads a customer; a handler that changes one does so first, so that nothing can fail after the change.
async fn customer(lms: &Lms, id: u64) -> Result<Customer, ApiError> {
    let client: Client = CORE.json(lms.get(&format!("/clients/{id}"))).await?;
    Ok(client.into())
}
