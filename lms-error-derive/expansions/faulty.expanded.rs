::core::compile_error! {
    "`abortd` is not a code of the contract; did you mean `aborted`? The seven are `invalid_argument`, `unauthenticated`, `permission_denied`, `not_found`, `aborted`, `internal`, `unavailable`"
}
const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl ::lms_error::__private::Derived for Faulty {}
    #[automatically_derived]
    #[allow(deprecated, non_snake_case)]
    impl ::lms_error::LmsError for Faulty {
        fn code(&self) -> ::lms_error::Code {
            ::lms_error::__private::unreachable!()
        }
        fn __render(
            &self,
            _: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            ::lms_error::__private::unreachable!()
        }
    }
    ::lms_error::__private::impl_axum! {
        [] [Faulty] []
    }
};
