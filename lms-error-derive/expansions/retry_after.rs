enum Busy {
    #[lms(code = "unavailable", retry_after = 30)]
    Maintenance,
    #[lms(code = "unavailable")]
    Queue { length: usize, #[lms(retry_after)] drained_in: Option<Duration> },
    #[lms(code = "aborted")]
    Locked,
}
