//! What a vocabulary does to texts.

use std::borrow::Cow;

use lms_error::Vocabulary;

mod adversaries;
mod answers;
mod clean;
mod corpus;
mod laws;
mod oracle;
mod seeds;

/// Each text on the left becomes the one on the right.
fn assert_becomes(vocabulary: &Vocabulary, forms: &[(&str, &str)]) {
    for (text, expected) in forms {
        assert_eq!(vocabulary.sanitize(text).as_deref(), Some(*expected), "{text}");
    }
}

fn lms(text: &str) -> Option<Cow<'_, str>> {
    Vocabulary::LMS.sanitize(text)
}

#[test]
fn a_term_is_rewritten_in_every_form_that_it_takes_in_prose_and_identifiers() {
    let forms = [
        ("Client", "Customer"),
        ("client", "customer"),
        ("CLIENT", "CUSTOMER"),
        ("Clients", "Customers"),
        ("CLIENTS", "CUSTOMERS"),
        ("client's", "customer's"),
        ("clients’", "customers’"),
        ("clientId", "customerId"),
        ("ClientID", "CustomerID"),
        ("fromClientId", "fromCustomerId"),
        ("client_id", "customer_id"),
        ("CREATE_CLIENT", "CREATE_CUSTOMER"),
        ("ClientNonPerson", "CustomerNonPerson"),
        ("Clients/Groups", "Customers/Groups"),
        ("clients[0].name", "customers[0].name"),
        ("`clientsAttendance[17].attendanceType`", "`customersAttendance[17].attendanceType`"),
        ("XMLClient", "XMLCustomer"),
        ("client2", "customer2"),
        ("client様", "customer様"),
        ("clientid", "customerid"),
        ("CLIENTID", "CUSTOMERID"),
        (r"\nclient", r"\ncustomer"),
        ("CLIENTÉtat", "CUSTOMERÉtat"),
    ];
    for (text, expected) in forms {
        let sentence = format!("The {text}, here.");
        assert_eq!(lms(&sentence).as_deref(), Some(&*format!("The {expected}, here.")));
        assert_eq!(lms(text).as_deref(), Some(expected));
    }
}

#[test]
fn another_word_stays() {
    for text in ["clientele", "Clientele", "éclient", "reclient", "cliental", "CLIENTELE", "Unclientlike"] {
        assert!(matches!(lms(text), Some(Cow::Borrowed(same)) if same == text), "{text}: {:?}", lms(text));
    }
}

#[test]
fn a_term_of_several_words_matches_however_it_is_joined() {
    static OFFICER: Vocabulary = Vocabulary::EMPTY.rewrite("Loan Officer", "Relationship Manager");
    let forms = [
        ("Loan Officer", "Relationship Manager"),
        ("loan officer", "relationship manager"),
        ("Loan officers", "Relationship managers"),
        ("LOAN OFFICER", "RELATIONSHIP MANAGER"),
        ("loanOfficer", "relationshipManager"),
        ("toLoanOfficerId", "toRelationshipManagerId"),
        ("LoanOfficer", "RelationshipManager"),
        ("loan_officer", "relationship_manager"),
        ("LOAN_OFFICER_ID", "RELATIONSHIP_MANAGER_ID"),
        ("loan-officer", "relationship-manager"),
        ("loanofficer", "relationshipmanager"),
        ("Loan Office", "Loan Office"),
    ];
    assert_becomes(&OFFICER, &forms);
}

#[test]
fn one_word_may_become_several_and_keeps_to_the_identifier_it_stands_in() {
    static HOLDER: Vocabulary = Vocabulary::EMPTY.rewrite("Client", "Account Holder");
    let forms = [
        ("Client 7", "Account Holder 7"),
        ("the client's", "the account holder's"),
        ("clientId", "accountHolderId"),
        ("client_id", "account_holder_id"),
        ("CREATE_CLIENT", "CREATE_ACCOUNT_HOLDER"),
        ("sub-clients", "sub-account-holders"),
    ];
    assert_becomes(&HOLDER, &forms);
}

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

