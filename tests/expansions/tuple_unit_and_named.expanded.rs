const _: () = {
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
        fn __render(&self, to: &::lms_error::__private::Renderer) {
            const __VOICE: &::lms_error::__private::Voice = &::lms_error::__private::Voice {
                service: "cards",
                vocabulary: &crate::PARTNER,
            };
            match self {
                Self::Limits {
                    id: __field_id,
                    limits: __field_limits,
                    first: __field_first,
                    ..
                } => {
                    to.text(
                        __VOICE,
                        ::lms_error::Code::Aborted,
                        ::lms_error::__private::format_args!(
                            "card {a0} has {a1} limits, {a2:>a3$}", a0 = __field_id, a1 =
                            __field_limits.len(), a2 = __field_first, a3 = 4
                        ),
                    )
                }
                Self::Unknown { .. } | Self::Gone { .. } => {
                    to.whole(__VOICE, ::lms_error::Code::NotFound, self)
                }
                Self::Store { .. } => {
                    to.constant({
                        static __CONSTANT: ::lms_error::__private::Constant = ::lms_error::__private::Constant::standard(
                            __VOICE,
                            ::lms_error::Code::Internal,
                        );
                        &__CONSTANT
                    })
                }
            }
        }
    }
    ::lms_error::__private::impl_axum! {
        [] [CardError] []
    }
};
