//! Codes, and what goes with them.

use lms_error::Vocabulary;

use crate::{assert_becomes, lms};

#[test]
fn a_code_goes_with_all_that_wraps_it() {
    let texts = [
        ("[error.msg.client.not.found] No such office", "No such office"),
        ("No such office (error.msg.office.id.invalid)", "No such office"),
        ("No such office (code=\"error.msg.office.id.invalid\").", "No such office."),
        ("No such office code=\"error.msg.office.id.invalid\": try again", "No such office: try again"),
        ("Rejected `validation.msg.office.cannot.be.blank`, try again", "Rejected, try again"),
        ("error.msg.office.id.invalid: No such office", "No such office"),
        ("No such office: error.msg.office.id.invalid", "No such office"),
        ("No such office, err.msg.office, or 'error.msg.x.y', today", "No such office, or, today"),
        ("A error.msg.office.id.invalid B", "A B"),
        ("Failed data validation due to: cannot.be.before.approval.date.", "Failed data validation."),
        ("Failed data validation due to: validation.msg.amount.is.not.on.hold.", "Failed data validation."),
        ("ERROR.MSG.OFFICE.CLOSED: closed", "closed"),
        ("error.msg.a.b: Loan closed\nerror.msg.c.d: Loan paid", "Loan closed\nLoan paid"),
        ("Loan 7 is closed.\nerror.msg.a.b: Loan 7 is paid", "Loan 7 is closed.\nLoan 7 is paid"),
        ("error.msg.a.b: Loan closed. error.msg.c.d: Loan paid", "Loan closed. Loan paid"),
        ("error.msg.a.b: Loan closed, error.msg.c.d: Loan paid", "Loan closed, Loan paid"),
        ("- error.msg.a.b: Loan closed\n- error.msg.c.d: Loan paid", "- Loan closed\n- Loan paid"),
        ("error.msg.a.b - Loan closed\nerror.msg.c.d - Loan paid", "Loan closed\nLoan paid"),
        ("'error.msg.a.b: Loan 7 is closed'", "'Loan 7 is closed'"),
        ("\"Loan 7 is closed: error.msg.a.b\"", "\"Loan 7 is closed\""),
        ("{\"args\":[\"error.msg.a.b\"],\"m\":\"Loan\"}", "{\"m\":\"Loan\"}"),
        ("Loan 7 is closed. Reason: error.msg.a.b", "Loan 7 is closed."),
        ("„error.msg.a.b“ closed", "closed"),
        (r"first line\nerror.msg.office.closed: closed", r"first line\n: closed"),
        ("xerror.msg.office.closed closed", "x closed"),
        ("some.error.msg.office.closed: closed", "closed"),
        ("error.msg.office.clösed.today: closed", "closed"),
        ("error.msg.office.%s.closed: closed", "closed"),
        ("code=error.msg.office.closed: closed", "closed"),
        ("code = \"error.msg.office.closed\" closed", "closed"),
        ("error.msg.office.closed - Office 7 is closed", "Office 7 is closed"),
        ("Office 7 is closed -> error.msg.office.closed", "Office 7 is closed"),
        ("error.msg.office.closed -5 is left", "-5 is left"),
        ("Failed data validation due to: cannot.be.blank. Try again.", "Failed data validation. Try again."),
        ("Corn on the cob is good", "Corn on the cob is good"),
        ("The error.msg field is required", "The error.msg field is required"),
    ];
    assert_becomes(&Vocabulary::LMS, &texts);
}

