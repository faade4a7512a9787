use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "aborted", message("{x}", x = .0, x = .1))]
    V(u8, u8),
}

fn main() {}
