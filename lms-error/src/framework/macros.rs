//! The macros through which the derive writes a framework's impls.
//!
//! `#[lms(axum)]` expands to `__private::impl_axum! { [generics,] [Type] [predicates,] }`. Each macro exists twice: with
//! the feature it writes the framework's traits for the user's type, by way of [`ErrorResponse`](crate::ErrorResponse);
//! without it, it is a `compile_error!` that says how to switch the feature on. The derive cannot do that itself: it has
//! no features, and a `cfg` in its output would test the features of the user's crate.
//!
//! Both twins are written out by hand, because a `#[macro_export]` macro that another macro defines cannot be named by a
//! path (`macro_expanded_macro_exports_accessed_by_absolute_paths`).

/// Implements `IntoResponse` for a type that derives `LmsError`.
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

/// Reports that the feature is off.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_axum {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`axum` needs a feature of lms-error: run `cargo add lms-error --features axum`"
        }
    };
}

/// Implements `Into<actix_web::Error>` and `Responder` for a type that derives `LmsError`.
#[cfg(feature = "actix-web")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_actix_web {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> ::core::convert::From<$type> for $crate::__private::actix_web::Error
        where
            $($predicates)*
        {
            fn from(error: $type) -> Self {
                <Self as ::core::convert::From<$crate::ErrorResponse>>::from(
                    <$crate::ErrorResponse as ::core::convert::From<$type>>::from(error),
                )
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> $crate::__private::actix_web::Responder for $type
        where
            $($predicates)*
        {
            type Body = $crate::__private::actix_web::body::BoxBody;

            fn respond_to(
                self,
                request: &$crate::__private::actix_web::HttpRequest,
            ) -> $crate::__private::actix_web::HttpResponse {
                $crate::__private::actix_web::Responder::respond_to(
                    <$crate::ErrorResponse as ::core::convert::From<Self>>::from(self),
                    request,
                )
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "actix-web"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_actix_web {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`actix_web` needs a feature of lms-error: run `cargo add lms-error --features actix-web`"
        }
    };
}

/// Implements `Into<poem::Error>` for a type that derives `LmsError`.
#[cfg(feature = "poem")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_poem {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> ::core::convert::From<$type> for $crate::__private::poem::Error
        where
            $($predicates)*
        {
            fn from(error: $type) -> Self {
                $crate::__private::into_poem_error(
                    <$crate::ErrorResponse as ::core::convert::From<$type>>::from(error),
                )
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "poem"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_poem {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`poem` needs a feature of lms-error: run `cargo add lms-error --features poem`"
        }
    };
}

/// Implements `Responder` for a type that derives `LmsError`.
#[cfg(feature = "rocket")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_rocket {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<'__r, '__o: '__r, $($generics)*> $crate::__private::rocket::response::Responder<'__r, '__o> for $type
        where
            $($predicates)*
        {
            fn respond_to(
                self,
                request: &'__r $crate::__private::rocket::Request<'_>,
            ) -> $crate::__private::rocket::response::Result<'__o> {
                $crate::__private::rocket::response::Responder::respond_to(
                    <$crate::ErrorResponse as ::core::convert::From<Self>>::from(self),
                    request,
                )
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "rocket"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_rocket {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`rocket` needs a feature of lms-error: run `cargo add lms-error --features rocket`"
        }
    };
}

/// Implements `Scribe` for a type that derives `LmsError`.
#[cfg(feature = "salvo")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_salvo {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> $crate::__private::salvo_core::Scribe for $type
        where
            $($predicates)*
        {
            fn render(self, response: &mut $crate::__private::salvo_core::Response) {
                $crate::__private::salvo_core::Scribe::render(
                    <$crate::ErrorResponse as ::core::convert::From<Self>>::from(self),
                    response,
                );
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "salvo"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_salvo {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`salvo` needs a feature of lms-error: run `cargo add lms-error --features salvo`"
        }
    };
}

/// Implements `Reply` and `Into<Rejection>` for a type that derives `LmsError`.
#[cfg(feature = "warp")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_warp {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> $crate::__private::warp::Reply for $type
        where
            Self: ::core::marker::Send,
            $($predicates)*
        {
            fn into_response(self) -> $crate::__private::warp::reply::Response {
                $crate::__private::warp::Reply::into_response(
                    <$crate::ErrorResponse as ::core::convert::From<Self>>::from(self),
                )
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> ::core::convert::From<$type> for $crate::__private::warp::Rejection
        where
            $($predicates)*
        {
            fn from(error: $type) -> Self {
                <Self as ::core::convert::From<$crate::ErrorResponse>>::from(
                    <$crate::ErrorResponse as ::core::convert::From<$type>>::from(error),
                )
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "warp"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_warp {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`warp` needs a feature of lms-error: run `cargo add lms-error --features warp`"
        }
    };
}

/// Implements `Into<tonic::Status>` for a type that derives `LmsError`.
#[cfg(feature = "tonic")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_tonic {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> ::core::convert::From<$type> for $crate::__private::tonic::Status
        where
            $($predicates)*
        {
            fn from(error: $type) -> Self {
                <Self as ::core::convert::From<$crate::ErrorResponse>>::from(
                    <$crate::ErrorResponse as ::core::convert::From<$type>>::from(error),
                )
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "tonic"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_tonic {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`tonic` needs a feature of lms-error: run `cargo add lms-error --features tonic`"
        }
    };
}

/// Implements `utoipa::IntoResponses` for a type that derives `LmsError`.
#[cfg(feature = "utoipa")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_utoipa {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> $crate::__private::utoipa::IntoResponses for $type
        where
            $($predicates)*
        {
            fn responses() -> ::std::collections::BTreeMap<
                ::std::string::String,
                $crate::__private::utoipa::openapi::RefOr<$crate::__private::utoipa::openapi::Response>,
            > {
                $crate::openapi::__utoipa_responses(<Self as $crate::__private::AsLmsError>::__inner)
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "utoipa"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_utoipa {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`utoipa` needs a feature of lms-error: run `cargo add lms-error --features utoipa`"
        }
    };
}

/// Implements `aide::OperationOutput` for a type that derives `LmsError`.
#[cfg(feature = "aide")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_aide {
    ([$($generics:tt)*] [$type:ty] [$($predicates:tt)*]) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<$($generics)*> $crate::__private::aide::OperationOutput for $type
        where
            $($predicates)*
        {
            type Inner = Self;

            fn inferred_responses(
                _: &mut $crate::__private::aide::generate::GenContext,
                _: &mut $crate::__private::aide::openapi::Operation,
            ) -> ::std::vec::Vec<(
                ::core::option::Option<::core::primitive::u16>,
                $crate::__private::aide::openapi::Response,
            )> {
                $crate::openapi::__aide_responses(<Self as $crate::__private::AsLmsError>::__inner)
            }
        }
    };
}

/// Reports that the feature is off.
#[cfg(not(feature = "aide"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_aide {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`aide` needs a feature of lms-error: run `cargo add lms-error --features aide`"
        }
    };
}
