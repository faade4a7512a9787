//! The rows that a service adds.

use lms_error::{Code, LmsError, upstream::Upstream};

use crate::{assert_envelope, fineract, read};

static CORE: Upstream = Upstream::FINERACT
    .fields(&[("clientId", "customerId"), ("firstname", "firstName"), ("clientType", "clientKind")])
    .codes(&[
        ("error.msg.loan", Code::NotFound),
        ("error.msg.loan.locked", Code::Unavailable),
        ("error.msg.not.authorized", Code::PermissionDenied),
        ("error.msg.client.duplicate", Code::InvalidArgument),
        ("validation.msg.domain.rule.violation", Code::Aborted),
    ])
    .codes(&[("error.msg.resource.not.found", Code::Unauthenticated)]);

const RULE: &str = "validation.msg.domain.rule.violation";

#[test]
fn the_longest_row_counts_and_goes_before_the_built_in_ones() {
    for (status, top, code, expected) in [
        (403, RULE, "error.msg.loan.closed", Code::NotFound),
        (403, RULE, "error.msg.loan.locked", Code::Unavailable),
        (500, RULE, "error.msg.loan.locked.hard", Code::Unavailable),
        (403, RULE, "error.msg.loanproduct.closed", Code::Aborted),
        // The service's own credential, but the row takes precedence.
        (403, RULE, "error.msg.not.authorized", Code::PermissionDenied),
        // Only the generic code has a row.
        (404, "error.msg.resource.not.found", "error.msg.office.id.invalid", Code::Unauthenticated),
        (418, RULE, "error.msg.other", Code::Aborted),
    ] {
        assert_eq!(read(&CORE, status, fineract(top, code, "x", "id")).code(), expected, "{code}");
    }
}

#[test]
fn a_row_can_make_an_invalid_argument_of_anything() {
    let body = fineract(RULE, "error.msg.client.duplicate.externalId", "Client exists", "id");
    assert_envelope(
        &read(&CORE, 403, body),
        "invalid_argument",
        r#"[{"field":"request","error":"Customer exists"}]"#,
    );
}

#[test]
fn outside_of_a_400_id_is_not_a_field_and_any_other_name_is() {
    let body = fineract(RULE, "error.msg.client.duplicate.externalId", "Client exists", "firstname");
    let error = read(&CORE, 403, body);
    assert_envelope(&error, "invalid_argument", r#"[{"field":"firstName","error":"Customer exists"}]"#);
    assert_eq!(error.parameter(), Some("firstname"));
}

#[test]
fn fields_have_the_partners_names_and_those_are_not_reworded() {
    for (parameter, expected) in [
        ("firstname", "firstName"),
        ("clients[3].firstname", "customers[3].firstName"),
        ("clientType", "clientKind"),
        ("clientName", "customerName"),
    ] {
        let body = fineract("x", "error.msg.odd", "The parameter `clientType` is odd.", parameter);
        let list = format!(r#"[{{"field":"{expected}","error":"The parameter `clientKind` is odd."}}]"#);
        assert_envelope(&read(&CORE, 400, body), "invalid_argument", &list);
    }
}

#[test]
fn a_constant_can_be_extended_by_another_crate() {
    const BASE: Upstream = Upstream::FINERACT.codes(&[("error.msg.a", Code::NotFound)]);
    static EXTENDED: Upstream = BASE.codes(&[("error.msg.b", Code::Unavailable)]);
    assert_eq!(read(&EXTENDED, 403, fineract(RULE, "error.msg.a", "x", "id")).code(), Code::NotFound);
    assert_eq!(read(&EXTENDED, 403, fineract(RULE, "error.msg.b", "x", "id")).code(), Code::Unavailable);
    assert_eq!(read(&BASE, 403, fineract(RULE, "error.msg.b", "x", "id")).code(), Code::Aborted);
}

/// A row for each three of the digits.
macro_rules! rows {
    ($($a:literal)*) => { rows!(@ [$($a)*] [$($a)*] [$($a)*]) };
    (@ [$($a:literal)*] $b:tt $c:tt) => { rows!(@@ [] [$([$a $b $c])*]) };
    (@@ [$($row:tt)*] []) => { &[$($row,)*] };
    (@@ [$($row:tt)*] [[$a:literal [$($b:literal)*] $c:tt] $($rest:tt)*]) => {
        rows!(@@@ [$($row)*] [$([$a $b $c])*] [$($rest)*])
    };
    (@@@ [$($row:tt)*] [] [$($rest:tt)*]) => { rows!(@@ [$($row)*] [$($rest)*]) };
    (@@@ [$($row:tt)*] [[$a:literal $b:literal [$($c:literal)*]] $($next:tt)*] $rest:tt) => {
        rows!(@@@ [$($row)* $((concat!("error.msg.of.some.length.", $a, $b, $c), Code::Aborted))*] [$($next)*] $rest)
    };
}

#[test]
fn a_thousand_rows_compile() {
    static LARGE: Upstream = Upstream::FINERACT.codes(rows!("0" "1" "2" "3" "4" "5" "6" "7" "8" "9"));
    assert_eq!(
        read(&LARGE, 500, fineract(RULE, "error.msg.of.some.length.999", "x", "id")).code(),
        Code::Aborted
    );
}
