use lms_error::LmsError;

#[derive(Clone, Copy, LmsError)]
#[lms(code = "aborted")]
union U {
    a: u8,
}

fn main() {}
