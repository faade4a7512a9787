const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl ::lms_error::__private::Derived for CardError {
        #[inline]
        fn __check_exposure() {
            use ::lms_error::__private::exposure::Otherwise as _;
            ::lms_error::__private::exposure::shown::<
                u64,
                _,
            >((
                <::lms_error::__private::exposure::Of<u64>>::__IS_ERROR,
                <::lms_error::__private::exposure::Of<u64>>::__DEREFS_TO_ERROR,
                <::lms_error::__private::exposure::Of<u64>>::__HOLDS_ERROR,
            ));
            ::lms_error::__private::exposure::shown::<
                Vec<u8>,
                _,
            >((
                (
                    <::lms_error::__private::exposure::Of<Vec<u8>>>::__IS_ERROR,
                    <::lms_error::__private::exposure::Of<Vec<u8>>>::__DEREFS_TO_ERROR,
                    <::lms_error::__private::exposure::Of<Vec<u8>>>::__HOLDS_ERROR,
                ),
                (
                    <::lms_error::__private::exposure::Of<u8>>::__IS_ERROR,
                    <::lms_error::__private::exposure::Of<u8>>::__DEREFS_TO_ERROR,
                    <::lms_error::__private::exposure::Of<u8>>::__HOLDS_ERROR,
                ),
            ));
        }
    }
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for CardError {
        fn code(&self) -> ::lms_error::Code {
            match self {
                Self::Unknown { .. } | Self::Gone { .. } => ::lms_error::Code::NotFound,
                Self::Limits { .. } => ::lms_error::Code::Aborted,
                Self::Store { .. } => ::lms_error::Code::Internal,
            }
        }
        fn __policy(
            &self,
        ) -> ::lms_error::__private::Option<&'static ::lms_error::__private::Policy> {
            ::lms_error::__private::Some(&crate::PARTNER)
        }
        fn __variant(&self) -> ::lms_error::__private::Variant {
            match self {
                Self::Unknown { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Unknown")
                }
                Self::Gone { .. } => ::lms_error::__private::Variant::of::<Self>("Gone"),
                Self::Limits { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Limits")
                }
                Self::Store { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Store")
                }
            }
        }
        fn __render(
            &self,
            __lms_renderer: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            match self {
                Self::Limits {
                    id: __lms_field_id,
                    limits: __lms_field_limits,
                    first: __lms_field_first,
                    ..
                } => {
                    __lms_renderer
                        .text(
                            ::lms_error::Code::Aborted,
                            ::lms_error::__private::format_args!(
                                "card {a0} has {a1} limits, {a2:>a3$}", a0 = __lms_field_id,
                                a1 = __lms_field_limits.len(), a2 = __lms_field_first, a3 =
                                4
                            ),
                        )
                }
                Self::Unknown { .. } | Self::Gone { .. } => {
                    __lms_renderer.display(::lms_error::Code::NotFound, self)
                }
                Self::Store { .. } => {
                    __lms_renderer.standard(::lms_error::Code::Internal)
                }
            }
        }
        fn __catalog() -> ::lms_error::__private::Inner {
            ::lms_error::__private::Inner::Enum(const {
                &::lms_error::__private::Packed {
                    module: ::lms_error::__private::module_path!(),
                    policy: ::lms_error::__private::Some(&crate::PARTNER),
                    text: "CardError\u{1f}\u{1e}Unknown\u{1f}3\u{1f}u\u{1f}\u{1f}\u{1f}\u{1e}Gone\u{1f}3\u{1f}u\u{1f}\u{1f}\u{1f}\u{1e}Limits\u{1f}4\u{1f}tcard {id} has {} limits, {first}\u{1f}\u{1f}\u{1f}\u{1e}Store\u{1f}5\u{1f}s\u{1f}\u{1f}\u{1f}",
                    inner: &[],
                }
            })
        }
    }
    ::lms_error::__private::impl_axum! {
        [] [CardError] []
    }
};
