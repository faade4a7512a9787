const _: () = {
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
        fn __render(&self, to: &::lms_error::__private::Renderer) {
            const __VOICE: &::lms_error::__private::Voice = &::lms_error::__private::Voice {
                service: ::lms_error::__private::SERVICE,
                vocabulary: &::lms_error::Vocabulary::LMS,
            };
            match self {
                Self::List { 0: __field_0, .. } => {
                    to.fields(
                        __VOICE,
                        &<FieldErrors as ::lms_error::AsFieldErrors>::as_field_errors(
                            __field_0,
                        ),
                        ::lms_error::__private::Some(::lms_error::__private::Case::Camel),
                    )
                }
                Self::One { row: __field_row, .. } => {
                    to.field(
                        __VOICE,
                        ::lms_error::__private::format_args!(
                            "entries[{a0}]", a0 = __field_row
                        ),
                        ::lms_error::__private::format_args!("{}", self),
                    )
                }
                Self::Taken { 0: __field_0, .. } => {
                    to.field(
                        __VOICE,
                        ::lms_error::__private::format_args!("id"),
                        ::lms_error::__private::format_args!(
                            "{a0} is taken", a0 = to.verbatim(__field_0)
                        ),
                    )
                }
            }
        }
    }
};
