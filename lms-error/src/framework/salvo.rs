//! salvo: `Scribe`.

#[cfg(feature = "salvo")]
mod enabled {
    use std::borrow::Cow;

    use salvo_core::{Depot, FlowCtrl, Handler, Request, Response, Scribe, async_trait, http::ParseError};

    use crate::{
        AsFieldErrors, ErrorResponse, FieldError,
        framework::panic::caught,
        malformed::{self, chain},
        status::catch_all::{instead_of, take_over},
    };

    impl Scribe for ErrorResponse {
        fn render(self, response: &mut Response) {
            response.status_code(self.status());
            self.put_headers(response.headers_mut());
            response.replace_body(self.into_body().into());
        }
    }

    /// salvo has one error for the body, the query and the path, and does not say which of them it is about.
    impl AsFieldErrors for ParseError {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let error = match self {
                Self::SerdeJson(error) => malformed::json(chain(error)),
                Self::Deserialize(error) => malformed::pairs(chain(error), "request"),
                Self::PayloadTooLarge => FieldError::new("body", "too large"),
                Self::EmptyBody => FieldError::new("body", "required"),
                Self::InvalidContentType | Self::NotMultipart | Self::NotFormData => {
                    FieldError::new("content-type", "not supported")
                }
                Self::InvalidRange => FieldError::new("range", "invalid"),
                Self::Utf8(_) => FieldError::new("request", "must be UTF-8"),
                Self::Io(_) | Self::Hyper(_) => FieldError::new("body", "cannot be read"),
                _ => FieldError::new("request", "invalid"),
            };
            vec![error].into()
        }
    }

    /// Makes every error answer of a salvo service that is not ours the contract's envelope.
    ///
    /// ```
    /// use salvo_core::{Router, Service};
    ///
    /// let service = Service::new(Router::new()).hoop(lms_error::salvo::Envelopes);
    /// ```
    ///
    /// The status decides what it becomes, by the table of [`ErrorResponse::from_status`]. Headers stay but those that
    /// describe the body, and the body is dropped unread. It is a hoop of the service, the first one, and not a
    /// catcher: those are asked only where there is no body yet. A service with `allowed_media_types` refuses behind
    /// its hoops; there, let it be the catcher as well: `.catcher(Catcher::new(Envelopes))`.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct Envelopes;

    #[async_trait]
    impl Handler for Envelopes {
        async fn handle(
            &self,
            request: &mut Request,
            depot: &mut Depot,
            response: &mut Response,
            ctrl: &mut FlowCtrl,
        ) {
            if let Err(panicked) = caught(ctrl.call_next(request, depot, response)).await {
                return panicked.render(response);
            }
            let content_type = response.headers().get(http::header::CONTENT_TYPE);
            let answer = response
                .status_code
                .and_then(|status| instead_of(status, content_type.map(http::HeaderValue::as_bytes)));
            if let Some(answer) = answer {
                response.status_code(answer.status());
                take_over(response.headers_mut(), &answer);
                response.replace_body(answer.body().clone().into());
            }
        }
    }
}

#[cfg(feature = "salvo")]
pub use enabled::Envelopes;

/// Writes `Scribe` for a type that derives `LmsError`.
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

/// Says which feature is missing.
#[cfg(not(feature = "salvo"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_salvo {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`salvo` needs the feature of that name: write \
`lms-error = { version = \"0.1\", features = [\"salvo\"] }` in Cargo.toml"
        }
    };
}
