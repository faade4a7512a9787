//! The rules of the LMS as data, and the needles that the search derives from them.

use std::sync::LazyLock;

use super::{
    layer::slice,
    prefilter::{Gram, Grams, gram_of},
    shapes::{self, address, program, sql},
};

/// Terms for which partners use another word.
pub(super) const TERMS: &[(&str, &str)] = &[("Client", "Customer")];

#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Withholds a text, for this reason.
    Marker(&'static str),
    /// A trigger of the shape with this name; the function finds the shape around the trigger.
    Shape(&'static str, shapes::Find),
    Term(&'static (&'static str, &'static str)),
    /// The end of these prefixes of globalisation codes.
    Code(&'static [&'static str]),
    Keep,
    /// The end of `status=`, a part of the upstream's own prefix.
    Status,
    /// The end of `due to: `, which precedes a code.
    DueTo,
}

/// The texts that are searched for. In a marker, `^` is the start of a word, `$` is its end, and `=` at the front makes
/// the marker case-sensitive. In the triggers `0.0` and `:0`, `0` is any digit. Some texts leave out the first letters of
/// a word (`reign key`), because the search would stop at these letters too often.
#[rustfmt::skip]
pub(super) const GROUPS: &[(Kind, &[&str])] = &[
    (Kind::Code(&["error.msg", "err.msg", "validation.msg"]), &[".msg"]),
    (Kind::Keep, &["m_pesa"]), // A means of payment, not a table.
    (Kind::Status, &["us="]),
    (Kind::DueTo, &["to: "]),
    (Kind::Marker("the LMS and its tenants"), &[
        "fineract", "mifos", "^lms-", "tenantIdentifier", "tenantId", "^tenant identifier", "^tenant connection",
        "^tenant details were passed", "^tenant_default", "^tenant_id", "^tenant_server_connections", "^tenant-id",
        "^tenant store", "^tenant database",
    ]),
    (Kind::Marker("tables and constraints"), &[
        "^m_", "^batch_job_", "^c_account_", "^c_cache", "^c_configuration", "^c_external_event", "basechangelog",
        "^job_run_history", "^oauth_client_details", "^oauth_access_token", "^ppi_", "^qrtz_", "t_audit_table", "^rpt_",
        "^twofactor_", "^x_table_", "^x_registered_table", "^glim_accounts", "^gsim_accounts", "cc_gl_",
        "cc_accounting_", "cc_product_", "cc_rule", "^r_enum_value", "etchy_", "^FK_", "^UNQ_", "^UQ_", "=_UNIQUE",
        "reign key$", "unique constraint", "key constraint fails", "constraint failed:", "violates check constraint",
        "violates not-null", "a child row", "a parent row", "r key '", "detail: key (", "constraint violation",
        "ConstraintViolation", "truncation:", "issue with resource:", "duplicate key value", "unknown column '",
        "unknown database '", "base \"", "no such table", "no such index", "unconfigured table", "column type",
        "column name:", ")=(", "retrieving column", "decoding column", "no such column", "no column found",
        "referenced column", "table with name", "^keyspace ",
    ]),
    (Kind::Marker("SQL and its drivers"), &[
        "^SQL$", "^SQLSTATE", "^JDBC", "^JPA$", "^MySQL", "^MariaDB", "^postgres$", "^postgresql", "^HikariCP",
        "^HikariDataSource", "^HikariPool", "^hibernate.", "^hibernate_", "=^Hibernate", "^eclipselink", "=tyManager",
        "=JpaRepository", "execute batch", "execute query", "execute statement", "ract ResultSet", "prepare statement",
        "lize proxy", "serialize access", "at or near \"", "\": syntax error", "too long for type", "input syntax for",
        "ission denied for table", "ission denied for relation", "ission denied for schema", "deadlock detected",
        "deadlock found when", "lock wait timeout", "tatement due to", "current transaction is aborted",
        "uthentication failed for user \"", "ogin failed for user '", "' doesn't have a default value",
        "enied for user '", "dup key: {", "host name \"", "address=(host", "HostAddress{", "column count doesn't match",
        "after connection closed", "inner join ", "left join ", "^alter table ", "^create table ", "^drop table ",
        "^truncate table ", "table or view", "'field list'", "^ORA-0", "^ORA-1", "^ORA-2", "rollback-only",
        "unsaved-value", "unsaved transient", "detached entity", "lazily initialize", "null or transient value",
        "communications link failure", "(conn=", "mongo:", "mongodb:", "amqp:", "^redis$", "^kafka$", "^rabbitmq",
        "connection to server at", "^pg_", "open database file", "relation «", "relation »", "relación «", "relação \"",
        "relazione \"", "отношение \"", "关系 \"", "リレーション\"", "릴레이션", "viola restricci", "viola a restri", "olo univoco",
        "la contrainte", "-constraint »", "ограничение уник", "唯一约束", "一意性制約", "clef '", "clave '", "chiave '",
        "Schlüssel '", "Tabelle '", "tabla '", "tabella '", "tabela '", "ission denied for function",
        "input value for enum", "object name '", "execute command {", "^ShareLock", "topic or partition", "om-clause",
        "syntax near '", "topology: {", "{address=", "prepared statement \"",
    ]),
    (Kind::Marker("classes and stack frames"), &[
        "^java.io.", "^java.lang", "^java.math", "^java.net.", "^java.nio.", "^java.security", "^java.sql",
        "^java.text.", "^java.time", "^java.util", "^javax.", "^jakarta.el", "^jakarta.json", "^jakarta.mail",
        "^jakarta.persistence", "^jakarta.servlet", "^jakarta.transaction", "^jakarta.validation", "^jakarta.ws",
        "^jakarta.xml", "^org.apache.", "^org.springframework.", "^org.hibernate.", "^org.postgresql.", "^org.mariadb.",
        "^org.eclipse.", "^com.google.", "^com.fasterxml.", "^com.sun.", "^com.mysql.", "^com.zaxxer.", "^io.netty.",
        "^io.grpc.", "^kotlin.", "^java/lang/", ".java)", ".kt)", "(Native Method)", "(Unknown Source)",
        "nested exception is", "common frames omitted", "no enum constant", "cast to class", "voke \"",
        "out of bounds for length", "input string: \"", "java heap space", "unrecognized field \"", "t deserialize",
        "[Source: (", "creating bean", "fying bean", "solve placeholder", "Apache Tomcat", "Whitelabel Error",
        "=T_OBJECT", "=ServiceImpl", "=yWrapper", "=EnhancerBy", "=$Proxy", "^servlet", "] during [", "ceback (most",
        "goroutine ", "expected struct ", "while rendering '", "configuration property", "backtrace:",
        "configuration file \"", "configuration field \"", ".py\", line ", "panicked", "\" because \"",
        "rray because \"", "(reading '", "ENOENT", "[Errno ", "left == right", "nil pointer", "bject reference not",
        "body is missing: public",
    ]),
    (Kind::Marker("infrastructure"), &[
        "os error ", "url (", "<html", "<!doctype", "<head>", "<title>", "=^AKIA", "sk_live_", "sk_test_", "password=",
        "passwd=", "pwd=", "secret=", "token=", "api_key=", "api-key=", "apikey=", "s_key=", "^::1", "^fe80::",
        "-----BEGIN ", "=^eyJ", "^bearer ey", "^authorization: b", "\"password\":", "\"pass\":", "\"secret\":",
        "\"apikey\":", "_token\":", ".rds.amazonaws.", ".cache.amazonaws.", "lookup address", "getaddrinfo ",
        "environment variable", "=BASE_URL", "=_PASSWORD$", "arn:aws", ",dc=", "^vhost", "^NoSuchBucket", "=Key=",
        "^sig=", "X-Amz-", ".database.windows.net", ",ou=", "dn: \"", "connrefused", "(host='", "<?xml", "host, port:",
        "=(Service: ", "oad balancer", "nodename nor", "LdapErr", "circuit breaker", "circuitbreaker", "rpc error:",
        "pstream connect", "m:serviceacc",
    ]),
    (Kind::Shape("a URL of an internal host or of a driver, or with credentials", address::url), &["://"]),
    (Kind::Shape("a private or ported address", address::v4), &["0.0"]),
    (Kind::Shape("a private or ported address", address::ported), &[":0"]),
    (Kind::Shape("a private or ported address", address::v6), &["]:"]),
    // Within a whole prefix, no shape is looked for.
    (Kind::Shape("a prefix that was cut", |text, at, end, _| {
        text[..at].strip_suffix(" cod")?.ends_with(char::is_numeric).then_some((at, end))
    }), &["e=\""]),
    (Kind::Shape("a code without a prefix", program::bare_code), &[".be.", ".has.", ".is.", ".must.", ".not.", "ot."]),
    (Kind::Shape("a line of a source file", program::source_line), &[":0"]),
    (Kind::Shape("a path of code", program::scope), &["::"]),
    (Kind::Shape("an internal host name", address::host), &[
        "localhost", ".internal", "-internal", ".local", ".svc", ".lan", ".corp", ".intranet",
    ]),
    (Kind::Shape("a path of a server", address::path), &[
        "/etc/", "/var/", "/usr/", "/home/", "/opt/", "/tmp/", "/root/", "/srv/", "/proc/", "/mnt/", "/run/", "/app/",
        "/data/", "~/", ":\\",
    ]),
    (Kind::Shape("the name of a class", program::class), &["Exception", "Error", "Service", "Controller"]),
    (Kind::Shape("debug output", program::debug), &[" { ", "(\""]),
    (Kind::Shape("an SQL statement", sql::statement), &["select ", " from ", "insert into ", "delete from ", "update "]),
    (Kind::Shape("an object of a database", sql::object), &[
        "table ", "column ", "relation ", "constraint ", "index ", "role ", "schema ",
    ]),
    (Kind::Shape("an identifier of a database", sql::quoted), &["«", "»", "„"]),
];

/// The grams that needles begin with.
pub(super) static GRAMS: Grams<1024> = {
    let (mut grams, mut group) = (Grams::NONE.with(TERMS[0].0, 3), 0);
    while group < GROUPS.len() {
        let mut n = 0;
        while n < GROUPS[group].1.len() {
            let needle = text_of(GROUPS[group].1[n]);
            grams = grams.with(needle, if needle.len() < 3 { needle.len() } else { 3 });
            n += 1;
        }
        group += 1;
    }
    grams
};

/// Returns the pattern without `=`, `^` and `$`.
pub(super) const fn text_of(pattern: &str) -> &str {
    let bytes = pattern.as_bytes();
    let from = if let [b'=', b'^', ..] = bytes { 2 } else { matches!(bytes, [b'=' | b'^', ..]) as usize };
    slice(pattern, from, bytes.len() - matches!(bytes, [.., b'$']) as usize)
}

/// A text that is searched for.
pub(super) struct Needle {
    pub(super) pattern: &'static str,
    pub(super) text: &'static str,
    pub(super) kind: Kind,
    /// The first bytes, at most eight, and the bits of them that count: none for two triggers with digits.
    head: u64,
    mask: u64,
}

impl Needle {
    fn new(pattern: &'static str, kind: Kind) -> Self {
        let text = text_of(pattern);
        let bits = |byte: u8| if byte.is_ascii_alphabetic() { !0x20 } else { !0 };
        let mask: Vec<u8> = text.bytes().filter(|_| !matches!(text, "0.0" | ":0")).map(bits).collect();
        let mask = eight_at(&mask, 0);
        Self { pattern, text, kind, head: eight_at(text.as_bytes(), 0) & mask, mask }
    }
}

/// Returns eight bytes from this offset on, padded with zeros.
pub(super) fn eight_at(text: &[u8], at: usize) -> u64 {
    let (rest, push) = (&text[at..], |eight, byte: &u8| eight << 8 | u64::from(*byte));
    rest.first_chunk().map_or_else(|| rest.iter().rfold(0, push), |chunk| u64::from_le_bytes(*chunk))
}

/// The needles by the first two classes of their grams.
static NEEDLES: LazyLock<Vec<Vec<Needle>>> = LazyLock::new(|| {
    let mut needles: Vec<Vec<Needle>> = (0..32 * 32).map(|_| Vec::new()).collect();
    let terms = TERMS.iter().map(|rule| (rule.0, Kind::Term(rule)));
    let rest = GROUPS.iter().flat_map(|(kind, patterns)| patterns.iter().map(|pattern| (*pattern, *kind)));
    for needle in terms.chain(rest).map(|(pattern, kind)| Needle::new(pattern, kind)) {
        needles[gram_of(needle.text.as_bytes()) >> 5].push(needle);
    }
    needles
});

/// Returns the needles that may begin with this gram and these bytes.
pub(super) fn needles(gram: Gram, eight: u64) -> impl Iterator<Item = &'static Needle> {
    NEEDLES[gram >> 5].iter().filter(move |needle| eight & needle.mask == needle.head)
}

#[test]
fn the_reference_lists_every_rule() {
    let page = include_str!("../../docs/sanitizing.md");
    for (kind, patterns) in GROUPS {
        let is_listed = match kind {
            Kind::Marker(name) => page.contains(&format!("* **{name}**: `{}`\n", patterns.join("`, `"))),
            Kind::Shape(name, _) => page.contains(&format!("* **{name}**: ")),
            Kind::Code(prefixes) => prefixes.iter().all(|prefix| page.contains(prefix)),
            _ => patterns.iter().all(|pattern| page.contains(pattern.trim())),
        };
        assert!(is_listed, "{patterns:?}");
    }
    assert!(TERMS.iter().all(|(term, other)| page.contains(&format!("rewrites `{term}` to `{other}`"))));
}
