use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.withhold(&[""]);

fn main() {}
