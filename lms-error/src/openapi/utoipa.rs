//! utoipa: `IntoResponses`, and a modifier of the document.

use std::collections::BTreeMap;

use ::utoipa::{
    Modify,
    openapi::{OpenApi, RefOr, Response, Schema, path::Operation, path::PathItem},
};
use serde_json::Value;

use super::{Contract, response};
use crate::catalog::{Inner, enums_of};

/// Called by `impl_utoipa!`.
#[must_use]
pub fn responses(inner: fn() -> Inner) -> BTreeMap<String, RefOr<Response>> {
    parse(response::of(&enums_of(inner)))
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
