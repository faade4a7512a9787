use lms_error::upstream::Upstream;

static CORE: Upstream = Upstream::FINERACT.fields(&[("clientId", "")]);

fn main() {}
