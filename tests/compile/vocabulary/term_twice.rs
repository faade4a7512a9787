use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite(&[("Office", "Branch"), ("OFFICE", "Shop")]);

fn main() {}
