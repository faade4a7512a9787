use lms_error::upstream::Upstream;

static CORE: Upstream =
    Upstream::FINERACT.fields(&[("clientId", "customerId")]).fields(&[("officeId", "branchId"), ("clientId", "memberId")]);

fn main() {}
