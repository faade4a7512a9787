const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl ::lms_error::__private::Derived for Busy {}
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for Busy {
        fn code(&self) -> ::lms_error::Code {
            match self {
                Self::Locked { .. } => ::lms_error::Code::Aborted,
                Self::Maintenance { .. } | Self::Queue { .. } => {
                    ::lms_error::Code::Unavailable
                }
            }
        }
        fn retry_after(
            &self,
        ) -> ::lms_error::__private::Option<::lms_error::__private::Duration> {
            match self {
                Self::Maintenance { .. } => {
                    ::lms_error::__private::Some(
                        ::lms_error::__private::Duration::from_secs(30u64),
                    )
                }
                Self::Queue { drained_in: __lms_field_drained_in, .. } => {
                    <Option<
                        Duration,
                    > as ::lms_error::__private::RetryAfter>::retry_after(
                        __lms_field_drained_in,
                    )
                }
                _ => ::lms_error::__private::None,
            }
        }
        fn __variant(&self) -> ::lms_error::__private::Variant {
            match self {
                Self::Maintenance { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Maintenance")
                }
                Self::Queue { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Queue")
                }
                Self::Locked { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Locked")
                }
            }
        }
        fn __render(
            &self,
            __lms_renderer: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            match self {
                Self::Locked { .. } => {
                    __lms_renderer.display(::lms_error::Code::Aborted, self)
                }
                Self::Maintenance { .. } | Self::Queue { .. } => {
                    __lms_renderer.standard(::lms_error::Code::Unavailable)
                }
            }
        }
        fn __catalog() -> ::lms_error::__private::Inner {
            ::lms_error::__private::Inner::Enum(const {
                &::lms_error::__private::Packed {
                    module: ::lms_error::__private::module_path!(),
                    policy: ::lms_error::__private::None,
                    text: "Busy\u{1f}\u{1e}Maintenance\u{1f}6\u{1f}s\u{1f}30\u{1f}\u{1f}\u{1e}Queue\u{1f}6\u{1f}s\u{1f}c\u{1f}\u{1f}\u{1e}Locked\u{1f}4\u{1f}u\u{1f}\u{1f}\u{1f}",
                    inner: &[],
                }
            })
        }
    }
};
