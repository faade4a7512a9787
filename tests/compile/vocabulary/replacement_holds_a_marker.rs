use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.withhold(&["branch"]).rewrite(&[("Office", "Branch")]);

fn main() {}