#[test]
fn texts_that_give_the_inside_away_are_withheld() {
    let texts = [
        "could not execute statement; SQL [n/a]; constraint [account_no_UNIQUE]",
        "Duplicate entry '7' for key 'm_client.external_id'",
        "no row in m_savings_account",
        "concurrent modification on org.apache.fineract.organisation.staff.domain.Staff [42]",
        "java.lang.NullPointerException: null",
        "NullPointerException in batch",
        "at io.netty.channel.Channel.read",
        "Communications link failure to 10.4.0.7",
        "cannot reach jdbc:mysql://10.4.0.7:3306/tenants",
        "Fineract is starting",
        "M_CLIENT is locked",
        "select l.id as id from loan l where l.id = 7",
        "select id, name from staff",
        "select count(*) from staff",
        "SELECT name FROM staff",
        "UPDATE staff SET name='x' WHERE id=3",
        "insert into staff (id) values (7)",
        "delete from staff where id = 7",
        "drop table staff",
        "ERROR: null value in column \"external_id\" violates not-null constraint",
        "ERROR: column \"foo\" does not exist",
        "ERROR: syntax error at or near \"WHERE\"",
        "ERROR: value too long for type character varying(100)",
        "ERROR: permission denied for table staff",
        "ERROR: could not serialize access due to concurrent update",
        "ERROR: deadlock detected",
        "FATAL: password authentication failed for user \"root\"",
        "Detail: Key (username)=(admin) already exists.",
        "Field 'external_id' doesn't have a default value",
        "Unknown database 'default'",
        "Access denied for user 'root'@'localhost' (using password: YES)",
        "Duplicate entry '7' for key 'PRIMARY'",
        "Column 'external_id' cannot be null",
        "Socket fail to connect to host:address=(host=localhost)(port=3306)(type=primary)",
        "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
        "could not extract ResultSet",
        "Could not open EntityManager for transaction",
        "Transaction silently rolled back because it has been marked as rollback-only",
        "detached entity passed to persist: Loan",
        "failed to lazily initialize a collection of role: Loan.charges",
        "Error creating bean with name 'dataSource'",
        "HTTP Status 500 – Internal Server Error Apache Tomcat/9.0",
        "Whitelabel Error Page",
        "No enum constant LoanStatus.FOO",
        "Cannot invoke \"Loan.getId()\" because \"loan\" is null",
        "Index 0 out of bounds for length 0",
        "LoanWritePlatformServiceJpaRepositoryImpl.disburseLoan",
        "ExceptionInInitializerError",
        "Unrecognized field \"foo\" (class Foo), not marked as ignorable",
        "tenant_default is locked",
        "no row in x_table_column_code_mappings",
        "oauth_client_details",
        "c_cache is empty",
        "ORA-12541: no listener",
        "Table 'loan_db.c_code' doesn't exist",
        "Unknown column 'c.office_id' in 'field list'",
        "ORA-00942: table or view does not exist",
        "at LoanService.getLoan(LoanService.kt:42)",
        "NullPointerException$1",
        "io.netty.Channel closed",
        "tenantIdentifier cannot be blank",
    ];
    for text in texts {
        assert_eq!(lms(text), None, "{text}");
    }
}

#[test]
fn a_text_that_hides_a_term_from_the_eye_of_a_machine_is_withheld() {
    let texts = [
        "the cli\u{200B}ent is closed",
        "the cli\u{AD}ent is closed",
        "the ｃｌｉｅｎｔ is closed",
        "the \u{202E}cl\u{2060}ient",
        "erro\u{200D}r.msg.x.y",
        "m\u{FEFF}_loan",
    ];
    for text in texts {
        assert_eq!(lms(text), None, "{text}");
    }
    let family = "the customer 👩\u{200D}👩\u{200D}👧 and ｆｕｌｌ width";
    assert_eq!(lms(family).as_deref(), Some(family));
    assert_eq!(lms("client 👩\u{200D}👧").as_deref(), Some("customer 👩\u{200D}👧"));
}

