//! Codes in the places where the upstream puts them, and in other places.

use lms_error::Vocabulary;

use crate::{assert_becomes, lms};

#[test]
fn a_code_in_its_place_is_stripped_with_its_brackets_and_separator() {
    let texts = [
        ("lms: status=404 code=\"error.msg.client.id.invalid\": Client 7 is gone", "Customer 7 is gone"),
        ("loading customer 7: lms: status=404: Client 7 is gone", "loading customer 7: Customer 7 is gone"),
        ("error.msg.office.closed: Office 7 is closed", "Office 7 is closed"),
        ("error.msg.office.closed - Office 7 is closed", "Office 7 is closed"),
        ("error.msg.office.collateral.: Office 7 is closed", "Office 7 is closed"),
        ("ERROR.MSG.OFFICE.CLOSED: Office 7 is closed", "Office 7 is closed"),
        ("[error.msg.office.closed] Office 7 is closed", "Office 7 is closed"),
        ("\"error.msg.office.closed\": \"Office 7 is closed\"", "\"Office 7 is closed\""),
        ("„error.msg.a.b“ Office 7 is closed", "Office 7 is closed"),
        ("Office 7 is closed: error.msg.office.closed", "Office 7 is closed"),
        ("Office 7 is closed - error.msg.office.closed", "Office 7 is closed"),
        ("Office 7 is closed, error.msg.a.b.", "Office 7 is closed."),
        ("Office 7 is closed (error.msg.office.closed)", "Office 7 is closed"),
        ("Office 7 is closed ((error.msg.office.closed)).", "Office 7 is closed."),
        ("Office 7 (error.msg.office.closed) is closed", "Office 7 is closed"),
        ("error.msg.a.b: Office closed\nerror.msg.c.d: Loan paid", "Office closed\nLoan paid"),
        ("line one\nerror.msg.a.b\nline two", "line one\nline two"),
        ("Office 7 is closed\nerror.msg.a.b", "Office 7 is closed"),
        ("Failed data validation due to: cannot.be.blank. Try again.", "Failed data validation. Try again."),
        ("Failed data validation due to: cannot.be.2.or.more.", "Failed data validation."),
        ("Failed Data Validation due to: length.too.big.", "Failed Data Validation."),
        ("Failed data validation due to: validation.msg.amount.is.not.on.hold.", "Failed data validation."),
        ("Rejected due to: error.msg.a.b", "Rejected"),
        ("error.msg.loan.amount.can't.be.greater<=5[0].days,invalid(s): Too much", "Too much"),
    ];
    assert_becomes(&Vocabulary::LMS, &texts);
}

#[test]
fn a_code_in_another_place_withholds_the_text() {
    for text in [
        "Office 7 is closed error.msg.office.closed today",
        "error.msg.office.closed Office 7 is closed",
        "- officeId: validation.msg.office.x\n- name: is required",
        "Errors: error.msg.a.b, error.msg.c.d and err.msg.e.f",
        "Office 7 is closed, error code: error.msg.a.b",
        "Office 7 is closed. Reason: error.msg.a.b",
        "{\"userMessageGlobalisationCode\":\"error.msg.a.b\",\"message\":\"closed\"}",
        "https://example.com/?code=error.msg.a.b&office=7",
        "error.msg.office.closed<br>Office 7",
        "error.msg.office.%s: closed",
        "error.msg.office.clösed: closed",
        "error.msg.office.can\\u0027t.close: closed",
        "some.error.msg.office.closed: closed",
        "xerror.msg.office.closed: closed",
        "cli(error.msg.a.b)ent",
        "cli error.msg.a.b ent",
        "error.(error.msg.a.b)msg.c.d",
        "（error.msg.a.b） closed",
        "lms: status=404:Office 7",
        "lms: status=404 code=a:or.b: status=404 code=.y: closed",
        "closed：error.msg.a.b",
        "**error.msg.a.b**: closed",
        "(see error.msg.a.b) closed",
        "error\u{200b}.msg.a.b: closed",
        "ｅｒｒｏｒ.msg.a.b: closed",
        "error%2Emsg%2Ea: closed",
        "see error.msg. for more",
        "Errors:\nerror.msg.a.b",
    ] {
        assert_eq!(lms(text), None, "{text}");
    }
}

#[test]
fn a_text_that_is_only_a_code_is_withheld() {
    for text in [
        "",
        " \n",
        "error.msg.client.id.invalid",
        "(\"error.msg.client.id.invalid\")",
        "lms: status=404",
        "lms: status=404 code=\"error.msg.client.id.invalid\":",
        "lms: status=400 code=\"x\": creditBureau.has.not.been.Integrated",
        "lms: status=403 code=\"cashier.already.allocated.for.given.da…",
        "cannot.delete.payment.type.with.association",
        "loan.not.found",
    ] {
        assert_eq!(lms(text), None, "{text}");
    }
}

#[test]
fn a_code_without_a_prefix_withholds_the_text_around_it() {
    let code = "savings.account.transaction.not.allowed";
    let texts = [
        format!("[{code}]"),
        format!("{{\"error\":\"{code}\"}}"),
        format!("**Error:** `{code}`"),
        format!("request failed: {code}"),
        format!("- {code}\n- Office 7 is closed"),
        format!("https://example.com/?error={code}"),
        code.replace('.', "&#46;"),
        code.replace('.', "\\u002e"),
    ];
    for text in texts {
        assert_eq!(lms(&text), None, "{text}");
    }
}
