//! What gives the LMS away: the names of its classes, tables, drivers, products and tenants.

use super::{
    anchors::Anchors,
    sites::Kinds,
    strip, survey,
    withhold::{self, Marker},
};

/// What the LMS calls what partners call otherwise.
pub(super) const TERMS: &[(&str, &str)] = &[("Client", "Customer")];

/// What the globalisation codes of the LMS begin with.
pub(super) const CODES: &[&str] = &["error.msg", "err.msg", "validation.msg"];

/// None of these has a place in a sentence for a partner.
pub(super) const MARKERS: &[Marker] = &[
    // The product, and the stores of its tenants.
    Marker::anywhere("fineract"),
    Marker::anywhere("mifos"),
    Marker::anywhere("tenantIdentifier"),
    Marker::anywhere("TenantId"),
    Marker::start("tenant identifier"),
    Marker::start("tenant connection"),
    Marker::start("tenant details were passed"),
    Marker::start("tenant_default"),
    Marker::start("tenant_id"),
    Marker::start("tenant_server_connections"),
    Marker::start("tenant-id"),
    Marker::start("tenant store"),
    Marker::start("tenant database"),
    // Tables and constraints.
    // The money of M-Pesa is no table.
    Marker::start("m_").but_not("m_pesa"),
    Marker::start("batch_job_"),
    Marker::start("c_account_"),
    Marker::start("c_cache"),
    Marker::start("databasechangelog"),
    Marker::start("job_run_history"),
    Marker::start("oauth_client_details"),
    Marker::start("ppi_likelihoods"),
    Marker::start("ppi_scores"),
    Marker::start("qrtz_"),
    Marker::start("request_audit_table"),
    Marker::start("rpt_"),
    Marker::start("twofactor_"),
    Marker::start("x_table_"),
    Marker::start("glim_accounts"),
    Marker::start("gsim_accounts"),
    Marker::start("acc_gl_"),
    Marker::start("acc_accounting_"),
    Marker::start("acc_product_"),
    Marker::start("acc_rule"),
    Marker::start("c_configuration"),
    Marker::start("c_external_event"),
    Marker::start("r_enum_value"),
    Marker::start("x_registered_table"),
    Marker::start("stretchy_"),
    Marker::start("oauth_access_token"),
    Marker::start("FK_"),
    Marker::start("UNQ_"),
    Marker::start("UQ_"),
    Marker::start("table '"),
    Marker::start("column '"),
    Marker::start("relation \""),
    Marker::start("constraint `"),
    Marker::start("column \""),
    Marker::start("unknown column '"),
    Marker::start("unknown database '"),
    Marker::anywhere("_UNIQUE").exact(),
    Marker::word("foreign key"),
    Marker::anywhere("unique constraint"),
    Marker::anywhere("key constraint fails"),
    Marker::anywhere("violates check constraint"),
    Marker::anywhere("violates not-null"),
    Marker::anywhere("a child row"),
    Marker::anywhere("a parent row"),
    Marker::anywhere("for key '"),
    Marker::anywhere("for column '"),
    Marker::anywhere("detail: key ("),
    Marker::anywhere("constraint violation"),
    Marker::anywhere("ConstraintViolation"),
    Marker::anywhere("data truncation:"),
    Marker::anywhere("data integrity issue with resource:"),
    Marker::anywhere("duplicate key value"),
    // SQL and the drivers that run it.
    Marker::anywhere("could not execute batch"),
    Marker::anywhere("could not execute query"),
    Marker::anywhere("could not execute statement"),
    Marker::anywhere("could not extract ResultSet"),
    Marker::anywhere("could not prepare statement"),
    Marker::anywhere("could not initialize proxy"),
    Marker::anywhere("could not serialize access"),
    Marker::anywhere("at or near \""),
    Marker::anywhere("value too long for type"),
    Marker::anywhere("invalid input syntax for"),
    Marker::anywhere("permission denied for table"),
    Marker::anywhere("deadlock detected"),
    Marker::anywhere("canceling statement"),
    Marker::anywhere("current transaction is aborted"),
    Marker::anywhere("password authentication failed for user"),
    Marker::anywhere("' doesn't have a default value"),
    Marker::anywhere("access denied for user '"),
    Marker::anywhere("address=(host"),
    Marker::anywhere("HostAddress{"),
    Marker::anywhere("column count doesn't match"),
    Marker::anywhere("allowed after connection closed"),
    Marker::anywhere(" inner join "),
    Marker::anywhere(" left join "),
    Marker::start("alter table "),
    Marker::start("create table "),
    Marker::start("drop table "),
    Marker::start("truncate table "),
    Marker::anywhere("table or view"),
    Marker::anywhere("in 'field list'"),
    Marker::start("ORA-0"),
    Marker::start("ORA-1"),
    Marker::start("ORA-2"),
    Marker::word("SQL"),
    Marker::start("SQLSTATE"),
    Marker::start("JDBC"),
    Marker::word("JPA"),
    Marker::start("MySQL"),
    Marker::start("MariaDB"),
    Marker::word("postgres"),
    Marker::start("postgresql"),
    Marker::start("HikariCP"),
    Marker::start("HikariDataSource"),
    Marker::start("HikariPool"),
    Marker::start("hibernate."),
    Marker::start("hibernate_"),
    Marker::anywhere("EntityManager").exact(),
    Marker::anywhere("JpaRepository").exact(),
    Marker::anywhere("rollback-only"),
    Marker::anywhere("unsaved-value"),
    Marker::anywhere("unsaved transient"),
    Marker::anywhere("detached entity"),
    Marker::anywhere("lazily initialize"),
    Marker::anywhere("null or transient value"),
    Marker::start("Hibernate").exact(),
    Marker::start("eclipselink"),
    Marker::anywhere("select * from"),
    Marker::anywhere("communications link failure"),
    Marker::anywhere("lock wait timeout"),
    Marker::anywhere("deadlock found when"),
    Marker::anywhere("(conn="),
    Marker::anywhere("mysql:"),
    Marker::anywhere("mariadb:"),
    Marker::anywhere("redis:"),
    Marker::anywhere("mongodb:"),
    Marker::anywhere("amqp:"),
    // Classes and the frames of a stack.
    Marker::start("java.io."),
    Marker::start("java.lang"),
    Marker::start("java.math"),
    Marker::start("java.net."),
    Marker::start("java.nio."),
    Marker::start("java.security"),
    Marker::start("java.sql"),
    Marker::start("java.text."),
    Marker::start("java.time"),
    Marker::start("java.util"),
    Marker::start("javax."),
    Marker::start("jakarta.el"),
    Marker::start("jakarta.json"),
    Marker::start("jakarta.mail"),
    Marker::start("jakarta.persistence"),
    Marker::start("jakarta.servlet"),
    Marker::start("jakarta.transaction"),
    Marker::start("jakarta.validation"),
    Marker::start("jakarta.ws"),
    Marker::start("jakarta.xml"),
    Marker::start("org.apache."),
    Marker::start("org.springframework."),
    Marker::start("com.google."),
    Marker::start("com.fasterxml."),
    Marker::start("com.sun."),
    Marker::start("java/lang/"),
    Marker::anywhere(".java:"),
    Marker::anywhere(".java)"),
    Marker::anywhere(".kt:"),
    Marker::anywhere("(Native Method)"),
    Marker::anywhere("(Unknown Source)"),
    Marker::anywhere("nested exception is"),
    Marker::anywhere("common frames omitted"),
    Marker::anywhere("no enum constant"),
    Marker::anywhere("cannot be cast to class"),
    Marker::anywhere("cannot invoke \""),
    Marker::anywhere("out of bounds for length"),
    Marker::anywhere("for input string: \""),
    Marker::anywhere("java heap space"),
    Marker::anywhere("unrecognized field \""),
    Marker::anywhere("cannot deserialize"),
    Marker::anywhere("[Source: ("),
    Marker::anywhere("creating bean"),
    Marker::anywhere("qualifying bean"),
    Marker::anywhere("resolve placeholder"),
    Marker::anywhere("Apache Tomcat"),
    Marker::anywhere("Whitelabel Error"),
    Marker::anywhere("START_OBJECT").exact(),
    Marker::anywhere("PlatformService").exact(),
    Marker::anywhere("ServiceImpl").exact(),
    Marker::anywhere("RepositoryWrapper").exact(),
    Marker::anywhere("EnhancerBy").exact(),
    Marker::anywhere("$Proxy").exact(),
    Marker::anywhere("select ").hints_at(Kinds::SUSPECT),
    Marker::anywhere(" set ").hints_at(Kinds::SUSPECT),
    Marker::anywhere("insert into ").hints_at(Kinds::SUSPECT),
    Marker::anywhere("delete from ").hints_at(Kinds::SUSPECT),
    Marker::anywhere("Exception").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("OutOfMemoryError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("StackOverflowError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("NoClassDefFoundError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("NoSuchMethodError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("NoSuchFieldError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("InitializerError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("AbstractMethodError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("ClassVersionError").exact().hints_at(Kinds::SUSPECT),
    Marker::anywhere("AssertionError").exact().hints_at(Kinds::SUSPECT),
    // The upstream's own prefix, and codes without theirs.
    Marker::anywhere(strip::STATUS).hints_at(Kinds::CODE),
    Marker::anywhere(strip::STATED).hints_at(Kinds::CODE),
    Marker::anywhere(strip::LIST).hints_at(Kinds::CODE),
];

/// All of this, of whatever kind.
const ALL: [Marker; MARKERS.len() + TERMS.len() + CODES.len()] = {
    let mut all = [Marker::anywhere(""); MARKERS.len() + TERMS.len() + CODES.len()];
    let mut n = 0;
    while n < all.len() {
        all[n] = if n < MARKERS.len() {
            MARKERS[n]
        } else if n < MARKERS.len() + TERMS.len() {
            Marker::anywhere(TERMS[n - MARKERS.len()].0).hints_at(Kinds::TERM)
        } else {
            Marker::anywhere(CODES[n - MARKERS.len() - TERMS.len()]).hints_at(Kinds::CODE)
        };
        n += 1;
    }
    all
};

/// The anchors of all of this. A static, so that they are worked out once, and not again in each crate that names
/// the vocabulary.
pub(super) static ANCHORS: Anchors = {
    let mut anchors = Anchors::NONE;
    let mut n = 0;
    while n < ALL.len() {
        let marker = ALL[n].text.as_bytes();
        if !survey::has_shape(marker) {
            assert!(marker.len() >= 5, "a marker has a shape, or an anchor of its own");
            anchors = anchors.of(marker, ALL[n].kind);
        }
        n += 1;
    }
    anchors
};

/// The same in the order of their first two characters without regard to case.
static SORTED: [Marker; ALL.len()] = {
    let mut sorted = ALL;
    let mut from = FROM;
    let mut n = 0;
    while n < ALL.len() {
        let at = &mut from[pair(ALL[n].text.as_bytes(), 0)];
        sorted[*at as usize] = ALL[n];
        *at += 1;
        n += 1;
    }
    sorted
};

/// Where in that order the markers begin that begin with a pair, and behind the last pair where they end.
static FROM: [u8; PAIRS + 1] = {
    assert!(ALL.len() <= u8::MAX as usize, "the place of a marker is a byte");
    let mut from = [0; PAIRS + 1];
    let mut n = 0;
    while n < ALL.len() {
        from[pair(ALL[n].text.as_bytes(), 0) + 1] += 1;
        n += 1;
    }
    n = 0;
    while n < PAIRS {
        from[n + 1] += from[n];
        n += 1;
    }
    from
};

const PAIRS: usize = 1 << 10;

/// Which pair of characters stands there; some that are no letters go for the same.
const fn pair(text: &[u8], at: usize) -> usize {
    let second = if at + 1 < text.len() { text[at + 1] & 31 } else { 0 };
    (text[at] as usize & 31) << 5 | second as usize
}

/// The markers that begin as the text does at this byte, without regard to case.
pub(super) fn markers_at(text: &[u8], at: usize) -> &'static [Marker] {
    let pair = pair(text, at);
    &SORTED[usize::from(FROM[pair])..usize::from(FROM[pair + 1])]
}

/// What a constant can be asked.
pub(super) const fn holds_marker(text: &str) -> bool {
    let mut n = 0;
    while n < MARKERS.len() {
        if MARKERS[n].kind.include(Kinds::WITHHELD) && withhold::holds(text, MARKERS[n]) {
            return true;
        }
        n += 1;
    }
    false
}
