use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = PARTNER)]
enum E {
    #[error("x")]
    #[lms(code = "aborted")]
    V,
}

static PARTNER: u8 = 7;

fn main() {}
