//! rocket: `Responder`.

#[cfg(feature = "rocket")]
mod enabled {
    use std::{
        borrow::Cow,
        io::{self, Cursor},
        num::IntErrorKind,
    };

    use http::header::CONTENT_TYPE;
    use rocket::{
        Build, Request, Response, Rocket,
        catcher::{BoxFuture, Catcher},
        fairing::{self, Fairing, Info, Kind},
        form::{self, error::ErrorKind},
        http::{Header, Status},
        response::{self, Responder},
        serde::json,
    };

    use crate::{
        AsFieldErrors, ErrorResponse, FieldError,
        field_errors::limits,
        malformed::{self, chain, unless_odd},
        status::catch_all::{instead_of, stays},
    };

    impl<'r> Responder<'r, 'static> for ErrorResponse {
        fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
            let mut response = Response::new();
            put(&mut response, &self);
            Ok(response)
        }
    }

    impl AsFieldErrors for json::Error<'_> {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            let error = match self {
                Self::Parse(_, error) => malformed::json(chain(error)),
                Self::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    FieldError::new("body", "too large")
                }
                Self::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                    FieldError::new("body", "must be UTF-8")
                }
                Self::Io(_) => FieldError::new("body", "cannot be read"),
            };
            vec![error].into()
        }
    }

    impl AsFieldErrors for form::Errors<'_> {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            self.iter().map(of_form).collect()
        }
    }

    impl AsFieldErrors for form::Error<'_> {
        fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
            vec![of_form(self)].into()
        }
    }

    fn of_form(error: &form::Error<'_>) -> FieldError {
        let name = error.name.as_ref().map_or_else(|| "form".to_owned(), ToString::to_string);
        let text = match &error.kind {
            ErrorKind::Missing => "required".to_owned(),
            ErrorKind::Duplicate => "given more than once".to_owned(),
            ErrorKind::Unexpected => "unknown field".to_owned(),
            ErrorKind::InvalidChoice { .. } => "is none of the allowed values".to_owned(),
            ErrorKind::Utf8(_) => "must be UTF-8".to_owned(),
            ErrorKind::Char(_) => "must be a single character".to_owned(),
            ErrorKind::Int(error) => match error.kind() {
                IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "is out of range".to_owned(),
                _ => "must be a whole number".to_owned(),
            },
            ErrorKind::Bool(_) => "must be true or false".to_owned(),
            ErrorKind::Float(_) => "must be a number".to_owned(),
            ErrorKind::Addr(_) => "must be an address".to_owned(),
            ErrorKind::InvalidLength { min, max } => limits("length", min.as_ref(), max.as_ref()),
            ErrorKind::OutOfRange { start, end } => limits("value", start.as_ref(), end.as_ref()),
            // What the service says itself.
            ErrorKind::Validation(text) => text.to_string(),
            _ => "invalid".to_owned(),
        };
        FieldError::new(unless_odd(&name, "form"), text)
    }

    /// Makes every error answer of a rocket that is not ours the contract's envelope.
    ///
    /// ```
    /// let rocket = rocket::build().attach(lms_error::rocket::Envelopes);
    /// ```
    ///
    /// The status decides what it becomes, by the table of [`ErrorResponse::from_status`]. Headers stay but those that
    /// describe the body, and the body is dropped unread. It registers the default catcher at `/` and looks at every
    /// response besides, since a handler may answer a 404 without any catcher. So leave the default catcher at `/` to
    /// it; others go on working, and their answers become envelopes too. Attach it last.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct Envelopes;

    #[rocket::async_trait]
    impl Fairing for Envelopes {
        fn info(&self) -> Info {
            Info { name: "error envelopes", kind: Kind::Ignite | Kind::Response | Kind::Singleton }
        }

        async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
            // What is no HTTP goes to a catcher, and to no fairing.
            Ok(rocket.register("/", vec![Catcher::new(None, caught)]))
        }

        async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
            let content_type = response.headers().get_one(CONTENT_TYPE.as_str());
            let status = http::StatusCode::from_u16(response.status().code).ok();
            let answer = status.and_then(|status| instead_of(status, content_type.map(str::as_bytes)));
            if let Some(answer) = answer {
                let gone: Vec<_> = response
                    .headers()
                    .iter()
                    .filter(|header| !stays(header.name().as_str(), header.value().as_bytes()))
                    .map(|header| header.name().to_string())
                    .collect();
                for name in gone {
                    response.remove_header(&name);
                }
                put(response, &answer);
            }
        }
    }

    fn caught<'r>(status: Status, request: &'r Request<'_>) -> BoxFuture<'r> {
        let status = match status {
            // rocket's, where a parameter of the path or a guard of the query can't be read: nothing is known of it.
            Status::UnprocessableEntity => http::StatusCode::BAD_REQUEST,
            status => http::StatusCode::from_u16(status.code).unwrap_or_default(),
        };
        let answer = ErrorResponse::from_status(status).unwrap_or_else(|| crate::Code::Internal.into());
        Box::pin(async move { answer.respond_to(request) })
    }

    fn put(response: &mut Response<'_>, answer: &ErrorResponse) {
        response.set_status(Status::new(answer.status().as_u16()));
        response.set_raw_header(CONTENT_TYPE.as_str(), crate::response::content_type());
        for (name, value) in answer.headers() {
            match value.to_str() {
                Ok(value) if !response.headers().contains(name.as_str()) => {
                    response.set_header(Header::new(name.to_string(), value.to_owned()));
                }
                _ => {}
            }
        }
        response.set_sized_body(answer.body().len(), Cursor::new(answer.body().clone()));
    }
}

#[cfg(feature = "rocket")]
pub use enabled::Envelopes;

/// Writes `Responder` for a type that derives `LmsError`.
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

/// Says which feature is missing.
#[cfg(not(feature = "rocket"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_rocket {
    ($($input:tt)*) => {
        ::core::compile_error! {
            "`rocket` needs the feature of that name: write \
`lms-error = { version = \"0.1\", features = [\"rocket\"] }` in Cargo.toml"
        }
    };
}
