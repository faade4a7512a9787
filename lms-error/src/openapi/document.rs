//! The parts that a document has once: the schema, and the responses that any operation may have.

use serde_json::{Map, Value};

use super::response::{self, SCHEMA, Variant};
use crate::{
    Code, Policy,
    catalog::{Catalog, Enum},
};

/// The responses of a catch-all for requests without a handler's response: a request that cannot be read, a path with
/// a malformed parameter, a panic, and an overloaded service. A 401, 403 or 409 comes from a handler or an extractor.
const CATCH_ALL: [Code; 4] = [Code::InvalidArgument, Code::NotFound, Code::Internal, Code::Unavailable];

/// Completes a document: adds the schema of the envelope, and the responses that any operation may have.
///
/// ```
/// use lms_error::{LmsError, catalog, catalog::Catalog, openapi::Contract};
///
/// #[derive(Debug, thiserror::Error, LmsError)]
/// enum AuthError {
///     /// There is no bearer token.
///     #[error("Missing token")]
///     #[lms(code = "unauthenticated")]
///     Missing,
/// }
///
/// static AUTH: Catalog = catalog![AuthError];
///
/// let mut document = serde_json::json!({
///     "openapi": "3.1.0",
///     "info": { "title": "Customers", "version": "1" },
///     "paths": { "/v1/customers": { "get": { "responses": { "200": { "description": "All of them." } } } } },
/// });
/// Contract::new(&AUTH).everywhere(&AUTH).apply(&mut document);
///
/// let responses = document["paths"]["/v1/customers"]["get"]["responses"].as_object().unwrap();
/// assert_eq!(responses.keys().collect::<Vec<_>>(), ["200", "400", "401", "404", "500", "503"]);
/// assert!(document["components"]["schemas"]["Envelope"].is_object());
/// ```
///
/// For utoipa, it is a modifier: `#[openapi(modifiers(&CONTRACT))]` with
/// `static CONTRACT: Contract = Contract::new(&CATALOG);`. For aide, see `Contract::apply_aide`.
#[derive(Clone, Copy, Debug)]
pub struct Contract {
    catalog: &'static Catalog,
    everywhere: Option<&'static Catalog>,
}

impl Contract {
    /// Creates the contract of a service with these errors. The catch-all's responses name the service as the catalog does.
    #[must_use]
    pub const fn new(catalog: &'static Catalog) -> Self {
        Self { catalog, everywhere: None }
    }

    /// Adds errors that may come on every operation, such as those of an extractor that all handlers have.
    #[must_use]
    pub const fn everywhere(self, errors: &'static Catalog) -> Self {
        Self { everywhere: Some(errors), ..self }
    }

    /// Adds the schema, and to each operation the responses that it may have whatever its handler does.
    ///
    /// A response that is there already gets further examples; one that has another schema is left alone.
    pub fn apply(&self, document: &mut Value) {
        let additions = self.additions();
        let Some(document) = document.as_object_mut() else { return };
        if let Some(Value::Object(paths)) = document.get_mut("paths") {
            for item in paths.values_mut().filter_map(Value::as_object_mut) {
                for (_, operation) in item.iter_mut().filter(|(method, _)| METHODS.contains(&method.as_str()))
                {
                    if let Some(operation) = operation.as_object_mut() {
                        let responses =
                            operation.entry("responses").or_insert_with(|| Value::Object(Map::new()));
                        additions.apply(responses);
                    }
                }
            }
        }
        let components = document.entry("components").or_insert_with(|| Value::Object(Map::new()));
        if let Some(components) = components.as_object_mut() {
            let schemas = components.entry("schemas").or_insert_with(|| Value::Object(Map::new()));
            if let Some(schemas) = schemas.as_object_mut() {
                schemas.insert(SCHEMA.to_owned(), response::envelope_schema());
            }
        }
    }

    pub(super) fn additions(&self) -> Additions {
        Additions {
            policy: self.catalog.policy(),
            everywhere: self.everywhere.map(Catalog::enums).unwrap_or_default(),
        }
    }
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The responses that any operation may have.
pub(super) struct Additions {
    policy: &'static Policy,
    everywhere: Vec<Enum>,
}

impl Additions {
    pub(super) fn apply(&self, responses: &mut Value) {
        let Some(responses) = responses.as_object_mut() else { return };
        response::merge_all(responses, &self.everywhere);
        for code in CATCH_ALL {
            response::merge(responses, code, &Variant::standard(self.policy, code));
        }
    }
}
