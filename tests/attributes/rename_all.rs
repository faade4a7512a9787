//! `rename_all`: from the names of Rust's fields to the partner's.

use lms_error::{FieldError, FieldErrors};

use super::{LmsError, message};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("validation failed")]
enum Invalid {
    #[lms(code = "invalid_argument")]
    Camel(#[lms(fields, rename_all = "camelCase")] FieldErrors),
    #[lms(code = "invalid_argument")]
    Kebab {
        #[lms(fields)]
        #[lms(rename_all = "kebab-case")]
        errors: FieldErrors,
    },
}

#[test]
fn paths_are_renamed_before_they_are_sanitized() {
    let errors = || FieldErrors::from(FieldError::new("client_addresses[1].zip_code", "required"));
    assert_eq!(
        message(&Invalid::Camel(errors())),
        r#"[{"field":"customerAddresses[1].zipCode","error":"required"}]"#,
    );
    assert_eq!(
        message(&Invalid::Kebab { errors: errors() }),
        r#"[{"field":"customer-addresses[1].zip-code","error":"required"}]"#,
    );
}
