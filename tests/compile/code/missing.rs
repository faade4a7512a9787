use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[doc = "nothing else"]
    V,
}

fn main() {}
