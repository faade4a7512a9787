//! Texts that are withheld.

use lms_error::Vocabulary;

use crate::lms;

#[test]
fn texts_with_internal_details_are_withheld() {
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
        // After a stripped code, and within a stripped prefix.
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
fn messages_of_databases_in_other_languages_are_withheld() {
    let texts = [
        "llave duplicada viola restricción de unicidad «uk_email»",
        "la columna «office_id» no existe",
        "la colonne « office_id » n'existe pas",
        "Spalte »office_id« existiert nicht",
        "no existe la relación «accounts»",
        "duplicar valor da chave viola a restrição de unicidade \"uk_email\"",
        "relação \"accounts\" não existe",
        "un valore chiave duplicato viola il vincolo univoco \"uk_email\"",
        "la relazione \"accounts\" non esiste",
        "la valeur d'une clé dupliquée rompt la contrainte unique « uk_email »",
        "la relation « accounts » n'existe pas",
        "doppelter Schlüsselwert verletzt Unique-Constraint »uk«",
        "Relation »accounts« existiert nicht",
        "повторяющееся значение ключа нарушает ограничение уникальности \"uk_email\"",
        "отношение \"accounts\" не существует",
        "重复键违反唯一约束\"uk_email\"",
        "关系 \"accounts\" 不存在",
        "重複したキー値は一意性制約\"uk_email\"違反となります",
        "リレーション\"accounts\"は存在しません",
        "Doppelter Eintrag '7' für Schlüssel 'uk_email'",
        "Tabelle 'ledger.loans' existiert nicht",
        "Duplicata du champ '7' pour la clef 'uk_email'",
        "Entrada duplicada '7' para la clave 'uk_email'",
        "La tabla 'ledger.loans' no existe",
    ];
    for text in texts {
        assert_eq!(lms(text), None, "{text}");
    }
}

#[test]
fn shapes_of_any_infrastructure_are_withheld() {
    let texts = [
        "connect ECONNREFUSED ::1:5432",
        "[2001:db8::7]:5432 refused the connection",
        "fe80::1%eth0 is unreachable",
        r"unable to read C:\ProgramData\Ledger\config.yml",
        r#"{"error":"could not open D:\\app\\lms\\db.properties"}"#,
        "at Object.<anonymous> (/app/src/client)",
        "cannot read /data/kyc/42/passport.jpg",
        "cannot read /data/attributes_dump.csv",
        "cannot read /data/relationships.db",
        "cannot read /data/attributes2/kyc",
        "pulsar://broker-1.example.com refused the connection",
        "cannot reach db_://svc:pw@ledger",
        "User arn:aws:iam::123456789012:user/svc may not call s3:GetObject",
        "LDAP bind failed for uid=svc-lms,ou=services,dc=example,dc=org",
        "environment variable not found: LEDGER_URL",
        "getaddrinfo ENOTFOUND core-ledger",
        "failed to lookup address information",
        "ledger.c4x.eu-central-1.rds.amazonaws.com timed out",
        "request had authorization: Basic bG1zOmxtcw==",
        "missing value for LEDGER_DB_PASSWORD",
        "Login failed for user 'sa'.",
        "could not translate host name \"db-primary\" to address",
        "E11000 duplicate key error index: email_1 dup key: { email: 1 }",
        "column loans.officer_id does not exist",
        "Column `loans`.`officer` cannot be null",
        "no queue disbursements in vhost '/'",
        "failed: Os { code: 111 }",
        "unexpected value Some(\"x\")",
    ];
    for text in texts {
        assert_eq!(lms(text), None, "{text}");
    }
    for text in [
        "Option a: choose a product",
        "[2001:db8::7] is not on the allow list",
        "ratio 1::2",
        "Visa { gold }",
        "VISA(\"gold\") is accepted",
        "column 4 does not exist in your file",
        "The index 4.5 does not exist",
        "El monto viola el límite",
        "Login failed for user ann@example.com",
        "https://partner.example.com/app/data/upload cannot be reached",
        "/data/attributes/amount must be positive",
        "/data/relationships/office is unknown",
        "/data/attributes: is required",
    ] {
        assert_eq!(lms(text).as_deref(), Some(text));
    }
}

#[test]
fn errors_of_drivers_and_clients_are_withheld() {
    let texts = [
        "error retrieving column branch_id: a Rust type does not fit",
        "error occurred while decoding column \"branch\": unexpected null",
        "no column found for name: branch",
        "no such column: branch",
        "ERROR: invalid input value for enum loan_state",
        "ERROR: permission denied for function accrue",
        "Invalid object name 'dbo.Loans'.",
        "not authorized on ledger to execute command { find: 1 }",
        "subscription failed: unknown topic or partition loan-events",
        "missing configuration field \"database.pool\"",
        "configuration file \"config/default\" not found",
        "task 12 panicked with message",
        "rc=49 (invalidCredentials), dn: \"uid=svc\"",
        "AccountName=ledger;AccountKey=bG1z;EndpointSuffix=example",
        "cannot open ledger.database.windows.net",
        "https://files.example.com/loan.pdf?sig=bG1z",
        "bad response: {\"user\":\"svc\",\"pass\":\"hunter2\"}",
        "bad response: {\"access_token\":\"bG1z\"}",
        "connect ECONNREFUSED core-ledger:8080",
        "HTTPSConnectionPool(host='ledger', port=443): Max retries exceeded",
        "File \"main.py\", line 3, in get_loan",
        "LoanService failed",
        "com.bank.core.LoanController is not ready",
        "cannot read ~/.aws/credentials",
        "Server selection timed out: mongo-0.ledger:27017",
        "connection reset while reading from core-banking:9443",
        "db.example.com:5432 refused the connection",
        "ssl://broker.example.com:29093/2 failed",
        "Cannot read field \"id\" because \"this.loans\" is null",
        "Cannot load from object array because \"<local4>\" is null",
        "Required request body is missing: public Response LoanResource.create(LoanDto)",
        "Cannot read properties of undefined (reading 'loanId')",
        "ENOENT: no such file or directory, open 'config/prod.json'",
        "[Errno 2] No such file or directory: 'templates/statement.html'",
        "assertion `left == right` failed",
        "runtime error: invalid memory address or nil pointer dereference",
        "Object reference not set to an instance of an object.",
        "prepared statement \"s_1\" already exists",
        "missing FROM-clause entry for table \"l\"",
        "Incorrect syntax near 'loan'.",
        "Column 'email' cannot be null",
        "No available servers. Topology: { Type: Unknown, Servers: [ { Address: core } ] }",
        "cluster state is {type=REPLICA_SET, servers=[{address=node01, type=UNKNOWN}]}",
        "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>",
        "Couldn't connect to host, port: mail, 3025",
        "Access Denied (Service: S3, Status Code: 403, Request ID: G7WJJ5HW)",
        "Load balancer does not contain an instance for the service ledger",
        "ledger: nodename nor servname provided, or not known",
        "80090308: LdapErr: DSID-0C09042A",
        "CircuitBreaker 'ledger' is OPEN and does not permit further calls",
        "the circuit breaker ledger is open",
        "rpc error: code = NotFound desc = no such ledger",
        "upstream connect error or disconnect/reset before headers",
        "pods is forbidden: User \"system:serviceaccount:prod:ledger\" cannot list it",
    ];
    for text in texts {
        assert_eq!(lms(text), None, "{text}");
    }
    for text in [
        "Cannot reach payments.example.net:8443",
        "The column 'email' cannot be read",
        "There is no column named 'amount' in your file",
        "The hostname of the webhook cannot be resolved",
        "These are missing: public key, account",
        "Your prepared statement is not ready",
        "The device is unknown, or its service not known",
        "The field \"amount\" is refused because \"rate\" is missing",
        "CANNOT REACH PAYMENTS.EXAMPLE.NET:8443",
        "payout to loan-account: 20431",
        "Invoice no.-7:2000 is paid",
        "the meeting is at 2026-11-27T10:30",
        "change from loan-7 to loan-8:12",
        "ratio 1.5:100",
        "Column `first_name` not found in your file",
        "Could not find column amount in your file",
        "Could not resolve host: hooks.example.com",
        "https://acme.blob.core.windows.net/upload cannot be reached",
        "the certificate of CN=acme is not registered",
        "the configuration file is empty",
        "The Service is down, and so is Customer Service",
        "the CUSTOMER_SERVICE, the WebServices",
        "the public key = RSA",
        "the signature is missing",
        "~7 days left",
    ] {
        assert_eq!(lms(text).as_deref(), Some(text));
    }
}

#[test]
fn every_marker_of_the_reference_withholds_a_text() {
    let page = include_str!("../../lms-error/docs/sanitizing.md");
    let (_, list) = page.split_once("case-sensitive:\n").expect("the list");
    let (list, _) = list.split_once("These shapes").expect("its end");
    let mut count = 0;
    for (_, markers) in list.lines().filter_map(|line| line.strip_prefix("* **")?.split_once("**: `")) {
        for marker in markers.trim_end_matches('`').split("`, `") {
            let words = marker.strip_prefix('=').unwrap_or(marker);
            let words = words.strip_prefix('^').unwrap_or(words);
            let words = words.strip_suffix('$').unwrap_or(words);
            let explained = Vocabulary::LMS.explain(&format!("Refused, {words} is there")).to_string();
            assert!(explained.starts_with("withheld"), "{marker}: {explained}");
            if !marker.starts_with('=') {
                assert_eq!(
                    lms(&format!("Refused, {} is there", words.to_ascii_uppercase())),
                    None,
                    "{marker}"
                );
            }
            count += 1;
        }
    }
    assert_eq!(count, 322);
}

#[test]
fn a_text_with_a_disguised_term_is_withheld() {
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
