const _: () = {
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T: Clone, L, const N: usize> ::lms_error::__private::Derived
    for Failure<'a, T, L, N>
    where
        T: 'a,
        Failure<'a, T, L, N>: ::lms_error::__private::core::error::Error,
        &'a T: ::lms_error::__private::core::fmt::Debug,
        L: ::lms_error::AsFieldErrors,
    {
        #[inline]
        fn __check_exposure() {
            use ::lms_error::__private::exposure::Otherwise as _;
            ::lms_error::__private::exposure::shown::<
                &'a T,
                _,
            >((
                (
                    <::lms_error::__private::exposure::Of<T>>::__IS_ERROR,
                    <::lms_error::__private::exposure::Of<T>>::__DEREFS_TO_ERROR,
                    <::lms_error::__private::exposure::Of<T>>::__HOLDS_ERROR,
                ),
                (
                    <::lms_error::__private::exposure::Of<T>>::__YIELDS_ERROR,
                    <::lms_error::__private::exposure::Of<T>>::__YIELDS_HOLDER,
                ),
            ));
        }
    }
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
        fn __variant(&self) -> ::lms_error::__private::Variant {
            match self {
                Self::Shown { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Shown")
                }
                Self::Invalid { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Invalid")
                }
                Self::Unused { .. } => {
                    ::lms_error::__private::Variant::of::<Self>("Unused")
                }
            }
        }
        fn __render(
            &self,
            __lms_renderer: &::lms_error::__private::Renderer,
        ) -> ::lms_error::__private::Rendered {
            match self {
                Self::Shown { 0: __lms_field_0, .. } => {
                    __lms_renderer
                        .text(
                            ::lms_error::Code::Aborted,
                            ::lms_error::__private::format_args!(
                                "{a0:?}", a0 = __lms_field_0
                            ),
                        )
                }
                Self::Invalid { 0: __lms_field_0, .. } => {
                    __lms_renderer
                        .fields(
                            <L as ::lms_error::AsFieldErrors>::as_field_errors(
                                __lms_field_0,
                            ),
                            ::lms_error::__private::None,
                        )
                }
                Self::Unused { .. } => {
                    __lms_renderer.standard(::lms_error::Code::Internal)
                }
            }
        }
        fn __catalog() -> ::lms_error::__private::Inner {
            ::lms_error::__private::Inner::Enum(const {
                &::lms_error::__private::Packed {
                    module: ::lms_error::__private::module_path!(),
                    policy: ::lms_error::__private::None,
                    text: "Failure\u{1f}\u{1e}Shown\u{1f}4\u{1f}t{0}\u{1f}\u{1f}\u{1f}\u{1e}Invalid\u{1f}0l\u{1f}u\u{1f}\u{1f}\u{1f}\u{1e}Unused\u{1f}5\u{1f}s\u{1f}\u{1f}\u{1f}",
                    inner: &[],
                }
            })
        }
    }
    ::lms_error::__private::impl_axum! {
        ['a, T : Clone, L, const N : usize,] [Failure < 'a, T, L, N >] [T : 'a, Failure <
        'a, T, L, N > : ::lms_error::__private::core::error::Error, & 'a T :
        ::lms_error::__private::core::fmt::Debug, L : ::lms_error::AsFieldErrors,]
    }
};
