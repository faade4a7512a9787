const _: () = {
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for Never {
        fn code(&self) -> ::lms_error::Code {
            match *self {}
        }
        fn __render(&self, to: &::lms_error::__private::Renderer) {
            const __VOICE: &::lms_error::__private::Voice = &::lms_error::__private::Voice {
                service: ::lms_error::__private::SERVICE,
                vocabulary: &::lms_error::Vocabulary::LMS,
            };
            match *self {}
        }
    }
};
