#[lms(axum, policy = crate::PARTNER)]
enum CardError {
    #[lms(code = "not_found")]
    Unknown,
    #[lms(code = "not_found")]
    Gone(u64),
    #[lms(code = "aborted", message("card {id} has {} limits, {first:>width$}", .limits.len(), width = 4))]
    Limits { id: u64, limits: Vec<u8>, first: u8 },
    #[lms(code = "internal")]
    Store(#[source] std::io::Error),
}
