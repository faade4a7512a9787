use lms_error::LmsError;

#[derive(Debug, thiserror::Error, LmsError)]
enum E {
    #[error("x")]
    #[lms(code = "unavailable", message("down {n}", n = format!("{self}")))]
    V(#[source] std::fmt::Error),
}

fn main() {}
