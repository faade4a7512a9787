//! Extractors whose rejections are responses of the contract.
//!
//! They read what axum's extractors of the same names read, under the same rules for content types and body limits.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use axum::{
    extract::{
        self, FromRequest, FromRequestParts, OptionalFromRequest, OptionalFromRequestParts, RawPathParams,
        Request, path::ErrorKind, rejection::PathRejection,
    },
    http::{HeaderMap, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde_core::{Serialize, de::DeserializeOwned};

use crate::{
    AsFieldErrors, Code, ErrorResponse, FieldError, FieldErrors, Policy,
    field_errors::{
        json_body, serde_errors,
        serde_messages::{parsed, quoted_after},
    },
    framework::{policy_of, request_line::RequestHead},
    response::Diagnosis,
};

/// A JSON body, as [`axum::Json`]; its rejection is the list of what is wrong with it.
///
/// Every error has a path, with `#[serde(flatten)]` and tagged enums too where the value can be found again. As a
/// response, it is `application/json`.
///
/// ```
/// use lms_error::axum::Json;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Deserialize)]
/// struct NewLoan {
///     principal: u64,
/// }
///
/// #[derive(Serialize)]
/// struct Loan {
///     id: u64,
///     principal: u64,
/// }
///
/// // `{"principal":"much"}` gets a 400 with `[{"field":"principal","error":"must be a whole number"}]`.
/// async fn create(Json(new): Json<NewLoan>) -> Json<Loan> {
///     Json(Loan { id: 1, principal: new.principal })
/// }
/// # let _: axum::Router = axum::Router::new().route("/", axum::routing::post(create));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// The parameters of the path, as [`axum::extract::Path`]; its rejection names the parameter that is wrong.
///
/// The name is the one in the route, for a single parameter and for a tuple too: of `/loans/{id}`, `ten` for a
/// `Path<u64>` is `[{"field":"id","error":"must be a whole number"}]`. A handler whose type does not fit its route is
/// an `internal` error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Path<T>(pub T);

/// The query, as [`axum::extract::Query`]; its rejection names the parameter that is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Query<T>(pub T);

/// A form, as [`axum::Form`]; its rejection names the field that is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

macro_rules! wrapper {
    ($($extractor:ident),+) => {$(
        impl<T> Deref for $extractor<T> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.0
            }
        }

        impl<T> DerefMut for $extractor<T> {
            fn deref_mut(&mut self) -> &mut T {
                &mut self.0
            }
        }

        impl<T> From<T> for $extractor<T> {
            fn from(value: T) -> Self {
                Self(value)
            }
        }
    )+};
}

wrapper!(Json, Path, Query, Form);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ErrorResponse;

    async fn from_request(request: Request, state: &S) -> Result<Self, ErrorResponse> {
        let context = Context::of_request(&request);
        if !is_json(request.headers()) {
            let error = FieldError::new("content-type", "must be application/json");
            return Err(context.reject_as(vec![error], &"the content type is not JSON"));
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|rejection| context.reject(&rejection))?;
        json_body::read(&body).map(Self).map_err(|(error, cause)| context.reject_as(vec![error], &cause))
    }
}