#[test]
fn labels_lists_lines_and_markup_go_with_their_code() {
    let texts = [
        ("{\"code\":\"error.msg.client.x\",\"message\":\"Client gone\"}", "{\"message\":\"Customer gone\"}"),
        ("{\"message\":\"Client gone\",\"code\":\"error.msg.client.x\"}", "{\"message\":\"Customer gone\"}"),
        ("{'code': 'error.msg.client.x', 'message': 'gone'}", "{'message': 'gone'}"),
        ("Errors: error.msg.a.b, error.msg.c.d and err.msg.e.f", "Errors"),
        ("Either error.msg.a.b or error.msg.c.d was raised", "Either was raised"),
        ("The codes error.msg.a.b and error.msg.c.d apply.", "The codes apply."),
        ("(code: error.msg.a.b) No", "No"),
        ("No (code: error.msg.a.b)", "No"),
        ("No [code=error.msg.a.b, id=7]", "No [id=7]"),
        ("No [error.msg.a.b, error.msg.c.d]", "No"),
        ("No [error.msg.a.b; error.msg.c.d] yes", "No yes"),
        ("No (\"error.msg.a.b\")", "No"),
        ("<b>error.msg.a.b</b> Office closed", "Office closed"),
        ("**error.msg.a.b**: Office closed", "Office closed"),
        ("*error.msg.a.b* Office closed", "Office closed"),
        ("_error.msg.a.b_ Office closed", "Office closed"),
        ("Office closed. error.msg.a.b", "Office closed."),
        ("Office closed. (error.msg.a.b)", "Office closed."),
        ("Office closed (error.msg.a.b).", "Office closed."),
        ("Office closed; error.msg.a.b; try again", "Office closed; try again"),
        ("Office closed — error.msg.a.b — try again", "Office closed — try again"),
        ("Office closed, error.msg.a.b.", "Office closed."),
        ("Office closed: error.msg.a.b. Try again.", "Office closed. Try again."),
        ("Office closed:error.msg.a.b", "Office closed"),
        ("error.msg.a.b=Office closed", "Office closed"),
        ("error.msg.a.b => Office closed", "Office closed"),
        ("error.msg.a.b | Office closed", "Office closed"),
        ("Office closed / error.msg.a.b", "Office closed"),
        ("code error.msg.a.b: Office closed", "Office closed"),
        ("Error code error.msg.a.b: Office closed", "Office closed"),
        ("Office closed, code error.msg.a.b", "Office closed"),
        ("Office closed with code error.msg.a.b", "Office closed"),
        ("Office closed with code 'error.msg.a.b'.", "Office closed."),
        ("Office closed. Code: error.msg.a.b", "Office closed."),
        ("error.msg.a.b then x", "then x"),
        ("error.msg.a.b,error.msg.c.d: closed", "closed"),
        ("[[error.msg.a.b]] closed", "closed"),
        ("(([error.msg.a.b])) closed", "closed"),
        ("\"error.msg.a.b\": \"Office closed\"", "\"Office closed\""),
        ("line one\nerror.msg.a.b\nline two", "line one\nline two"),
        ("line one\n  error.msg.a.b\n  line two", "line one\n  line two"),
        ("- error.msg.a.b\n- Office closed", "- Office closed"),
        ("1. error.msg.a.b\n2. Office closed", "2. Office closed"),
        (
            "userMessageGlobalisationCode=error.msg.a.b, defaultUserMessage=Office closed",
            "defaultUserMessage=Office closed",
        ),
        ("error.msg.: closed", "closed"),
        ("error.msg.a: closed", "closed"),
        ("\"error.msg.a.b\" \"Office closed\"", "\"Office closed\""),
        ("Office 'error.msg.a.b' closed", "Office closed"),
        ("Office closed !error.msg.a.b!", "Office closed"),
        ("Office closed #error.msg.a.b", "Office closed"),
        ("@error.msg.a.b closed", "closed"),
        ("$error.msg.a.b closed", "closed"),
        ("${error.msg.a.b} closed", "closed"),
        ("{{error.msg.a.b}} closed", "closed"),
        ("%error.msg.a.b% closed", "closed"),
        ("Office closed (see error.msg.a.b)", "Office closed"),
        ("Office closed (error.msg.a.b, 7)", "Office closed (7)"),
        ("Office closed (7, error.msg.a.b)", "Office closed (7)"),
        ("Office closed -- error.msg.a.b", "Office closed"),
        ("ERR.MSG.A.B closed", "closed"),
    ];
    assert_becomes(&Vocabulary::LMS, &texts);
}

#[test]
fn nothing_is_shown_where_nothing_is_left() {
    for text in ["", " \n", "error.msg.client.id.invalid", "cannot.delete.payment.type.with.association"] {
        assert_eq!(lms(text), None, "{text}");
    }
    assert_eq!(lms("lms: status=404 code=\"error.msg.client.id.invalid\":"), None);
}

#[test]
fn the_prefix_of_the_upstream_is_dropped() {
    let text = "lms: status=404 code=\"error.msg.client.id.invalid\": Client with id 9999 does not exist";
    assert_eq!(lms(text).as_deref(), Some("Customer with id 9999 does not exist"));
    assert_eq!(lms("core-banking: status=500: down").as_deref(), Some("down"));
    assert_eq!(lms("Refused: lms: status=404: gone").as_deref(), Some("Refused: gone"));
    assert_eq!(lms("lms: lms: status=404: gone").as_deref(), Some("lms: gone"));
    // What leads to a code may look like an attribute of the prefix.
    for reason in
        ["op=data validation due to: cannot.be.blank.", "a=errors exist. [id: cannot.be.blank.here]"]
    {
        let text = format!("lms: status=404 {reason}");
        assert!(!lms(&text).is_some_and(|text| text.contains("cannot")), "{reason}");
    }
    let variations = [
        "LMS: STATUS=404: gone",
        "lms:status=404 : gone",
        "lms: status=404 gone",
        "lms.core: status=404: gone",
        "lms: status=404 code=error.msg.x.y: gone",
        r#"lms: status=404 code="a\"b": gone"#,
        r#"lms: status=404 code="error.msg.x.y" message="y" : gone"#,
    ];
    for text in variations {
        assert_eq!(lms(text).as_deref(), Some("gone"), "{text}");
    }
}
