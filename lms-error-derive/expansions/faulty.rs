#[lms(axum)]
enum Faulty {
    #[lms(code = "abortd")]
    Unknown,
    #[lms(code = "not_found")]
    Fine,
}
