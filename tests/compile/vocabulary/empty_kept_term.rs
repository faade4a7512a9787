use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.keep(&[""]);

fn main() {}
