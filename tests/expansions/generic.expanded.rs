const _: () = {
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl<'a, T: Clone, L, const N: usize> ::lms_error::LmsError for Failure<'a, T, L, N>
    where
        T: 'a,
        Failure<'a, T, L, N>: ::lms_error::__private::core::error::Error,
        &'a T: ::lms_error::__private::core::fmt::Debug,
        L: ::lms_error::AsFieldErrors,
    {
        fn code(&self) -> ::lms_error::Code {
            match self {
                Self::Invalid { .. } => ::lms_error::Code::InvalidArgument,
                Self::Shown { .. } => ::lms_error::Code::Aborted,
                Self::Unused { .. } => ::lms_error::Code::Internal,
            }
        }
        fn __render(&self, to: &::lms_error::__private::Renderer) {
            const __VOICE: &::lms_error::__private::Voice = &::lms_error::__private::Voice {
                service: ::lms_error::__private::SERVICE,
                vocabulary: &::lms_error::Vocabulary::LMS,
            };
            match self {
                Self::Shown { 0: __field_0, .. } => {
                    to.text(
                        __VOICE,
                        ::lms_error::Code::Aborted,
                        ::lms_error::__private::format_args!("{a0:?}", a0 = __field_0),
                    )
                }
                Self::Invalid { 0: __field_0, .. } => {
                    to.fields(
                        __VOICE,
                        &<L as ::lms_error::AsFieldErrors>::as_field_errors(__field_0),
                        ::lms_error::__private::None,
                    )
                }
                Self::Unused { .. } => {
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
        ['a, T : Clone, L, const N : usize,] [Failure < 'a, T, L, N >] [T : 'a, Failure <
        'a, T, L, N > : ::lms_error::__private::core::error::Error, & 'a T :
        ::lms_error::__private::core::fmt::Debug, L : ::lms_error::AsFieldErrors,]
    }
};
