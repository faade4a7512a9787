use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite(&[("Branch", "error.msg.office")]);

fn main() {}
