use lms_error::LmsError;

#[derive(Debug, snafu::Snafu, LmsError)]
enum E {
    #[lms(code = "internal", message = "failed: {source:?}")]
    GivenUp {
        #[snafu(source(false))]
        source: std::fmt::Error,
    },
    #[lms(code = "internal", message = "failed: {cause}")]
    Boxed {
        #[snafu(source(from(std::fmt::Error, Box::new)))]
        cause: Box<std::fmt::Error>,
    },
    #[lms(code = "internal", message = "failed: {cause}")]
    SecondPlace {
        #[snafu(provide, source)]
        cause: Cause,
    },
}

#[derive(Debug, snafu::Snafu)]
struct Cause;

fn main() {}
