
use lms_error::ErrorResponse;

fn handler() -> Result<(), ErrorResponse> {
    Err(std::fmt::Error)?
}

fn main() {}
