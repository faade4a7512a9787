use lms_error::LmsError;

#[derive(Debug, LmsError)]
enum E {
    #[lms(code = "aborted")]
    V,
}

impl std::error::Error for E {}

fn main() {}
