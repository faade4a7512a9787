//! The rules of the LMS, as data.

use super::{
    prefilter::{Grams, gram_of},
    shapes::Shape,
};

/// What partners call otherwise.
pub(super) const TERMS: &[(&str, &str)] = &[("Client", "Customer")];

/// The prefixes of its globalisation codes.
pub(super) const CODES: &[&str] = &["error.msg", "err.msg", "validation.msg"];

/// The money of M-Pesa is no table.
pub(super) const KEPT: &[&str] = &["m_pesa"];

/// Markers that withhold a text, by the reason that is told for them. `^` stands for the start of a word, `$` for its
/// end, and `=` before all of it says that the case counts.
#[rustfmt::skip]
pub(super) const MARKERS: &[(&str, &[&str])] = &[
    ("the LMS and its tenants", &[
        "fineract", "mifos", "^lms-", "tenantIdentifier", "tenantId", "^tenant identifier", "^tenant connection",
        "^tenant details were passed", "^tenant_default", "^tenant_id", "^tenant_server_connections", "^tenant-id",
        "^tenant store", "^tenant database",
    ]),
    ("tables and constraints", &[
        "^m_", "^batch_job_", "^c_account_", "^c_cache", "^c_configuration", "^c_external_event", "^databasechangelog",
        "^job_run_history", "^oauth_client_details", "^oauth_access_token", "^ppi_likelihoods", "^ppi_scores", "^qrtz_",
        "^request_audit_table", "^rpt_", "^twofactor_", "^x_table_", "^x_registered_table", "^glim_accounts",
        "^gsim_accounts", "^acc_gl_", "^acc_accounting_", "^acc_product_", "^acc_rule", "^r_enum_value", "^stretchy_",
        "^FK_", "^UNQ_", "^UQ_", "=_UNIQUE", "^foreign key$", "unique constraint", "key constraint fails",
        "constraint failed:", "violates check constraint", "violates not-null", "a child row", "a parent row",
        "for key '", "for column '", "detail: key (", "constraint violation", "ConstraintViolation", "data truncation:",
        "data integrity issue with resource:", "duplicate key value", "unknown column '", "unknown database '", "no such table",
        "no such index", "unconfigured table", "column type", "column name:", ")=(",
    ]),
    ("SQL and its drivers", &[
        "^SQL$", "^SQLSTATE", "^JDBC", "^JPA$", "^MySQL", "^MariaDB", "^postgres$", "^postgresql", "^HikariCP", "^HikariDataSource",
        "^HikariPool", "^hibernate.", "^hibernate_", "=^Hibernate", "^eclipselink", "=EntityManager", "=JpaRepository",
        "could not execute batch", "could not execute query", "could not execute statement",
        "could not extract ResultSet", "could not prepare statement", "could not initialize proxy",
        "could not serialize access", "at or near \"", "\": syntax error", "value too long for type", "invalid input syntax for",
        "permission denied for table", "permission denied for relation", "permission denied for schema",
        "deadlock detected", "deadlock found when", "lock wait timeout",
        "canceling statement", "current transaction is aborted", "authentication failed for user \"",
        "' doesn't have a default value", "access denied for user '", "address=(host", "HostAddress{",
        "column count doesn't match", "allowed after connection closed", " inner join ", " left join ",
        "^alter table ", "^create table ", "^drop table ", "^truncate table ", "select * from", "table or view",
        "in 'field list'", "^ORA-0", "^ORA-1", "^ORA-2", "rollback-only", "unsaved-value", "unsaved transient",
        "detached entity", "lazily initialize", "null or transient value", "communications link failure", "(conn=",
        "mysql:", "mariadb:", "redis:", "mongodb:", "amqp:", "connection to server at", "^pg_", "open database file",
    ]),
    ("classes and stack frames", &[
        "^java.io.", "^java.lang", "^java.math", "^java.net.", "^java.nio.", "^java.security", "^java.sql",
        "^java.text.", "^java.time", "^java.util", "^javax.", "^jakarta.el", "^jakarta.json", "^jakarta.mail",
        "^jakarta.persistence", "^jakarta.servlet", "^jakarta.transaction", "^jakarta.validation", "^jakarta.ws",
        "^jakarta.xml", "^org.apache.", "^org.springframework.", "^com.google.", "^com.fasterxml.", "^com.sun.",
        "^java/lang/", ".java)", ".kt)", "(Native Method)", "(Unknown Source)", "nested exception is",
        "common frames omitted", "no enum constant", "cannot be cast to class", "cannot invoke \"",
        "out of bounds for length", "for input string: \"", "java heap space", "unrecognized field \"",
        "cannot deserialize", "[Source: (", "creating bean", "qualifying bean", "resolve placeholder",
        "Apache Tomcat", "Whitelabel Error", "=START_OBJECT", "=PlatformService", "=ServiceImpl", "=RepositoryWrapper",
        "=EnhancerBy", "=$Proxy", "panicked at", "^servlet", "] during [", "^traceback (", "goroutine ",
        "expected struct ", "configuration property",
    ]),
    ("infrastructure", &[
        "os error ", "for url (", "<html", "<!doctype", "<head>", "<title>", "=^AKIA", "sk_live_", "sk_test_",
        "-----BEGIN ", "=^eyJ", "^bearer ey",
    ]),
];

