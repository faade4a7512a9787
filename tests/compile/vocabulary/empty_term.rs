use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite(&[("", "Customer")]);

fn main() {}
