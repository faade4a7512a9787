use lms_error::{Code, upstream::Upstream};

static CORE: Upstream = Upstream::FINERACT.codes(&[("", Code::Unavailable)]);

fn main() {}
