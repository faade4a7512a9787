//! Fineract's idempotency keys: the response of a command is stored, and sent again for the same key and action.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Response},
};

const KEY: &str = "idempotency-key";
const REPLAYED: HeaderName = HeaderName::from_static("x-served-from-cache");

/// A key and the action that it is for: creating, deleting, or `command=close`. The resource does not count.
type Key = (HeaderValue, Method, Option<String>);

/// The stored responses by key; all of them are JSON.
#[derive(Clone, Default)]
pub(crate) struct Stored(Arc<Mutex<HashMap<Key, (StatusCode, Bytes)>>>);

pub(crate) async fn replay(State(Stored(stored)): State<Stored>, request: Request, next: Next) -> Response {
    let key = request.headers().get(KEY).cloned().filter(|_| request.method() != Method::GET);
    let Some(key) = key else { return next.run(request).await };
    let key = (key, request.method().clone(), request.uri().query().map(str::to_owned));
    let earlier = stored.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(response) = earlier {
        return ([(CONTENT_TYPE, "application/json")], [(REPLAYED, "true")], response).into_response();
    }
    let (parts, body) = next.run(request).await.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    stored.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (parts.status, body.clone()));
    (parts, body).into_response()
}
