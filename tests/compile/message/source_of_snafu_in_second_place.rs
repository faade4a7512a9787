use lms_error::LmsError;

#[derive(Debug, snafu::Snafu, LmsError)]
enum E {
    #[lms(code = "internal", message = "failed: {cause}")]
    V {
        #[snafu(provide, source)]
        cause: Cause,
    },
}

#[derive(Debug, snafu::Snafu)]
struct Cause;

fn main() {}
