use lms_error::{Code, upstream::Upstream};

static CODE: Upstream = Upstream::FINERACT.codes(&[("error.msg.loan.locked ", Code::Unavailable)]);
static FIELD: Upstream = Upstream::FINERACT.fields(&[("clientId", " customerId")]);

fn main() {}
