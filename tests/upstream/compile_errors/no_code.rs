use lms_error::{Code, upstream::Upstream};

static TEXT: Upstream = Upstream::FINERACT.codes(&[("error.msg.loan.locked", "unavailable")]);
static OTHER: Upstream = Upstream::FINERACT.codes(&[("error.msg.loan.locked", Code::TooManyRequests)]);

fn main() {}
