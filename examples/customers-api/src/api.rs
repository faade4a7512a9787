//! The endpoints. A handler says what is done when all goes well; whatever goes wrong leaves by `?`.

use std::any::Any;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use tower_http::{
    catch_panic::CatchPanicLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};
use tracing::Span;

use crate::{
    auth::{Reader, Writer},
    customer::{Customer, CustomerList, NewCustomer, Page},
    error::{ApiError, Panicked, RouteError},
    extract::{Body, Path, Query},
    lms::Lms,
};

/// No request of this API needs more.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// The whole service, with an LMS of its own.
///
/// What axum would answer by itself is an envelope too: an unknown path, a wrong method, a rejected extractor
/// (see [`extract`](crate::extract)) and a panic. What remains is beyond any router: bytes that are no HTTP
/// (bare 400), a URI that is too long (414) and headers that are too large (431) are answered by hyper, with
/// no body and without a place to put one.
pub fn app() -> Router {
    Router::new()
        .route("/v1/customers", get(list).post(create))
        .route("/v1/customers/{id}", get(show).delete(delete))
        .route("/v1/customers/{id}/activate", post(activate))
        .route("/v1/customers/{id}/close", post(close))
        .fallback(async || RouteError::UnknownPath)
        .method_not_allowed_fallback(async || RouteError::Method)
        .with_state(Lms::seeded())
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                // It would report every 5xx a second time, and without the cause.
                .on_failure(()),
        )
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

/// What every line of the log about a request begins with. A partner who complains names the `x-request-id` of the
/// answer, which is the one that he sent, or else one of ours.
fn span(request: &Request) -> Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
    tracing::info_span!("request", method = %request.method(), uri = %request.uri(), id)
}

#[derive(Deserialize)]
struct ById {
    id: u64,
}

async fn create(
    _: Writer,
    State(lms): State<Lms>,
    Body(new): Body<NewCustomer>,
) -> Result<(StatusCode, Json<Customer>), ApiError> {
    let customer = lms.create(new.checked()?)?;
    Ok((StatusCode::CREATED, Json(customer)))
}

async fn show(
    _: Reader,
    State(lms): State<Lms>,
    Path(ById { id }): Path<ById>,
) -> Result<Json<Customer>, ApiError> {
    Ok(Json(lms.get(id)?))
}

async fn list(
    _: Reader,
    State(lms): State<Lms>,
    Query(page): Query<Page>,
) -> Result<Json<CustomerList>, ApiError> {
    Ok(Json(lms.list(page.checked()?)))
}

async fn activate(
    _: Writer,
    State(lms): State<Lms>,
    Path(ById { id }): Path<ById>,
) -> Result<Json<Customer>, ApiError> {
    Ok(Json(lms.activate(id)?))
}

async fn close(
    _: Writer,
    State(lms): State<Lms>,
    Path(ById { id }): Path<ById>,
) -> Result<Json<Customer>, ApiError> {
    Ok(Json(lms.close(id)?))
}

async fn delete(
    _: Writer,
    State(lms): State<Lms>,
    Path(ById { id }): Path<ById>,
) -> Result<StatusCode, ApiError> {
    lms.delete(id)?;
    Ok(StatusCode::NO_CONTENT)
}

fn panicked(payload: Box<dyn Any + Send>) -> Response {
    let message = match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => payload.downcast_ref::<&str>().copied().unwrap_or("no message").to_owned(),
    };
    Panicked(message).into_response()
}
