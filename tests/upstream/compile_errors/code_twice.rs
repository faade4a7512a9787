use lms_error::{Code, upstream::Upstream};

static CORE: Upstream = Upstream::FINERACT
    .codes(&[("error.msg.loan.locked", Code::Unavailable), ("error.msg.loan.locked", Code::Unavailable)]);

fn main() {}
