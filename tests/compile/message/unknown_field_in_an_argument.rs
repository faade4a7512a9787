use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message("{}", .nmae.len()))]
    V { name: String },
}

fn main() {}