#[test]
fn clean_text_comes_back_as_it_is() {
    let texts = [
        "Loan 7 is closed as of 2025-01-15, 1.234,56 EUR due.",
        "api.example.com refused",
        "mail asha.rao@example.org or see https://example.org/a?b=c#d",
        "version 1.2.3-rc.1 of report.final.pdf",
        " leading and trailing ",
        "two  spaces, (empty) brackets () and “quotes”: kept;",
        "job_id, item_id, team_member and x_request_id",
        "An exception was made. Exception: none",
        "please select a date from the list",
        "العميل غير موجود",
        "e\u{301}te\u{301} 👩‍👩‍👧",
        "std::io::Error",
        "Rejected due to: asha.rao@example.com has no account",
        "Declined due to: e.g. a missing date",
        "Payment to john.van.der.Berg@example.com failed",
        "see my.bank.statement.Final.pdf",
        "10.4.0.7",
        "1.000.000,00",
    ];
    for text in texts {
        assert!(matches!(lms(text), Some(Cow::Borrowed(same)) if same == text), "{text}: {:?}", lms(text));
    }
}

#[test]
fn a_kept_term_stays_and_the_same_word_elsewhere_does_not() {
    static PORTAL: Vocabulary = Vocabulary::LMS.keep("Client Portal").withhold("vault").keep("Vault Street");
    assert_eq!(
        PORTAL.sanitize("client in the Client Portal").as_deref(),
        Some("customer in the Client Portal"),
    );
    assert_eq!(PORTAL.sanitize("at Vault Street").as_deref(), Some("at Vault Street"));
    assert_eq!(PORTAL.sanitize("the Vault, at Vault Street"), None);
}

#[test]
fn empty_does_nothing() {
    let text = "Client error.msg.x.y m_client SQL";
    assert_eq!(Vocabulary::EMPTY.sanitize(text).as_deref(), Some(text));
}

#[test]
fn the_order_of_rules_does_not_matter() {
    static ONE: Vocabulary = Vocabulary::EMPTY.rewrite("Loan Officer", "Advisor").rewrite("Loan", "Credit");
    static OTHER: Vocabulary = Vocabulary::EMPTY.rewrite("Loan", "Credit").rewrite("Loan Officer", "Advisor");
    for text in ["loan officer of the loan", "loanOfficerLoanId", "LOAN_OFFICER"] {
        assert_eq!(ONE.sanitize(text), OTHER.sanitize(text));
    }
    assert_eq!(ONE.sanitize("loanOfficerLoanId").as_deref(), Some("advisorCreditId"));
}

#[test]
fn the_words_of_a_term_may_be_joined_by_more_than_one_sign() {
    static OFFICER: Vocabulary = Vocabulary::EMPTY.rewrite("Loan Officer", "Relationship Manager");
    let forms = [
        ("loan\u{a0}officer", "relationship\u{a0}manager"),
        ("loan \t officer", "relationship manager"),
        ("loan__officer", "relationship__manager"),
        ("loan--officer", "relationship--manager"),
        ("loan.officer", "relationship.manager"),
        ("loan\u{3000}officer", "relationship\u{3000}manager"),
        ("a loan. Officer 7", "a loan. Officer 7"),
        ("loan/officer", "loan/officer"),
        ("loan-_officer", "loan-_officer"),
    ];
    assert_becomes(&OFFICER, &forms);
}

#[test]
fn a_term_beyond_ascii_is_found_in_any_case_as_well() {
    static BANK: Vocabulary = Vocabulary::EMPTY
        .rewrite("Überziehung", "Kreditlinie")
        .rewrite("Préstamo", "Crédito")
        .rewrite("Клиент", "Партнёр")
        .rewrite("Größe Ost", "Maß")
        .rewrite("客戶", "顧客");
    let forms = [
        ("die Überziehung", "die Kreditlinie"),
        ("ÜBERZIEHUNG", "KREDITLINIE"),
        ("überziehung", "kreditlinie"),
        ("kontoÜberziehungId", "kontoKreditlinieId"),
        ("Überziehungen", "Überziehungen"),
        ("préstamos", "créditos"),
        ("PRÉSTAMOS", "CRÉDITOS"),
        ("PRÉSTAMO_ID", "CRÉDITO_ID"),
        ("клиент 7", "партнёр 7"),
        ("КЛИЕНТ", "ПАРТНЁР"),
        ("GRÖßE_OST", "Maß"),
        ("客戶不存在", "顧客不存在"),
        ("préstamón", "préstamón"),
    ];
    assert_becomes(&BANK, &forms);
}
