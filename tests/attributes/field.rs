//! `field`: an `invalid_argument` of one field.

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
enum Rejected {
    #[error("no office with id {0}")]
    #[lms(code = "invalid_argument", field = "officeId")]
    Office(u64),
    #[error("entry {row} is odd")]
    #[lms(code = "invalid_argument", field("entries[{row}].{}", .column.trim()), message = "must be even")]
    Entry { row: usize, column: &'static str },
    #[error("error.msg.client.id.invalid")]
    #[lms(code = "invalid_argument", field = "clientId")]
    NothingLeft,
    #[error("name is \"taken\"\n")]
    #[lms(code = "invalid_argument", field = "m_client")]
    Withheld,
    #[error("out of range")]
    #[lms(code = "invalid_argument", field = "page.size.limit")]
    Dotted,
}

#[test]
fn the_message_is_a_list_of_one() {
    let cases = [
        (Rejected::Office(7), r#"[{"field":"officeId","error":"no office with id 7"}]"#),
        (Rejected::Entry { row: 2, column: " n " }, r#"[{"field":"entries[2].n","error":"must be even"}]"#),
        (Rejected::NothingLeft, r#"[{"field":"customerId","error":"invalid"}]"#),
        (Rejected::Withheld, r#"[{"field":"request","error":"name is \"taken\"\n"}]"#),
        (Rejected::Dotted, r#"[{"field":"page.size.limit","error":"out of range"}]"#),
    ];
    for (error, list) in cases {
        assert_eq!(message(&error), list);
    }
}
