use lms_error::Vocabulary;

pub static V: Vocabulary = Vocabulary::LMS.rewrite("client", "Member");

fn main() {}
