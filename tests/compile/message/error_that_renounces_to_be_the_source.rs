use lms_error::LmsError;

#[derive(Debug, snafu::Snafu, LmsError)]
enum E {
    #[lms(code = "internal", message = "failed: {source}")]
    V {
        #[snafu(source(false))]
        source: std::fmt::Error,
    },
}

fn main() {}
