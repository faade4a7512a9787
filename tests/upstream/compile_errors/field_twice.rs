use lms_error::upstream::Upstream;

static CORE: Upstream = Upstream::FINERACT.fields(&[("clientId", "customerId"), ("clientId", "memberId")]);

fn main() {}
