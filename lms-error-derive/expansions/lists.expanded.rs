const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl ::lms_error::__private::Derived for RequestError {
        #[inline]
        fn __check_exposure() {
            use ::lms_error::__private::exposure::Otherwise as _;
            ::lms_error::__private::exposure::shown::<
                usize,
                _,
            >((
                <::lms_error::__private::exposure::Of<usize>>::__IS_ERROR,
                <::lms_error::__private::exposure::Of<usize>>::__DEREFS_TO_ERROR,
                <::lms_error::__private::exposure::Of<usize>>::__HOLDS_ERROR,
            ));
            ::lms_error::__private::exposure::verbatim::<
                String,
                _,
            >((
                <::lms_error::__private::exposure::Of<String>>::__IS_ERROR,
                <::lms_error::__private::exposure::Of<String>>::__DEREFS_TO_ERROR,
                <::lms_error::__private::exposure::Of<String>>::__HOLDS_ERROR,
            ));
        }
    }
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for RequestError {
        fn code(&self) -> ::lms_error::Code {
            match self {
                Self::List { .. } | Self::One { .. } | Self::Taken { .. } => {
                    ::lms_error::Code::InvalidArgument
                }
            }
        }
        fn __variant(&self) -> ::lms_error::__private::Variant {
            match self {
                Self::List { .. } => ::lms_error::__private::Variant::of::<Self>("List"),
                Self::One { .. } => ::lms_error::__private::Variant::of::<Self>("One"),
                Self::Taken { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Taken")
                }
            }
        }
        fn __render(
            &self,
            __lms_renderer: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            match self {
                Self::List { 0: __lms_field_0, .. } => {
                    __lms_renderer
                        .fields(
                            <FieldErrors as ::lms_error::AsFieldErrors>::as_field_errors(
                                __lms_field_0,
                            ),
                            ::lms_error::__private::Some(
                                ::lms_error::__private::Case::Camel,
                            ),
                        )
                }
                Self::One { row: __lms_field_row, .. } => {
                    __lms_renderer
                        .field(
                            ::lms_error::__private::format_args!(
                                "entries[{a0}]", a0 = __lms_field_row
                            ),
                            ::lms_error::__private::format_args!("{}", self),
                        )
                }
                Self::Taken { 0: __lms_field_0, .. } => {
                    __lms_renderer
                        .field(
                            ::lms_error::__private::format_args!("id"),
                            ::lms_error::__private::format_args!(
                                "{a0} is taken", a0 = __lms_renderer.verbatim(__lms_field_0)
                            ),
                        )
                }
            }
        }
        fn __catalog() -> ::lms_error::__private::Inner {
            ::lms_error::__private::Inner::Enum(const {
                &::lms_error::__private::Packed {
                    module: ::lms_error::__private::module_path!(),
                    policy: ::lms_error::__private::None,
                    text: "RequestError\u{1f}\u{1e}List\u{1f}0l\u{1f}u\u{1f}\u{1f}\u{1f}\u{1e}One\u{1f}0fentries[{row}]\u{1f}u\u{1f}\u{1f}\u{1f}\u{1e}Taken\u{1f}0fid\u{1f}t{0} is taken\u{1f}\u{1f}\u{1f}",
                    inner: &[],
                }
            })
        }
    }
};
