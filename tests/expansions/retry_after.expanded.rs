const _: () = {
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
                Self::Queue { drained_in: __field_drained_in, .. } => {
                    <Option<
                        Duration,
                    > as ::lms_error::__private::RetryAfter>::retry_after(
                        __field_drained_in,
                    )
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
                Self::Locked { .. } => {
                    to.whole(__VOICE, ::lms_error::Code::Aborted, self)
                }
                Self::Maintenance { .. } | Self::Queue { .. } => {
                    to.constant({
                        static __CONSTANT: ::lms_error::__private::Constant = ::lms_error::__private::Constant::standard(
                            __VOICE,
                            ::lms_error::Code::Unavailable,
                        );
                        &__CONSTANT
                    })
                }
            }
        }
    }
};
