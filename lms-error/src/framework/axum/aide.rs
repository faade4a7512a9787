//! The extractors in documents of aide, described as axum's of the same names. What they reject is described by the
//! enum of the handler, with `#[lms(aide)]`.

use aide::{
    OperationInput, OperationOutput,
    generate::GenContext,
    openapi::{Operation, Response},
};

use super::{Form, Json, Path, Query};

macro_rules! described_as {
    ($($extractor:ident: $axum:ty),+ $(,)?) => {$(
        impl<T> OperationInput for $extractor<T>
        where
            $axum: OperationInput,
        {
            fn operation_input(context: &mut GenContext, operation: &mut Operation) {
                <$axum>::operation_input(context, operation);
            }
        }
    )+};
}

described_as! {
    Json: axum::Json<T>,
    Form: axum::Form<T>,
    Query: axum::extract::Query<T>,
    Path: axum::extract::Path<T>,
}

macro_rules! described_as_inner {
    ($($(#[$feature:meta])? $wrapper:ident),+) => {$(
        $(#[$feature])?
        impl<E: OperationInput> OperationInput for super::$wrapper<E> {
            fn operation_input(context: &mut GenContext, operation: &mut Operation) {
                E::operation_input(context, operation);
            }
        }
    )+};
}

described_as_inner! {
    #[cfg(any(feature = "garde", feature = "validator"))] Valid,
    #[cfg(feature = "garde")] Garde,
    #[cfg(feature = "validator")] Validator
}

impl<T> OperationOutput for Json<T>
where
    axum::Json<T>: OperationOutput,
{
    type Inner = <axum::Json<T> as OperationOutput>::Inner;

    fn operation_response(context: &mut GenContext, operation: &mut Operation) -> Option<Response> {
        <axum::Json<T>>::operation_response(context, operation)
    }

    fn inferred_responses(
        context: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, Response)> {
        <axum::Json<T>>::inferred_responses(context, operation)
    }
}
