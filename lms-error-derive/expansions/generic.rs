#[lms(axum)]
enum Failure<'a, T: Clone = u8, L, const N: usize = 1>
where
    T: 'a,
{
    #[lms(code = "aborted", message = "{0:?}")]
    Shown(&'a T),
    #[lms(code = "invalid_argument")]
    Invalid(#[lms(fields)] L),
    #[lms(code = "internal")]
    Unused([T; N]),
}
