use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
enum E {
    #[lms(code = "aborted")]
    Code {
        id: u64,
        #[lms(transparent)]
        source: Inner,
    },
    Fields(#[lms(fields)] Vec<lms_error::FieldError>, #[lms(transparent)] Inner),
    Shown(#[lms(shown)] String, #[lms(transparent)] Inner),
    NoLmsError { id: u64, #[lms(transparent)] source: std::fmt::Error },
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(code = "aborted")]
struct Inner;

fn main() {}
