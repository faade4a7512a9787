//! The OpenAPI document at `/openapi.json`, and a page to read it and to try the API at `/docs`.
//!
//! The handlers in [`api`] say what they take and give, and [`CATALOG`] has every error.

use axum::Router;
use lms_error::openapi::{AnyOf, Contract};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{
    api,
    error::{ApiError, AuthError, CATALOG},
};

/// The errors of an operation: the handler's, and those of the caller.
pub(crate) type Errors = AnyOf<(ApiError, AuthError)>;

/// The schema of all errors, and what extractors and the catch-all may respond on any operation.
static CONTRACT: Contract = Contract::new(&CATALOG);

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Customers",
        version = "1",
        description = "Branch on the `code` of an error, not on its `message`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    paths(api::list, api::create, api::show, api::delete, api::activate, api::close),
    tags((name = "customers", description = "The customers of a partner.")),
    servers((url = "/", description = "The service that the document comes from.")),
    security(("token" = [])),
    modifiers(&CONTRACT, &Token)
)]
pub struct Document;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// Returns the two routes, which need no token. The page is in the program, and needs no network.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let config = Config::default().doc_expansion("full").try_it_out_enabled(true);
    SwaggerUi::new("/docs").url("/openapi.json", Document::openapi()).config(config).into()
}