/// What may begin a shape. Of a trigger of classes, `0` stands for any digit.
const TRIGGERS: &[(&str, Shape)] = &[
    ("://", Shape::Url),
    ("0.0", Shape::Address),
    (":0", Shape::Port),
    ("::", Shape::Scope),
    ("localhost", Shape::Host),
    (".internal", Shape::Host),
    ("-internal", Shape::Host),
    (".local", Shape::Host),
    (".svc", Shape::Host),
    (".lan", Shape::Host),
    (".corp", Shape::Host),
    (".intranet", Shape::Host),
    ("/etc/", Shape::Path),
    ("/var/", Shape::Path),
    ("/usr/", Shape::Path),
    ("/home/", Shape::Path),
    ("/opt/", Shape::Path),
    ("/tmp/", Shape::Path),
    ("/root/", Shape::Path),
    ("/srv/", Shape::Path),
    ("/proc/", Shape::Path),
    ("/mnt/", Shape::Path),
    ("/run/", Shape::Path),
    ("password=", Shape::Secret),
    ("passwd=", Shape::Secret),
    ("pwd=", Shape::Secret),
    ("secret=", Shape::Secret),
    ("token=", Shape::Secret),
    ("api_key=", Shape::Secret),
    ("api-key=", Shape::Secret),
    ("apikey=", Shape::Secret),
    ("access_key=", Shape::Secret),
    ("Exception", Shape::Class),
    ("Error", Shape::Class),
    ("com.", Shape::Package),
    ("org.", Shape::Package),
    ("net.", Shape::Package),
    ("io.", Shape::Package),
    ("java", Shape::Package),
    ("jakarta.", Shape::Package),
    ("kotlin.", Shape::Package),
    (" { ", Shape::Debug),
    ("(\"", Shape::Debug),
    ("select ", Shape::Statement),
    (" from ", Shape::Statement),
    ("insert into ", Shape::Statement),
    ("delete from ", Shape::Statement),
    ("update ", Shape::Statement),
    ("table ", Shape::Object),
    ("column ", Shape::Object),
    ("relation ", Shape::Object),
    ("constraint ", Shape::Object),
    ("index ", Shape::Object),
    ("role ", Shape::Object),
    ("database ", Shape::Object),
    ("schema ", Shape::Object),
    ("«", Shape::Quoted),
    ("»", Shape::Quoted),
    ("„", Shape::Quoted),
];

