use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.strip(&["cob."]);

fn main() {}
