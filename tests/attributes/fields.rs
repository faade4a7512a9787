//! `fields`: an `invalid_argument` whose field holds the list.

use std::borrow::Cow;

use lms_error::{AsFieldErrors, FieldError, FieldErrors};

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
enum Invalid {
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    List(#[lms(fields)] FieldErrors),
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Vec {
        attempt: u8,
        #[lms(fields)]
        errors: Vec<FieldError>,
    },
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Own(#[lms(fields)] Columns),
    #[error("validation failed")]
    #[lms(code = "invalid_argument")]
    Boxed(#[lms(fields)] Box<FieldErrors>),
}

#[derive(Debug)]
struct Columns(&'static [&'static str]);

impl AsFieldErrors for Columns {
    fn as_field_errors(&self) -> Cow<'_, [FieldError]> {
        self.0.iter().map(|name| FieldError::new(*name, "cannot be read")).collect()
    }
}

#[test]
fn the_message_is_the_list() {
    let required = || FieldError::new("officeId", "required");
    let active = || FieldError::new("activationDate", "required when active=true");
    let both = r#"[{"field":"officeId","error":"required"},{"field":"activationDate","error":"required when active=true"}]"#;
    let cases = [
        (Invalid::List([required(), active()].into_iter().collect()), both),
        (Invalid::Vec { attempt: 1, errors: vec![required(), active()] }, both),
        (Invalid::Boxed(Box::new(FieldErrors::from(vec![required(), active()]))), both),
        (
            Invalid::Own(Columns(&["a", "b"])),
            r#"[{"field":"a","error":"cannot be read"},{"field":"b","error":"cannot be read"}]"#,
        ),
    ];
    for (error, list) in cases {
        assert_eq!(message(&error), list);
    }
}

#[test]
fn an_empty_list_is_the_standard_one() {
    assert_eq!(message(&Invalid::List(FieldErrors::new())), r#"[{"field":"request","error":"invalid"}]"#);
}

#[test]
fn names_and_texts_are_sanitized() {
    let errors = [
        FieldError::new("clients[0].clientId", "Client 7 is closed"),
        FieldError::new("error.msg.x.y", "jdbc:mysql://10.4.0.7"),
        FieldError::new("", "validation.msg.client.name.cannot.be.blank"),
    ];
    assert_eq!(
        message(&Invalid::List(errors.into_iter().collect())),
        r#"[{"field":"customers[0].customerId","error":"Customer 7 is closed"},{"field":"request","error":"invalid"},{"field":"request","error":"invalid"}]"#,
    );
}
