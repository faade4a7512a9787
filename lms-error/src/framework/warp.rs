//! warp: `Reply`, and a rejection by way of [`ErrorResponse`](crate::ErrorResponse).

#[cfg(feature = "warp")]
mod enabled {
    use std::{borrow::Cow, convert::Infallible, error::Error, fmt};

    use http::{Method, StatusCode};
    use warp::{
        Filter, Rejection, Reply,
        body::BodyDeserializeError,
        cors::CorsForbidden,
        reject::{
            InvalidHeader, InvalidQuery, LengthRequired, MethodNotAllowed, MissingCookie, MissingHeader,
            PayloadTooLarge, Reject, UnsupportedMediaType,
        },
        reply::Response,
    };

    use crate::{
        AsFieldErrors, Code, ErrorResponse, FieldError,
        malformed::{self, chain},
        status::catch_all::{instead_of, rejected, take_over},
    };

    impl Reply for ErrorResponse {
        fn into_response(self) -> Response {
            self.into()
        }
    }

    impl Reject for ErrorResponse {}

    impl AsFieldErrors for BodyDeserializeError {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let is_json = chain(self).any(<dyn Error>::is::<serde_json::Error>);
            let error =
                if is_json { malformed::json(chain(self)) } else { malformed::pairs(chain(self), "body") };
            vec![error].into()
        }
    }

    impl AsFieldErrors for InvalidQuery {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![FieldError::new("query", "invalid")].into()
        }
    }

    impl AsFieldErrors for MissingHeader {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![FieldError::new(self.name(), "required")].into()
        }
    }

    impl AsFieldErrors for InvalidHeader {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            // Of a cookie that is asked for, where there is none at all.
            let text = if self.name() == "cookie" { "missing or invalid" } else { "invalid" };
            vec![FieldError::new(self.name(), text)].into()
        }
    }

    /// warp says so of a cookie that is there and can't be read, too.
    impl AsFieldErrors for MissingCookie {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![FieldError::new(self.name(), "missing or invalid")].into()
        }
    }

    /// Makes every error answer of a warp filter that is not ours the contract's envelope.
    ///
    /// ```
    /// use warp::Filter;
    ///
    /// let routes = warp::path!("loans").map(|| "[]");
    /// let routes = lms_error::warp::envelopes(routes);
    /// ```
    ///
    /// It [recovers](recover()) from whatever was rejected, and looks at every reply besides: the status decides what
    /// becomes of it, by the table of [`ErrorResponse::from_status`]. Headers stay but those that describe the body,
    /// and the body is dropped unread.
    pub fn envelopes<R: Reply>(
        routes: impl Filter<Extract = (R,), Error = Rejection> + Clone + Send + Sync + 'static,
    ) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
        let routes = routes.recover(recover);
        warp::method().and(routes).map(|method, reply| enveloped(&method, Reply::into_response(reply)))
    }

    fn enveloped(method: &Method, mut response: Response) -> Response {
        let content_type = response.headers().get(http::header::CONTENT_TYPE);
        if let Some(answer) = instead_of(response.status(), content_type.map(http::HeaderValue::as_bytes)) {
            *response.status_mut() = answer.status();
            take_over(response.headers_mut(), &answer);
            *response.body_mut() = answer.body().clone().into();
        }
        if method == Method::HEAD && response.status().as_u16() >= 400 {
            // A server of HTTP/2 sends what it is given.
            *response.body_mut() = bytes::Bytes::new().into();
        }
        response
    }

    /// The answer of a rejection, for [`Filter::recover`]: of one of our errors its own; of warp's, a list of fields as
    /// far as it tells; of others, an internal error.
    ///
    /// # Errors
    ///
    /// None.
    pub async fn recover(rejection: Rejection) -> Result<Response, Infallible> {
        Ok(answer(&rejection).into_response())
    }

    fn answer(rejection: &Rejection) -> ErrorResponse {
        if let Some(answer) = rejection.find::<ErrorResponse>() {
            return answer.clone();
        }
        let missing = rejection.find::<MissingHeader>().map(MissingHeader::name);
        let invalid = rejection.find::<InvalidHeader>().map(InvalidHeader::name);
        if [missing, invalid].contains(&Some("authorization")) {
            return Code::Unauthenticated.into();
        }
        // warp has no name for it outside of itself.
        if format!("{rejection:?}").contains("BodyReadError") {
            return rejected(&Unreadable);
        }
        // A route that is wrong in one thing rejects beside all others, and is the one that was meant; a wrong method
        // tells least.
        let status = |found: bool, status| found.then(|| ErrorResponse::from_status(status)).flatten();
        status(rejection.is_not_found(), StatusCode::NOT_FOUND)
            .or_else(|| status(has::<UnsupportedMediaType>(rejection), StatusCode::UNSUPPORTED_MEDIA_TYPE))
            .or_else(|| status(has::<PayloadTooLarge>(rejection), StatusCode::PAYLOAD_TOO_LARGE))
            .or_else(|| status(has::<LengthRequired>(rejection), StatusCode::LENGTH_REQUIRED))
            .or_else(|| status(has::<CorsForbidden>(rejection), StatusCode::FORBIDDEN))
            .or_else(|| list::<BodyDeserializeError>(rejection))
            .or_else(|| list::<InvalidQuery>(rejection))
            .or_else(|| list::<MissingHeader>(rejection))
            .or_else(|| list::<InvalidHeader>(rejection))
            .or_else(|| list::<MissingCookie>(rejection))
            .or_else(|| status(has::<MethodNotAllowed>(rejection), StatusCode::METHOD_NOT_ALLOWED))
            .or_else(|| ErrorResponse::from_status(StatusCode::INTERNAL_SERVER_ERROR))
            .unwrap_or_else(|| Code::Internal.into())
    }

    /// A body that ends too soon, or is not chunked as it says.
    #[derive(Debug)]
    struct Unreadable;

    impl fmt::Display for Unreadable {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the body cannot be read")
        }
    }

    impl AsFieldErrors for Unreadable {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![FieldError::new("body", "cannot be read")].into()
        }
    }

    fn list<T: AsFieldErrors + Error + 'static>(rejection: &Rejection) -> Option<ErrorResponse> {
        rejection.find::<T>().map(rejected)
    }

    fn has<T: 'static>(rejection: &Rejection) -> bool {
        rejection.find::<T>().is_some()
    }
}

#[cfg(feature = "warp")]
pub use enabled::{envelopes, recover};

/// Writes `Reply`, and the conversion into `Rejection`, for a type that derives `LmsError`.
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

/// Says which feature is missing.
#[cfg(not(feature = "warp"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_warp {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`warp` needs the feature of that name: write \
`lms-error = { version = \"0.1\", features = [\"warp\"] }` in Cargo.toml"
        }
    };
}
