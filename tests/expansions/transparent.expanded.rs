const _: () = {
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for ApiError {
        fn code(&self) -> ::lms_error::Code {
            match self {
                Self::Denied { .. } => ::lms_error::Code::PermissionDenied,
                Self::Auth { 0: __field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __field_0,
                        )
                        .code()
                }
                Self::Any { inner: __field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(__field_inner)
                        .code()
                }
            }
        }
        fn retry_after(
            &self,
        ) -> ::lms_error::__private::Option<::lms_error::__private::Duration> {
            match self {
                Self::Auth { 0: __field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __field_0,
                        )
                        .retry_after()
                }
                Self::Any { inner: __field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(__field_inner)
                        .retry_after()
                }
                _ => ::lms_error::__private::None,
            }
        }
        fn __render(&self, to: &::lms_error::__private::Renderer) {
            const __VOICE: &::lms_error::__private::Voice = &::lms_error::__private::Voice {
                service: ::lms_error::__private::SERVICE,
                vocabulary: &::lms_error::Vocabulary::LMS,
            };
            match self {
                Self::Denied { .. } => {
                    to.whole(__VOICE, ::lms_error::Code::PermissionDenied, self)
                }
                Self::Auth { 0: __field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __field_0,
                        )
                        .__render(to)
                }
                Self::Any { inner: __field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(__field_inner)
                        .__render(to)
                }
            }
        }
    }
};
