//! `verbatim`: the partner's own value, as it is.

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("never shown")]
enum Own {
    #[lms(code = "not_found", message = "No Client with external id {external_id} for client {id}")]
    External {
        #[lms(verbatim)]
        external_id: String,
        id: String,
    },
    #[lms(code = "aborted", message = "{0}{0:?} [{0:>8}]")]
    Twice(#[lms(verbatim)] String),
    #[lms(code = "invalid_argument", field = "labels.{key}", message = "Client label {key} is taken")]
    Key {
        #[lms(verbatim)]
        key: String,
    },
}

fn external(external_id: &str, id: &str) -> Own {
    Own::External { external_id: external_id.to_owned(), id: id.to_owned() }
}

#[test]
fn the_value_passes_and_the_text_around_it_is_sanitized() {
    let cases = [
        (
            external("client-77", "client-77"),
            "No Customer with external id client-77 for customer customer-77",
        ),
        (external("", "7"), "No Customer with external id  for customer 7"),
        (external("m_client", "7"), "No Customer with external id m_client for customer 7"),
        (external("error.msg.x.y", "7"), "No Customer with external id error.msg.x.y for customer 7"),
        (
            external("\u{FDD0}\u{FDD1}", "\u{FDD0}"),
            "No Customer with external id \u{FDD0}\u{FDD1} for customer \u{FFFD}",
        ),
        (Own::Twice("client \"7\"".to_owned()), "client \"7\"\"client \\\"7\\\"\" [client \"7\"]"),
    ];
    for (error, text) in cases {
        let status = error.status();
        assert_eq!(message(&error), format!("lms: status={}: {text}", status.as_u16()));
    }
}

#[test]
fn a_text_that_is_withheld_takes_its_verbatim_values_with_it() {
    assert_eq!(message(&external("client-77", "m_client")), "lms: status=404: Resource does not exist");
}

#[test]
fn a_field_may_be_verbatim_in_its_name_too() {
    let error = Own::Key { key: "clientId".to_owned() };
    assert_eq!(
        message(&error),
        r#"[{"field":"labels.clientId","error":"Customer label clientId is taken"}]"#,
    );
}
