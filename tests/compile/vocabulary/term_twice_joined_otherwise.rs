use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite(&[("Over Draft", "Credit Line"), ("Overdraft", "Line")]);

fn main() {}
