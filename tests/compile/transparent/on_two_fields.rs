use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
enum E {
    #[lms(transparent)]
    VariantAndField {
        id: u64,
        #[lms(transparent)]
        source: Inner,
    },
    Two(#[lms(transparent)] Inner, #[lms(transparent)] Inner),
}

#[derive(Debug, thiserror::Error, LmsError)]
#[error("x")]
#[lms(code = "aborted")]
struct Inner;

fn main() {}
