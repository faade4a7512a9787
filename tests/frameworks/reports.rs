//! The reports of validator and garde as field errors: all entries, in a stable order, with the partner's field names.

use garde::Validate as _;
use lms_error::{AsFieldErrors, LmsError};
use serde::Deserialize;
use validator::{Validate as _, ValidationError};

#[derive(Debug, thiserror::Error, LmsError)]
#[error("invalid")]
#[lms(code = "invalid_argument")]
struct Invalid<R: AsFieldErrors + std::fmt::Debug>(#[lms(fields, rename_all = "camelCase")] R);

fn message<R: AsFieldErrors + std::fmt::Debug>(report: R) -> String {
    Invalid(report).envelope().message.into_owned()
}

fn list(entries: &[(&str, &str)]) -> String {
    let entries = entries.iter().map(|(field, error)| format!(r#"{{"field":"{field}","error":"{error}"}}"#));
    format!("[{}]", entries.collect::<Vec<_>>().join(","))
}

mod with_validator {
    use super::*;

    #[derive(Deserialize, validator::Validate)]
    #[validate(schema(function = "adult", skip_on_field_errors = false))]
    pub(super) struct Customer {
        #[validate(length(min = 1, max = 5))]
        pub(super) first_name: String,
        #[validate(length(equal = 3), custom(function = "no_client"))]
        pub(super) country_code: String,
        #[validate(email)]
        pub(super) email: String,
        #[validate(url)]
        pub(super) site: String,
        #[validate(range(min = 18, max = 120))]
        pub(super) age: u8,
        #[validate(range(exclusive_min = 0.0))]
        pub(super) share: f64,
        #[validate(required)]
        pub(super) office_id: Option<u64>,
        #[validate(must_match(other = "email", message = "must be the same address"))]
        pub(super) again: String,
        #[validate(nested)]
        pub(super) home_address: Address,
        #[validate(nested)]
        pub(super) other_addresses: Vec<Address>,
    }

    #[derive(Deserialize, validator::Validate)]
    pub(super) struct Address {
        #[validate(length(min = 4))]
        pub(super) zip_code: String,
    }

    fn adult(_: &Customer) -> Result<(), ValidationError> {
        Err(ValidationError::new("too_young"))
    }

    fn no_client(_: &str) -> Result<(), ValidationError> {
        Err(ValidationError::new("no_client").with_message("no country of a client".into()))
    }

    pub(super) fn address(zip_code: &str) -> Address {
        Address { zip_code: zip_code.to_owned() }
    }
}

#[test]
fn a_report_of_validator_lists_every_error() {
    use with_validator::{Customer, address};

    let customer = || Customer {
        first_name: "Client-with-a-long-name".to_owned(),
        country_code: "K".to_owned(),
        email: "no".to_owned(),
        site: "no".to_owned(),
        age: 7,
        share: 0.0,
        office_id: None,
        again: "other".to_owned(),
        home_address: address("1"),
        other_addresses: vec![address("12345"), address("1"), address("12345"), address("2")],
    };
    let expected = list(&[
        ("request", "invalid"),
        ("again", "must be the same address"),
        ("age", "value must be from 18 to 120"),
        ("countryCode", "length must be 3"),
        ("countryCode", "no country of a customer"),
        ("email", "must be an e-mail address"),
        ("firstName", "length must be from 1 to 5"),
        ("homeAddress.zipCode", "length must be at least 4"),
        ("officeId", "required"),
        ("otherAddresses[1].zipCode", "length must be at least 4"),
        ("otherAddresses[3].zipCode", "length must be at least 4"),
        ("share", "value must be more than 0.0"),
        ("site", "must be a URL"),
    ]);
    for _ in 0..20 {
        // The order of the report's map differs each time.
        assert_eq!(message(customer().validate().expect_err("many errors")), expected);
    }
}

mod with_garde {
    #[derive(garde::Validate)]
    pub(super) struct Customer {
        #[garde(length(min = 1, max = 5))]
        pub(super) first_name: String,
        #[garde(pattern("^[A-Z]{2}$"))]
        pub(super) country_code: String,
        #[garde(email)]
        pub(super) email: String,
        #[garde(range(min = 18, max = 120))]
        pub(super) age: u8,
        #[garde(required)]
        pub(super) office_id: Option<u64>,
        #[garde(ascii, alphanumeric)]
        pub(super) code: String,
        #[garde(contains("client"), prefix("client"), suffix("client"))]
        pub(super) note: String,
        #[garde(matches(email))]
        pub(super) again: String,
        #[garde(ip)]
        pub(super) host: String,
        #[garde(custom(no_client))]
        pub(super) name: String,
        #[garde(dive)]
        pub(super) home_address: Address,
        #[garde(dive)]
        pub(super) other_addresses: Vec<Address>,
    }

    #[derive(garde::Validate)]
    pub(super) struct Address {
        #[garde(length(min = 4))]
        pub(super) zip_code: String,
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "garde gives a reference to the context")]
    fn no_client(_: &str, (): &()) -> garde::Result {
        Err(garde::Error::new("not set by a client"))
    }

    pub(super) fn address(zip_code: &str) -> Address {
        Address { zip_code: zip_code.to_owned() }
    }
}

#[test]
fn a_report_of_garde_lists_every_error() {
    use with_garde::{Customer, address};

    let customer = Customer {
        first_name: "Client-with-a-long-name".to_owned(),
        country_code: "K".to_owned(),
        email: "no".to_owned(),
        age: 7,
        office_id: None,
        code: "é-".to_owned(),
        note: "x".to_owned(),
        again: "y".to_owned(),
        host: "z".to_owned(),
        name: String::new(),
        home_address: address("1"),
        other_addresses: vec![address("12345"), address("1")],
    };
    let expected = list(&[
        ("again", "does not match another field"),
        ("age", "value must be at least 18"),
        ("code", "must be ASCII"),
        ("code", "must be letters and digits"),
        ("countryCode", "has the wrong form"),
        ("email", "must be an e-mail address"),
        ("firstName", "length must be at most 5"),
        ("homeAddress.zipCode", "length must be at least 4"),
        ("host", "must be an IP address"),
        ("name", "not set by a customer"),
        ("note", "lacks something that it must contain"),
        ("note", "does not begin as it must"),
        ("note", "does not end as it must"),
        ("officeId", "required"),
        ("otherAddresses[1].zipCode", "length must be at least 4"),
    ]);
    assert_eq!(message(customer.validate().expect_err("many errors")), expected);
}

#[test]
fn serde_json_names_a_member_if_it_has_a_path() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Customer {
        addresses: Vec<Address>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only the errors matter")]
    struct Address {
        zip_code: String,
    }

    let cases = [
        (
            r#"{"addresses":[{"zipCode":7}]}"#,
            ("body", "contains a value that must be text"),
            ("addresses[0].zipCode", "must be text"),
        ),
        (r#"{"addresses":[{}]}"#, ("zipCode", "required"), ("addresses[0].zipCode", "required")),
        ("{}", ("addresses", "required"), ("addresses", "required")),
        ("{", ("body", "must be valid JSON"), ("body", "must be valid JSON")),
    ];
    for (json, alone, with_path) in cases {
        let error = serde_json::from_str::<Customer>(json).expect_err(json);
        assert_eq!(message(error), list(&[alone]), "{json}");
        let error =
            serde_path_to_error::deserialize::<_, Customer>(&mut serde_json::Deserializer::from_str(json));
        assert_eq!(message(error.expect_err(json)), list(&[with_path]), "{json}");
    }
}
