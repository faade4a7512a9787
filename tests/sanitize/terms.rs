//! Terms and their replacements.

use std::borrow::Cow;

use lms_error::Vocabulary;

use crate::{assert_becomes, lms};

#[test]
fn a_term_is_rewritten_in_every_form_in_prose_and_in_identifiers() {
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
    for text in [
        "clientèle",
        "clientele",
        "Clientele",
        "éclient",
        "reclient",
        "cliental",
        "CLIENTELE",
        "Unclientlike",
    ] {
        assert!(matches!(lms(text), Some(Cow::Borrowed(same)) if same == text), "{text}: {:?}", lms(text));
    }
}

#[test]
fn a_term_of_several_words_matches_however_it_is_joined() {
    static OFFICER: Vocabulary = Vocabulary::EMPTY.rewrite(&[("Loan Officer", "Relationship Manager")]);
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
        ("loan.officer", "relationship.manager"),
        ("loan/officer", "relationship/manager"),
        ("Loan Office", "Loan Office"),
    ];
    assert_becomes(&OFFICER, &forms);
}

#[test]
fn words_that_are_not_joined_by_one_joiner_withhold_the_text() {
    static OFFICER: Vocabulary = Vocabulary::EMPTY.rewrite(&[("Loan Officer", "Relationship Manager")]);
    for text in [
        "loanofficer",
        "LOANOFFICER",
        "loan__officer",
        "loan-_officer",
        "loan--officer",
        "loan  officer",
        "loan \t officer",
        "loan\nofficer",
        "loan\u{a0}officer",
        "loan\u{3000}officer",
        "loan / officer",
        "loan\\nofficer",
        "loan%20officer",
        "loan&nbsp;officer",
    ] {
        assert_eq!(OFFICER.sanitize(text), None, "{text}");
    }
    for text in ["a loan. Officer 7", "a loan, officer 7", "loan (officer)", "a loan of the officer"] {
        assert_eq!(OFFICER.sanitize(text).as_deref(), Some(text));
    }
}

#[test]
fn several_words_take_the_joiner_of_the_identifier_around_the_term() {
    static HOLDER: Vocabulary = Vocabulary::EMPTY.rewrite(&[("Client", "Account Holder")]);
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
fn a_term_beyond_ascii_is_found_in_any_case() {
    static BANK: Vocabulary = Vocabulary::EMPTY
        .rewrite(&[("Überziehung", "Kreditlinie")])
        .rewrite(&[("Préstamo", "Crédito")])
        .rewrite(&[("Клиент", "Партнёр")])
        .rewrite(&[("Größe Ost", "Maß")])
        .rewrite(&[("客戶", "顧客")]);
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
