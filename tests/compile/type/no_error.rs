use lms_error::LmsError;

#[derive(Debug, LmsError)]
#[lms(code = "aborted")]
struct S;

fn main() {}
