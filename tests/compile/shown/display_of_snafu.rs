use lms_error::LmsError;

#[derive(Debug, snafu::Snafu, LmsError)]
enum E {
    #[snafu(display("bad request of {id}: {source}"))]
    #[lms(code = "not_found")]
    Captured { id: u64, source: std::io::Error },
    #[snafu(display("bad request: {}", cause.to_string()))]
    #[lms(code = "aborted")]
    Argument { cause: std::io::Error },
    #[snafu(visibility(pub), display("bad request: {text}", text = cause.kind()), context(suffix(Context)))]
    #[lms(code = "aborted")]
    AmongOthers { cause: std::io::Error },
    #[snafu(transparent)]
    #[lms(code = "aborted")]
    Transparent { source: std::fmt::Error },
    /// bad request: {cause}
    #[lms(code = "aborted")]
    Documentation { cause: std::io::Error },
    /// bad request of somebody
    #[lms(code = "aborted")]
    NotShown { source: std::io::Error },
}

#[derive(Debug, snafu::Snafu, LmsError)]
#[lms(code = "aborted")]
struct Opaque(E);

fn main() {}
