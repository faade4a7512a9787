#[lms(code = "not_found", message = "no {kind}", crate = "errors::lms_error")]
struct Missing {
    kind: &'static str,
}
