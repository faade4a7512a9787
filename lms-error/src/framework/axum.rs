//! axum: `IntoResponse`, and the rejections of its extractors as field lists.

#[cfg(feature = "axum")]
mod enabled {
    use std::borrow::Cow;

    use axum::{
        extract::{
            path::ErrorKind,
            rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection},
        },
        response::{IntoResponse, Response},
    };

    use crate::{
        AsFieldErrors, ErrorResponse, FieldError,
        malformed::{self, chain},
    };

    impl IntoResponse for ErrorResponse {
        fn into_response(self) -> Response {
            Response::from(self)
        }
    }

    impl AsFieldErrors for JsonRejection {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let error = match self {
                Self::MissingJsonContentType(_) => {
                    FieldError::new("content-type", "must be application/json")
                }
                Self::JsonDataError(_) | Self::JsonSyntaxError(_) => malformed::json(chain(self)),
                _ => body(self.status().as_u16()),
            };
            vec![error].into()
        }
    }

    impl AsFieldErrors for FormRejection {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let error = match self {
                Self::InvalidFormContentType(_) => {
                    FieldError::new("content-type", "must be application/x-www-form-urlencoded")
                }
                Self::FailedToDeserializeForm(_) | Self::FailedToDeserializeFormBody(_) => {
                    malformed::pairs(chain(self), "body")
                }
                _ => body(self.status().as_u16()),
            };
            vec![error].into()
        }
    }

    impl AsFieldErrors for QueryRejection {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![malformed::pairs(chain(self), "query")].into()
        }
    }

    impl AsFieldErrors for PathRejection {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let Self::FailedToDeserializePathParams(error) = self else {
                return vec![FieldError::new("path", "invalid")].into();
            };
            let error = match error.kind() {
                ErrorKind::ParseErrorAtKey { key, value, expected_type } => {
                    FieldError::new(key.clone(), malformed::parsed(value, expected_type))
                }
                ErrorKind::DeserializeError { key, message, .. } => {
                    FieldError::new(key.clone(), malformed::text(message))
                }
                ErrorKind::InvalidUtf8InPathParam { key } => FieldError::new(key.clone(), "must be UTF-8"),
                // Only a struct, or a map, says which parameter it is.
                ErrorKind::ParseErrorAtIndex { value, expected_type, .. }
                | ErrorKind::ParseError { value, expected_type } => {
                    FieldError::new("path", malformed::parsed(value, expected_type))
                }
                _ => FieldError::new("path", "invalid"),
            };
            vec![error].into()
        }
    }

    #[cfg(feature = "axum-extra")]
    impl AsFieldErrors for axum_extra::extract::QueryRejection {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![malformed::pairs(chain(self), "query")].into()
        }
    }

    #[cfg(feature = "axum-extra")]
    impl AsFieldErrors for axum_extra::extract::FormRejection {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let error = match self {
                Self::FailedToDeserializeForm(_) | Self::FailedToDeserializeFormBody(_) => {
                    malformed::pairs(chain(self), "body")
                }
                _ if self.status() == 415 => {
                    FieldError::new("content-type", "must be application/x-www-form-urlencoded")
                }
                _ => body(self.status().as_u16()),
            };
            vec![error].into()
        }
    }

    /// What is wrong with a body that could not be read at all.
    fn body(status: u16) -> FieldError {
        FieldError::new("body", if status == 413 { "too large" } else { "cannot be read" })
    }
}

/// Writes `IntoResponse` for a type that derives `LmsError`.
#[cfg(feature = "axum")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_axum {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> $crate::__private::axum::response::IntoResponse for $type
        where
            $($predicates)*
        {
            fn into_response(self) -> $crate::__private::axum::response::Response {
                $crate::__private::axum::response::IntoResponse::into_response(
                    <$crate::ErrorResponse as ::core::convert::From<Self>>::from(self),
                )
            }
        }
    };
}

/// Says which feature is missing.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_axum {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`axum` needs the feature of that name: write \
`lms-error = { version = \"0.1\", features = [\"axum\"] }` in Cargo.toml"
        }
    };
}
