//! aide: `OperationOutput`, and the completion of a document.

use ::aide::openapi::{OpenApi, ReferenceOr, Response};
use serde_json::Value;

use super::{Contract, response};
use crate::catalog::{Inner, enums_of};

/// Called by `impl_aide!`.
#[must_use]
pub fn inferred_responses(inner: fn() -> Inner) -> Vec<(Option<u16>, Response)> {
    let Value::Object(responses) = response::of(&enums_of(inner)) else { return Vec::new() };
    responses
        .into_iter()
        .filter_map(|(status, response)| {
            Some((Some(status.parse().ok()?), serde_json::from_value(response).ok()?))
        })
        .collect()
}

impl Contract {
    /// Adds the schema and the responses of any operation to a document of aide's.
    ///
    /// ```
    /// # use lms_error::{LmsError, catalog, catalog::Catalog, openapi::Contract};
    /// # #[derive(Debug, thiserror::Error, LmsError)]
    /// # #[error("gone")]
    /// # #[lms(code = "not_found")]
    /// # struct ApiError;
    /// static CATALOG: Catalog = catalog![ApiError];
    ///
    /// let mut document = aide::openapi::OpenApi::default();
    /// // … after `ApiRouter::finish_api(&mut document)`:
    /// Contract::new(&CATALOG).apply_aide(&mut document);
    /// assert!(document.components.unwrap().schemas.contains_key("Envelope"));
    /// ```
    pub fn apply_aide(&self, document: &mut OpenApi) {
        let additions = self.additions();
        let items = document.paths.iter_mut().flat_map(|paths| paths.paths.values_mut());
        let items = items.filter_map(|item| match item {
            ReferenceOr::Item(item) => Some(item),
            ReferenceOr::Reference { .. } => None,
        });
        for operation in items.flat_map(|item| {
            let methods = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete];
            let others = [&mut item.options, &mut item.head, &mut item.patch, &mut item.trace];
            methods.into_iter().chain(others).flatten()
        }) {
            let responses = operation.responses.get_or_insert_default();
            let mut json = serde_json::to_value(&*responses).unwrap_or_default();
            additions.apply(&mut json);
            if let Ok(complete) = serde_json::from_value(json) {
                *responses = complete;
            }
        }
        let schema = serde_json::from_value(response::envelope_schema()).ok();
        let components = document.components.get_or_insert_default();
        components.schemas.extend(schema.map(|schema| (response::SCHEMA.to_owned(), schema)));
    }
}
