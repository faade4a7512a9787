const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl errors::lms_error::__private::Derived for Missing {
        #[inline]
        fn __check_exposure() {
            use errors::lms_error::__private::exposure::Otherwise as _;
            errors::lms_error::__private::exposure::shown::<
                &'static str,
                _,
            >((
                <errors::lms_error::__private::exposure::Of<str>>::__IS_ERROR,
                <errors::lms_error::__private::exposure::Of<str>>::__DEREFS_TO_ERROR,
                <errors::lms_error::__private::exposure::Of<str>>::__HOLDS_ERROR,
            ));
        }
    }
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl errors::lms_error::LmsError for Missing {
        fn code(&self) -> errors::lms_error::Code {
            match self {
                Self { .. } => errors::lms_error::Code::NotFound,
            }
        }
        fn __render(
            &self,
            __lms_renderer: &errors::lms_error::__private::Renderer,
        ) -> errors::lms_error::__private::Rendered {
            match self {
                Self { kind: __lms_field_kind, .. } => {
                    __lms_renderer
                        .parts(
                            errors::lms_error::Code::NotFound,
                            "no \0",
                            &[__lms_field_kind],
                        )
                }
            }
        }
        fn __catalog() -> errors::lms_error::__private::Inner {
            errors::lms_error::__private::Inner::Enum(const {
                &errors::lms_error::__private::Packed {
                    module: errors::lms_error::__private::module_path!(),
                    policy: errors::lms_error::__private::None,
                    text: "Missing\u{1f}\u{1e}Missing\u{1f}3\u{1f}tno {kind}\u{1f}\u{1f}\u{1f}",
                    inner: &[],
                }
            })
        }
    }
};
