enum ApiError {
    #[lms(transparent)]
    Auth(AuthError),
    #[lms(transparent)]
    Any { inner: Box<dyn LmsError> },
    #[lms(code = "permission_denied")]
    Denied,
}
