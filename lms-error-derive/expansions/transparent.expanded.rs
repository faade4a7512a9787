const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl ::lms_error::__private::Derived for ApiError {}
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for ApiError {
        fn code(&self) -> ::lms_error::Code {
            match self {
                Self::Denied { .. } => ::lms_error::Code::PermissionDenied,
                Self::Auth { 0: __lms_field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_0,
                        )
                        .code()
                }
                Self::Any { inner: __lms_field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_inner,
                        )
                        .code()
                }
            }
        }
        fn retry_after(
            &self,
        ) -> ::lms_error::__private::Option<::lms_error::__private::Duration> {
            match self {
                Self::Auth { 0: __lms_field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_0,
                        )
                        .retry_after()
                }
                Self::Any { inner: __lms_field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_inner,
                        )
                        .retry_after()
                }
                _ => ::lms_error::__private::None,
            }
        }
        fn __policy(
            &self,
        ) -> ::lms_error::__private::Option<&'static ::lms_error::__private::Policy> {
            match self {
                Self::Auth { 0: __lms_field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_0,
                        )
                        .__policy()
                }
                Self::Any { inner: __lms_field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_inner,
                        )
                        .__policy()
                }
                _ => ::lms_error::__private::None,
            }
        }
        fn __variant(&self) -> ::lms_error::__private::Variant {
            match self {
                Self::Denied { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Denied")
                }
                Self::Auth { 0: __lms_field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_0,
                        )
                        .__variant()
                }
                Self::Any { inner: __lms_field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_inner,
                        )
                        .__variant()
                }
            }
        }
        fn __render(
            &self,
            __lms_renderer: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            match self {
                Self::Denied { .. } => {
                    __lms_renderer.display(::lms_error::Code::PermissionDenied, self)
                }
                Self::Auth { 0: __lms_field_0, .. } => {
                    <AuthError as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_0,
                        )
                        .__render(__lms_renderer)
                }
                Self::Any { inner: __lms_field_inner, .. } => {
                    <Box<
                        dyn LmsError,
                    > as ::lms_error::__private::AsLmsError>::as_lms_error(
                            __lms_field_inner,
                        )
                        .__render(__lms_renderer)
                }
            }
        }
        fn __catalog() -> ::lms_error::__private::Inner {
            ::lms_error::__private::Inner::Enum(const {
                &::lms_error::__private::Packed {
                    module: ::lms_error::__private::module_path!(),
                    policy: ::lms_error::__private::None,
                    text: "ApiError\u{1f}\u{1e}Auth\u{1f}t0\u{1f}\u{1f}\u{1e}Any\u{1f}t1\u{1f}\u{1f}\u{1e}Denied\u{1f}2\u{1f}u\u{1f}\u{1f}\u{1f}",
                    inner: &[
                        <AuthError as ::lms_error::__private::AsLmsError>::__inner,
                        <Box<
                            dyn LmsError,
                        > as ::lms_error::__private::AsLmsError>::__inner,
                    ],
                }
            })
        }
    }
};
