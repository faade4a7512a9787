use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message("{:.*}", .x))]
    V { x: f64 },
}

fn main() {}
