//! The catalog as JSON, for other tools.

use serde_json::{json, to_value};

use crate::service::{AUTH, CATALOG};

#[test]
fn a_catalog_serializes_with_its_texts_as_partners_see_them() {
    let json = to_value(CATALOG).expect("it serializes");
    assert_eq!(json[1], to_value(AUTH).expect("it serializes")[0]);
    let api = &json[0];
    assert_eq!(
        (&api["name"], &api["module"], &api["service"]),
        (&json!("ApiError"), &json!("catalog::service"), &json!("lms"))
    );
    assert_eq!(api["docs"], json!(["Errors of a handler."]));
    assert_eq!(
        api["variants"][0],
        json!({
            "name": "NoSuchClient",
            "code": "not_found",
            "status": 404,
            "retry": "never",
            "retry_after": null,
            "template": "Client with id {id} does not exist",
            "text": "Customer with id {id} does not exist",
            "fields": null,
            "docs": ["No customer has that id."],
            "deprecated": null,
        })
    );
    let of = |name: &str, member: &str| {
        let variants = api["variants"].as_array().expect("it is an array");
        let variant = variants.iter().find(|variant| variant["name"] == name).expect("it is there");
        variant[member].clone()
    };
    assert_eq!(of("Limit", "fields"), json!(["loans[{row}].amount"]));
    assert_eq!(of("Invalid", "fields"), json!("list"));
    assert_eq!(of("Invalid", "template"), json!(null));
    assert_eq!(of("Closed", "retry_after"), json!(3600));
    assert_eq!(of("Closed", "retry"), json!("backoff"));
    assert_eq!(of("Busy", "retry_after"), json!("computed"));
    assert_eq!(of("Failed", "text"), json!("Unexpected upstream failure"));
    assert_eq!(of("Failed", "retry"), json!("once"));
    assert_eq!(of("Locked", "deprecated"), json!("the lock is gone since <2.0>"));
    assert_eq!(of("Auth", "transparent"), json!("catalog::service::AuthError"));
    assert_eq!(of("Auth", "code"), json!(null));
}
