//! Extractors that validate what another one has extracted.

use std::{
    convert::Infallible,
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use serde_core::de::DeserializeOwned;

use crate::{
    AsFieldErrors, ErrorResponse, FieldError, field_errors::serde_names, framework::axum::extract::Context,
};

/// The value of an extractor, validated by validator or garde, whichever its type implements.
///
/// The rejection lists every error of the report. Names are the ones that serde expects in the request, so
/// `#[serde(rename_all = "camelCase")]` is enough. In flattened and tagged types, they stay Rust's.
///
/// ```
/// # #[cfg(feature = "garde")] {
/// use garde::Validate;
/// use lms_error::axum::{Json, Valid};
/// use serde::Deserialize;
///
/// #[derive(Deserialize, Validate)]
/// #[serde(rename_all = "camelCase")]
/// struct NewCustomer {
///     #[garde(length(min = 1, max = 50))]
///     first_name: String,
/// }
///
/// // `{"firstName":""}` gets a 400 with `[{"field":"firstName","error":"length must be at least 1"}]`.
/// async fn create(Valid(Json(new)): Valid<Json<NewCustomer>>) -> String {
///     new.first_name
/// }
/// # let _: axum::Router = axum::Router::new().route("/", axum::routing::post(create));
/// # }
/// ```
///
/// It wraps [`Json`](super::Json), [`Form`](super::Form), [`Query`](super::Query), [`Path`](super::Path), or an
/// extractor of yours whose rejection converts into an [`ErrorResponse`] and which derefs to its value. It is the last
/// argument of a handler. For an argument before the last, and for a type that implements both traits, name the crate:
#[cfg_attr(feature = "garde", doc = "[`Garde`]")]
#[cfg_attr(not(feature = "garde"), doc = "`Garde`")]
/// or
#[cfg_attr(feature = "validator", doc = "[`Validator`].")]
#[cfg_attr(not(feature = "validator"), doc = "`Validator`.")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Valid<E>(pub E);

/// The same as [`Valid`] with garde, for an argument before the last, or a type that implements both traits.
#[cfg(feature = "garde")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Garde<E>(pub E);

/// The same as [`Valid`] with validator, for an argument before the last, or a type that implements both traits.
#[cfg(feature = "validator")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validator<E>(pub E);

macro_rules! wrapper {
    ($($(#[$feature:meta])? $wrapper:ident),+) => {$(
        $(#[$feature])?
        impl<E> Deref for $wrapper<E> {
            type Target = E;

            fn deref(&self) -> &E {
                &self.0
            }
        }

        $(#[$feature])?
        impl<E> DerefMut for $wrapper<E> {
            fn deref_mut(&mut self) -> &mut E {
                &mut self.0
            }
        }
    )+};
}

wrapper!(
    Valid,
    #[cfg(feature = "garde")]
    Garde,
    #[cfg(feature = "validator")]
    Validator
);

/// Distinguishes the impls for the two crates, and axum's two kinds of extraction. The compiler infers it: `M` is the
/// kind of the wrapped extractor.
#[derive(Debug)]
pub struct Via<By, M>(Infallible, PhantomData<(By, M)>);

/// One crate that validates.
pub trait Validates<T: ?Sized> {
    /// Returns the report as a list of Rust's names; an empty one is no error.
    fn report(value: &T) -> Vec<FieldError>;
}

/// The crate garde.
#[cfg(feature = "garde")]
#[derive(Debug)]
pub enum ByGarde {}

#[cfg(feature = "garde")]
impl<T: garde::Validate<Context: Default> + ?Sized> Validates<T> for ByGarde {
    fn report(value: &T) -> Vec<FieldError> {
        value.validate().map_or_else(|report| report.as_field_errors().into_owned(), |()| Vec::new())
    }
}

/// The crate validator.
#[cfg(feature = "validator")]
#[derive(Debug)]
pub enum ByValidator {}

#[cfg(feature = "validator")]
impl<T: validator::Validate + ?Sized> Validates<T> for ByValidator {
    fn report(value: &T) -> Vec<FieldError> {
        value.validate().map_or_else(|report| report.as_field_errors().into_owned(), |()| Vec::new())
    }
}

/// Validates the value of an extractor.
fn check<By: Validates<E::Target>, E: Deref<Target: DeserializeOwned>>(
    extracted: E,
    context: &Context,
) -> Result<E, ErrorResponse> {
    let report = By::report(&extracted);
    if report.is_empty() {
        return Ok(extracted);
    }
    let named = report.iter().map(|error| {
        let name = serde_names::rename::<E::Target>(error.field());
        FieldError::new(name, error.error())
    });
    Err(context.reject_as(named.collect(), &"the value is not valid"))
}

macro_rules! extractor {
    ($(#[$feature:meta] $by:ident $named:ident;)+) => {$(
        #[$feature]
        impl<S, E, M> FromRequest<S, Via<$by, M>> for Valid<E>
        where
            S: Send + Sync,
            E: FromRequest<S, M, Rejection: Into<ErrorResponse>> + Deref<Target: DeserializeOwned>,
            $by: Validates<E::Target>,
        {
            type Rejection = ErrorResponse;

            async fn from_request(request: Request, state: &S) -> Result<Self, ErrorResponse> {
                let context = Context::of_request(&request);
                let extracted = E::from_request(request, state).await.map_err(Into::into)?;
                check::<$by, E>(extracted, &context).map(Self)
            }
        }

        #[$feature]
        impl<S, E> FromRequest<S> for $named<E>
        where
            S: Send + Sync,
            E: FromRequest<S, Rejection: Into<ErrorResponse>> + Deref<Target: DeserializeOwned>,
            $by: Validates<E::Target>,
        {
            type Rejection = ErrorResponse;

            async fn from_request(request: Request, state: &S) -> Result<Self, ErrorResponse> {
                let context = Context::of_request(&request);
                let extracted = E::from_request(request, state).await.map_err(Into::into)?;
                check::<$by, E>(extracted, &context).map(Self)
            }
        }

        #[$feature]
        impl<S, E> FromRequestParts<S> for $named<E>
        where
            S: Send + Sync,
            E: FromRequestParts<S, Rejection: Into<ErrorResponse>> + Deref<Target: DeserializeOwned>,
            $by: Validates<E::Target>,
        {
            type Rejection = ErrorResponse;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ErrorResponse> {
                let context = Context::of_parts(parts);
                let extracted = E::from_request_parts(parts, state).await.map_err(Into::into)?;
                check::<$by, E>(extracted, &context).map(Self)
            }
        }
    )+};
}

extractor! {
    #[cfg(feature = "garde")] ByGarde Garde;
    #[cfg(feature = "validator")] ByValidator Validator;
}
