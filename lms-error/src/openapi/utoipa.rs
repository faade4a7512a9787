//! utoipa: `IntoResponses`, and a modifier of the document.

use std::{collections::BTreeMap, marker::PhantomData};

use ::utoipa::{
    IntoResponses, Modify,
    openapi::{OpenApi, RefOr, Response, Schema, path::Operation, path::PathItem},
};
use serde_json::Value;

use super::{Contract, response};
use crate::{
    LmsError,
    catalog::{Enum, Inner, enums_of},
};

/// Called by `impl_utoipa!`.
#[must_use]
pub fn responses(inner: fn() -> Inner) -> BTreeMap<String, RefOr<Response>> {
    parse(response::of(&enums_of(inner)))
}

/// The responses of several errors together, for an operation that may fail with each of them.
///
/// An extractor has an error of its own, beside the handler's. utoipa lets the later one replace the earlier one where
/// they share a status; here a status has the examples of both.
///
/// ```
/// use lms_error::{LmsError, openapi::AnyOf};
/// use utoipa::IntoResponses;
///
/// /// The caller is not known.
/// #[derive(Debug, thiserror::Error, LmsError)]
/// #[error("Missing token")]
/// #[lms(code = "unauthenticated")]
/// struct NoToken;
///
/// /// The token is not valid any more.
/// #[derive(Debug, thiserror::Error, LmsError)]
/// #[error("Expired token")]
/// #[lms(code = "unauthenticated")]
/// struct Expired;
///
/// #[utoipa::path(get, path = "/customers", responses((status = 200), AnyOf<(NoToken, Expired)>))]
/// fn list() {}
///
/// let responses = serde_json::to_value(AnyOf::<(NoToken, Expired)>::responses()).unwrap();
/// let examples = responses["401"]["content"]["application/json"]["examples"].as_object().unwrap();
/// assert_eq!(examples.keys().collect::<Vec<_>>(), ["Expired", "NoToken"]);
/// ```
#[derive(Debug)]
pub struct AnyOf<T>(PhantomData<fn() -> T>);

impl<T: Errors> IntoResponses for AnyOf<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut enums: Vec<Enum> = Vec::new();
        for described in T::enums() {
            if !enums.contains(&described) {
                enums.push(described);
            }
        }
        parse(response::of(&enums))
    }
}

/// A tuple of errors.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple of errors",
    label = "write `AnyOf<(ApiError, AuthError)>`, with at most six types that derive `LmsError`"
)]
#[doc(hidden)]
pub trait Errors {
    #[doc(hidden)]
    fn enums() -> Vec<Enum>;
}

macro_rules! errors {
    ($(($($error:ident),+))+) => {$(
        impl<$($error: LmsError),+> Errors for ($($error,)+) {
            fn enums() -> Vec<Enum> {
                [$(enums_of($error::__catalog)),+].concat()
            }
        }
    )+};
}

errors! {
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
}

impl Modify for Contract {
    fn modify(&self, document: &mut OpenApi) {
        let additions = self.additions();
        for operation in document.paths.paths.values_mut().flat_map(operations) {
            let responses = std::mem::take(&mut operation.responses.responses);
            let mut responses = serde_json::to_value(responses).unwrap_or_default();
            additions.apply(&mut responses);
            operation.responses.responses = parse(responses);
        }
        let schema: Option<RefOr<Schema>> = serde_json::from_value(response::envelope_schema()).ok();
        let components = document.components.get_or_insert_default();
        components.schemas.extend(schema.map(|schema| (response::SCHEMA.to_owned(), schema)));
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, options, head, patch, trace, .. } = item;
    [get, put, post, delete, options, head, patch, trace].into_iter().flatten()
}

/// utoipa reads exactly what this crate writes; a test compares both.
fn parse(responses: Value) -> BTreeMap<String, RefOr<Response>> {
    let Value::Object(responses) = responses else { return BTreeMap::new() };
    responses
        .into_iter()
        .filter_map(|(status, response)| Some((status, serde_json::from_value(response).ok()?)))
        .collect()
}
