//! Texts that are not shown.

use crate::lms;

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
        // Behind a code that is cut, and within a prefix that is.
        "error.msg.loan.locked: SQL is down",
        "error.msg.loan's_m_client is locked",
        "error.msg.loan's m_client is locked",
        "_m_client_ is locked",
        "**__m_client__** is locked",
        "_SQL_ failed",
        "lms: status=404: m_client is locked",
        "lms: status=500 code=\"error.msg.x\": java.lang.NullPointerException",
        "lms: status=500 code=\"m_client\": The loan is locked",
        "fineract: status=500: The loan is locked",
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
        "..io.netty.channel.Channel",
        "closed...io.netty.channel.Channel",
        "closed.io.netty.channel.Channel",
        "closed.io.netty.Channel",
        "closed.Then.org.ab.cd.Channel",
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
