const _: () = {
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl errors::lms_error::LmsError for Missing {
        fn code(&self) -> errors::lms_error::Code {
            match self {
                Self { .. } => errors::lms_error::Code::NotFound,
            }
        }
        fn __render(&self, to: &errors::lms_error::__private::Renderer) {
            const __VOICE: &errors::lms_error::__private::Voice = &errors::lms_error::__private::Voice {
                service: errors::lms_error::__private::SERVICE,
                vocabulary: &errors::lms_error::Vocabulary::LMS,
            };
            match self {
                Self { kind: __field_kind, .. } => {
                    to.text(
                        __VOICE,
                        errors::lms_error::Code::NotFound,
                        errors::lms_error::__private::format_args!(
                            "no {a0}", a0 = __field_kind
                        ),
                    )
                }
            }
        }
    }
};
