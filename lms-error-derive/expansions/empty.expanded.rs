const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl ::lms_error::__private::Derived for Never {}
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for Never {
        fn code(&self) -> ::lms_error::Code {
            match *self {}
        }
        fn __variant(&self) -> ::lms_error::__private::Variant {
            match *self {}
        }
        fn __render(
            &self,
            __lms_renderer: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            match *self {}
        }
        fn __catalog() -> ::lms_error::__private::Inner {
            ::lms_error::__private::Inner::Enum(const {
                &::lms_error::__private::Packed {
                    module: ::lms_error::__private::module_path!(),
                    policy: ::lms_error::__private::None,
                    text: "Never\u{1f}",
                    inner: &[],
                }
            })
        }
    }
};
