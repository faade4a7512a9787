use lms_error::LmsError;

#[derive(Debug, snafu::Snafu, LmsError)]
enum E {
    #[lms(code = "internal", message = "failed: {cause}")]
    V {
        #[snafu(source(from(std::fmt::Error, Box::new)))]
        cause: Box<std::fmt::Error>,
    },
}

fn main() {}
