//! axum's extractors with the contract's rejection, [`RequestError`].

use axum::extract::{FromRequest, FromRequestParts};

use crate::error::RequestError;

/// The body of the request, from JSON.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(RequestError))]
pub struct Body<T>(pub T);

/// The parts of the path. Into a struct, so that an error can name the one that is wrong.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(RequestError))]
pub struct Path<T>(pub T);

/// The query parameters.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(RequestError))]
pub struct Query<T>(pub T);