/// Something that is looked for in each text.
#[derive(Clone, Copy)]
pub(super) struct Needle {
    pub(super) text: &'static str,
    gram: usize,
    /// Which bits of the gram are those of the needle.
    mask: usize,
    pub(super) kind: Kind,
    /// Only where no letter, digit or underscore is before it.
    pub(super) starts_word: bool,
    /// Only where none is after it.
    pub(super) ends_word: bool,
    /// Only as it is written.
    pub(super) is_exact: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// With the reason.
    Marker(&'static str),
    Shape(Shape),
    Term(&'static (&'static str, &'static str)),
    Code,
    Keep,
    /// `status=`, which the upstream's own prefix has.
    Status,
    /// `due to: `, which leads to a code.
    DueTo,
}

impl Needle {
    const fn new(text: &'static str, kind: Kind) -> Self {
        let mask = if text.len() == 2 { 0x7FE0 } else { 0x7FFF };
        let gram = gram_of(text.as_bytes());
        Self { text, gram, mask, kind, starts_word: false, ends_word: false, is_exact: false }
    }

    const fn marker(marker: &'static str, reason: &'static str) -> Self {
        let (mut text, len) = (marker, marker.len());
        let is_exact = text.as_bytes()[0] == b'=';
        if is_exact {
            text = text.split_at(1).1;
        }
        let starts_word = text.as_bytes()[0] == b'^';
        if starts_word {
            text = text.split_at(1).1;
        }
        let ends_word = marker.as_bytes()[len - 1] == b'$';
        if ends_word {
            text = text.split_at(text.len() - 1).0;
        }
        Self { starts_word, ends_word, is_exact, ..Self::new(text, Kind::Marker(reason)) }
    }

    /// Returns whether the needle may begin with this gram.
    pub(super) fn may_begin(&self, gram: usize) -> bool {
        self.gram & self.mask == gram & self.mask
    }

    pub(super) const fn is_term(&self) -> bool {
        matches!(self.kind, Kind::Term(_))
    }

    pub(super) const fn is_code(&self) -> bool {
        matches!(self.kind, Kind::Code)
    }

    pub(super) const fn is_marker(&self) -> bool {
        matches!(self.kind, Kind::Marker(_))
    }
}

const LEN: usize = {
    let (mut len, mut n) = (TERMS.len() + CODES.len() + KEPT.len() + TRIGGERS.len() + 2, 0);
    while n < MARKERS.len() {
        len += MARKERS[n].1.len();
        n += 1;
    }
    len
};

const NEEDLES: [Needle; LEN] = {
    let mut needles = [Needle::new("status=", Kind::Status); LEN];
    needles[1] = Needle::new("due to: ", Kind::DueTo);
    let (mut len, mut n) = (2, 0);
    while n < TERMS.len() {
        needles[len] = Needle::new(TERMS[n].0, Kind::Term(&TERMS[n]));
        (len, n) = (len + 1, n + 1);
    }
    n = 0;
    while n < CODES.len() {
        needles[len] = Needle::new(CODES[n], Kind::Code);
        (len, n) = (len + 1, n + 1);
    }
    n = 0;
    while n < KEPT.len() {
        needles[len] = Needle::new(KEPT[n], Kind::Keep);
        (len, n) = (len + 1, n + 1);
    }
    n = 0;
    while n < TRIGGERS.len() {
        needles[len] = Needle::new(TRIGGERS[n].0, Kind::Shape(TRIGGERS[n].1));
        (len, n) = (len + 1, n + 1);
    }
    let mut group = 0;
    while group < MARKERS.len() {
        let (reason, markers) = MARKERS[group];
        n = 0;
        while n < markers.len() {
            needles[len] = Needle::marker(markers[n], reason);
            (len, n) = (len + 1, n + 1);
        }
        group += 1;
    }
    needles
};

/// How the needles may begin.
pub(super) static GRAMS: Grams = {
    let mut grams = Grams::NONE;
    let mut n = 0;
    while n < LEN {
        grams = grams.with(NEEDLES[n].text, false);
        n += 1;
    }
    grams
};

/// The needles in the order of their buckets.
static SORTED: [Needle; LEN] = {
    let mut sorted = NEEDLES;
    let mut from = FROM;
    let mut n = 0;
    while n < LEN {
        let bucket = bucket_of(NEEDLES[n].gram);
        sorted[from[bucket] as usize] = NEEDLES[n];
        from[bucket] += 1;
        n += 1;
    }
    sorted
};

/// Where each bucket begins, and after the last one where it ends.
static FROM: [u16; BUCKETS + 1] = {
    let mut from = [0; BUCKETS + 1];
    let mut n = 0;
    while n < LEN {
        from[bucket_of(NEEDLES[n].gram) + 1] += 1;
        n += 1;
    }
    n = 0;
    while n < BUCKETS {
        from[n + 1] += from[n];
        n += 1;
    }
    from
};

const BUCKETS: usize = 1 << 10;

/// The first two classes.
const fn bucket_of(gram: usize) -> usize {
    gram >> 5
}

/// Returns the needles that may begin with this gram.
pub(super) const fn needles(gram: usize) -> &'static [Needle] {
    let (from, to) = (FROM[bucket_of(gram)] as usize, FROM[bucket_of(gram) + 1] as usize);
    SORTED.split_at(to).0.split_at(from).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_lists_every_rule() {
        let page = include_str!("../../docs/sanitizing.md");
        for (reason, markers) in MARKERS {
            let listed = markers.iter().map(|marker| format!("`{marker}`")).collect::<Vec<_>>().join(", ");
            assert!(page.contains(&format!("* **{reason}**: {listed}\n")), "{reason}: {listed}");
        }
        for (trigger, shape) in TRIGGERS {
            assert!(page.contains(&format!("* **{}**: ", shape.name())), "{trigger}: {}", shape.name());
        }
        for word in TERMS.iter().flat_map(|(a, b)| [a, b]).chain(CODES).chain(KEPT) {
            assert!(page.contains(&format!("`{word}")), "{word}");
        }
    }
}