/// A request without a content type has no body.
impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Json<T> {
    type Rejection = ErrorResponse;

    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, ErrorResponse> {
        if request.headers().contains_key(CONTENT_TYPE) {
            <Self as FromRequest<S>>::from_request(request, state).await.map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<T: DeserializeOwned> Json<T> {
    /// Reads a body whose bytes are at hand.
    ///
    /// # Errors
    ///
    /// The error of the first value that is wrong.
    pub fn from_bytes(body: &[u8]) -> Result<Self, FieldErrors> {
        json_body::from_json(body).map(Self)
    }
}

/// Returns `true` for `application/json` and `application/<anything>+json`.
fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.and_then(|value| value.parse::<mime::Mime>().ok());
    media_type.is_some_and(|media_type| {
        let is_json =
            media_type.subtype() == "json" || media_type.suffix().is_some_and(|suffix| suffix == "json");
        media_type.type_() == "application" && is_json
    })
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => Policy::LMS
                .standard(Code::Internal)
                .with_diagnosis(&Diagnosis {
                    message: format_args!("a response cannot be serialized: {error}"),
                    route: None,
                    body: None,
                })
                .into_response(),
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ErrorResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ErrorResponse> {
        let query = extract::Query::from_request_parts(parts, state).await;
        let extract::Query(query) = query.map_err(|rejection| Context::of_parts(parts).reject(&rejection))?;
        Ok(Self(query))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = ErrorResponse;

    async fn from_request(request: Request, state: &S) -> Result<Self, ErrorResponse> {
        let context = Context::of_request(&request);
        let form = axum::Form::from_request(request, state).await;
        let axum::Form(form) = form.map_err(|rejection| context.reject(&rejection))?;
        Ok(Self(form))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ErrorResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ErrorResponse> {
        match <extract::Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await {
            Ok(extract::Path(value)) => Ok(Self(value)),
            Err(rejection) => Err(reject_path(&rejection, parts).await),
        }
    }
}

/// A route without parameters has no path.
impl<T: DeserializeOwned + Send + 'static, S: Send + Sync> OptionalFromRequestParts<S> for Path<T> {
    type Rejection = ErrorResponse;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, ErrorResponse> {
        let path = <extract::Path<T> as OptionalFromRequestParts<S>>::from_request_parts(parts, state).await;
        match path {
            Ok(value) => Ok(value.map(|extract::Path(value)| Self(value))),
            Err(rejection) => Err(reject_path(&rejection, parts).await),
        }
    }
}

async fn reject_path(rejection: &PathRejection, parts: &mut Parts) -> ErrorResponse {
    let parameters = RawPathParams::from_request_parts(parts, &()).await;
    let context = Context::of_parts(parts);
    if rejection.status().is_server_error() {
        return context.fail(format_args!("the handler's `Path` does not fit its route: {rejection}"));
    }
    let named = parameters.ok().and_then(|parameters| {
        let parameters: Vec<_> = parameters.iter().collect();
        named_parameter(rejection, &parameters)
    });
    match named {
        Some(error) => context.reject_as(vec![error], rejection),
        None => context.reject(rejection),
    }
}

/// Reports a rejection that names no parameter, by the names in the route.
fn named_parameter(rejection: &PathRejection, parameters: &[(&str, &str)]) -> Option<FieldError> {
    let PathRejection::FailedToDeserializePathParams(error) = rejection else { return None };
    match error.kind() {
        ErrorKind::ParseErrorAtIndex { index, value, expected_type } => {
            let (name, _) = parameters.get(*index)?;
            Some(FieldError::in_partner_words(*name, parsed(value, expected_type)))
        }
        ErrorKind::ParseError { value, expected_type } => {
            let (name, _) = parameters.first()?;
            Some(FieldError::in_partner_words(*name, parsed(value, expected_type)))
        }
        // The message of an enum quotes the value that it does not know.
        ErrorKind::Message(message) => {
            let variant = quoted_after(message, "unknown variant ");
            let mut candidates =
                parameters.iter().filter(|(_, value)| parameters.len() == 1 || variant == Some(*value));
            match (candidates.next(), candidates.next()) {
                (Some((name, _)), None) => Some(serde_errors::message_at(name, message, "path")),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The parts of a request that its rejection needs: the policy, and what the log shows.
pub(super) struct Context {
    policy: &'static Policy,
    head: RequestHead,
}

impl Context {
    pub(super) fn of_request(request: &Request) -> Self {
        let extensions = request.extensions();
        let head = RequestHead::new(request.method(), request.uri(), extensions);
        Self { policy: policy_of(extensions), head }
    }

    pub(super) fn of_parts(parts: &Parts) -> Self {
        let head = RequestHead::new(&parts.method, &parts.uri, &parts.extensions);
        Self { policy: policy_of(&parts.extensions), head }
    }

    fn reject(&self, rejection: &(impl AsFieldErrors + fmt::Display)) -> ErrorResponse {
        self.head.line().rejected(self.policy, rejection)
    }

    pub(super) fn reject_as(&self, errors: Vec<FieldError>, rejection: &dyn fmt::Display) -> ErrorResponse {
        self.head.line().rejected_as(self.policy, errors.into(), rejection)
    }

    /// Renders a fault of the service.
    fn fail(&self, message: fmt::Arguments<'_>) -> ErrorResponse {
        let route = self.head.line().route;
        self.policy.standard(Code::Internal).with_diagnosis(&Diagnosis { message, route, body: None })
    }
}
