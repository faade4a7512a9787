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
    /// A prefix of globalisation codes.
    Code,
    Keep,
    /// A part of the upstream's own prefix.
    Status,
    /// The words before a code.
    DueTo,
}

/// The texts that are searched for. In a marker, `^` is the start of a word, `$` is its end, and `=` at the front makes
/// the marker case-sensitive. A `0` is any digit. The search looks for what follows `|`, as it would stop at the first
/// letters too often; they are compared afterwards.
#[rustfmt::skip]
pub(super) const GROUPS: &[(Kind, &[&str])] = &[
    (Kind::Term(&TERMS[0]), &[TERMS[0].0]),
    (Kind::Code, &["error|.msg", "err|.msg", "validation|.msg"]),
    (Kind::Keep, &["m_pesa"]), // A means of payment, not a table.
    (Kind::Status, &["stat|us="]),
    (Kind::DueTo, &["data validation due |to: "]),
    (Kind::Marker("the LMS and its tenants"), &[
        "fineract", "mifos", "^lms-", "tenantIdentifier", "tenantId", "^tenant identifier", "^tenant connection",
        "^tenant details were passed", "^tenant_default", "^tenant_id", "^tenant_server_connections", "^tenant-id",
        "^tenant store", "^tenant database",
    ]),
    (Kind::Marker("tables and constraints"), &[
        "^m_", "^batch_job_", "^c_account_", "^c_cache", "^c_configuration", "^c_external_event", "bas|echangelog",
        "^j|ob_run_history", "^oauth_client_details", "^oauth_access_token", "^p|pi_", "^qrtz_", "t_audit_table",
        "^rpt_", "^twofactor_", "^x_table_", "^x_registered_table", "^glim_accounts", "^gsim_accounts", "a|cc_gl_",
        "a|cc_accounting_", "a|cc_product_", "a|cc_rule", "^r_enum_value", "str|etchy_", "^FK_", "^UNQ_", "^UQ_",
        "=_UNIQUE", "fo|reign key$", "unique constraint", "key constraint fails", "const|raint failed:",
        "violates check constraint", "violates not-null", "a child row", "a parent row", "fo|r key '", "detail: key (",
        "const|raint violation", "Const|raintViolation", "tr|uncation:", "issue with resour|ce:", "duplicate key value",
        "unknown column '", "unknown database '", "data|base \"", "no such table", "no such index",
        "unconfigured table", "col|umn type", "col|umn name:", ")=(", "retrieving column", "decoding column",
        "no such column", "no column found", "r|eferenced column", "table with name", "^keyspace ",
    ]),
    (Kind::Marker("SQL and its drivers"), &[
        "^SQL$", "^SQLSTATE", "^JDBC", "^JPA$", "^MySQL", "^Mar|iaDB", "^po|stgres$", "^po|stgresql", "^HikariCP",
        "^HikariDataSource", "^HikariPool", "^hibernate.", "^hibernate_", "=^Hibernate", "^eclipselink", "=tyManager",
        "=JpaRepository", "execute batch", "execute query", "execute statement", "extract Resul|tSet",
        "prepare sta|tement", "initia|lize proxy", "serialize ac|cess", "at or |near \"", "\": syntax error",
        "too long for type", "input syntax for", "permission d|enied for table", "permission d|enied for relation",
        "permission d|enied for schema", "deadlock detected", "deadlock found when", "lock w|ait timeout",
        "sta|tement due to", "current transaction is a|borted", "a|uthentication failed for user \"",
        "l|ogin failed for user '", "' do|esn't have a default value", "d|enied for user '", "dup key: {",
        "host name \"", "addre|ss=(host", "HostAddress{", "col|umn count doesn't match", "after c|onnection closed",
        "inner join ", "left join ", "^alter| table ", "^create| table ", "^drop| table ", "^truncate| table ",
        "table or view", "'field |list'", "^ORA-0", "rollback-only", "unsaved-value", "unsaved transient",
        "detached entity", "lazily initialize", "null or transient value", "com|munications link failure", "(conn=",
        "mongo:", "mongodb:", "amqp:", "^r|edis$", "^k|afka$", "^rabbitmq", "c|onnection to server at", "^pg_",
        "open database file", "relation «", "relation »", "relación «", "relação \"", "relazione \"", "отношени|е \"",
        "关系 \"", "リレーション\"", "릴레이션", "viola restricci", "viola a restri", "vinc|olo univoco", "la contrainte",
        "-constraint »", "ограничение| уник", "唯一约束", "一意性制約", "clef '", "clave '", "chiave '", "Sc|hlüssel '",
        "T|abelle '", "tab|la '", "t|abella '", "t|abela '", "permission d|enied for function", "input value for enum",
        "object name '", "execute command {", "^Sha|reLock", "topic or partition", "fr|om-clause", "syntax near '",
        "topology: {", "{address=", "prepared sta|tement \"",
    ]),
    (Kind::Marker("classes and stack frames"), &[
        "^java.io.", "^java.lang", "^java.math", "^java.net.", "^java.nio.", "^java.security", "^java.sql",
        "^java.text.", "^java.time", "^java.util", "^javax.", "^jakarta.el", "^jakarta.json", "^jakarta.mail",
        "^jakarta.persistence", "^jakarta.servlet", "^jakarta.transaction", "^jakarta.validation", "^jakarta.ws",
        "^jakarta.xml", "^org.apache.", "^org.springframework.", "^org.hibernate.", "^org.postgresql.", "^org.mariadb.",
        "^org.eclipse.", "^co|m.google.", "^co|m.fasterxml.", "^co|m.sun.", "^co|m.mysql.", "^co|m.zaxxer.",
        "^io.netty.", "^io.grpc.", "^kotlin.", "^java/lang/", ".java)", ".kt)", "(Native Method)", "(Unknown Source)",
        "nested exception is", "com|mon frames omitted", "no enum constant", "cast to class", "in|voke \"",
        "out o|f bounds for length", "input string: \"", "java heap space", "unrecognized field \"", "t deserial|ize",
        "[Source: (", "creating |bean", "quali|fying bean", "re|solve placeholder", "Apache Tomcat",
        "Whi|telabel Error", "=T_OBJECT", "=Servic|eImpl", "=yWrapper", "=EnhancerBy", "=$P|roxy", "^ser|vlet",
        "] |during [", "Tra|ceback (most", "goroutine ", "expected st|ruct ", "w|hile rendering '",
        "config|uration property", "ba|cktrace:", "config|uration file \"", "config|uration field \"", ".py\", line ",
        "panicked", "\" because \"", "a|rray because \"", "(reading '", "ENOENT", "[Errno ", "left == right",
        "nil pointer", "o|bject reference not", "body is missing: public",
    ]),
    (Kind::Marker("infrastructure"), &[
        "os error ", "url (", "<html", "<!doctype", "<head>", "<title>", "=^AKIA", "sk_live_", "sk_test_", "password=",
        "passwd=", "pwd=", "secret=", "token=", "api_key=", "api-key=", "apikey=", "s_key=", "^::1", "^fe80::",
        "-----BEGIN ", "=^eyJ", "^bearer ey", "^authorization: b", "\"password\":", "\"pass\":", "\"secret\":",
        "\"apikey\":", "_token\":", ".rds.amazonaws.", ".cache.amazonaws.", "lookup address", "getaddrinfo ",
        "environment variable", "=BASE_URL", "=_PASSWORD$", "arn:aws", ",dc=", "^vhost", "^NoSuchBucket", "=Key=",
        "^s|ig=", "X-Amz-", ".database.windows.net", ",ou=", "dn: \"", "con|nrefused", "(host='", "<?xml",
        "host, port:", "=(Service: ", "l|oad balancer", "nodename nor", "LdapErr", "circuit breaker", "circuitbreaker",
        "rpc error:", "u|pstream connect", "m:serviceacc",
    ]),
    (Kind::Shape("a URL of an internal host or of a driver, or with credentials", address::url), &["://"]),
    (Kind::Shape("a private or ported address", address::v4), &["0.0"]),
    (Kind::Shape("a private or ported address", address::ported), &[":0"]),
    (Kind::Shape("a private or ported address", address::v6), &["]:"]),
    // Within a whole prefix, no shape is looked for.
    (Kind::Shape("a prefix that was cut", |text, at, end, _| text[..at].ends_with(char::is_numeric).then_some((at, end))),
        &[" cod|e=\""]),
    (Kind::Shape("a code without a prefix", program::bare_code), &[".be.", ".has.", ".is.", ".must.", ".not.", "ot."]),
    (Kind::Shape("a line of a source file", program::source_line), &[":0"]),
    (Kind::Shape("a path of code", program::scope), &["::"]),
    (Kind::Shape("an internal host name", address::host),
        &["loc|alhost", ".internal", "-internal", ".local", ".svc", ".lan", ".corp", ".intranet"]),
    (Kind::Shape("a path of a server", address::path),
        &["/etc/", "/var/", "/usr/", "/home/", "/opt/", "/tmp/", "/root/", "/srv/", "/proc/", "/mnt/", "/run/", "/app/",
          "/data/", "~/", ":\\"]),
    (Kind::Shape("the name of a class", program::class), &["Ex|ception", "Error", "Ser|vice", "Con|troller"]),
    (Kind::Shape("debug output", program::debug), &[" { ", "(\""]),
    (Kind::Shape("an SQL statement", sql::statement), &["select ", " from ", "i|nsert into ", "delete from ", "update "]),
    (Kind::Shape("an object of a database", sql::object),
        &["table ", "col|umn ", "relation ", "const|raint ", "index ", "role ", "sc|hema "]),
    (Kind::Shape("an identifier of a database", sql::quoted), &["«", "»", "„"]),
];

/// The grams of the parts that are searched for.
pub(super) static GRAMS: Grams<1024> = {
    let (mut grams, mut group) = (Grams::NONE, 0);
    while group < GROUPS.len() {
        let mut n = 0;
        while n < GROUPS[group].1.len() {
            let (_, part) = parts_of(GROUPS[group].1[n]);
            grams = grams.with(part, if part.len() < 3 { part.len() } else { 3 });
            n += 1;
        }
        group += 1;
    }
    grams
};

/// Returns the text of a pattern without its signs: the part before `|`, and the part that is searched for.
pub(super) const fn parts_of(pattern: &str) -> (&str, &str) {
    let bytes = pattern.as_bytes();
    let from = if let [b'=', b'^', ..] = bytes { 2 } else { matches!(bytes, [b'=' | b'^', ..]) as usize };
    let to = bytes.len() - matches!(bytes, [.., b'$']) as usize;
    let (mut part, mut n) = (from, from);
    while n < to {
        n += 1;
        part = if bytes[n - 1] == b'|' { n } else { part };
    }
    (slice(pattern, from, part - (part > from) as usize), slice(pattern, part, to))
}

/// A text that is searched for.
pub(super) struct Needle {
    pub(super) pattern: &'static str,
    pub(super) text: String,
    pub(super) kind: Kind,
    /// The length of the part that is not searched for.
    pub(super) before: usize,
    /// The first bytes of the part that is searched for, at most eight, and the bits of them that count.
    head: u64,
    mask: u64,
}

impl Needle {
    fn new(pattern: &'static str, kind: Kind) -> Self {
        let (before, part) = parts_of(pattern);
        let bits = |byte: u8| if byte == b'0' { 0xF0 } else { !(u8::from(byte.is_ascii_alphabetic()) << 5) };
        let mask = eight_at(&part.bytes().map(bits).collect::<Vec<u8>>(), 0);
        let head = eight_at(part.as_bytes(), 0) & mask;
        Self { pattern, text: [before, part].concat(), kind, before: before.len(), head, mask }
    }
}

/// Returns eight bytes from this offset on, padded with zeros.
pub(super) fn eight_at(text: &[u8], at: usize) -> u64 {
    let (rest, push) = (&text[at..], |eight, byte: &u8| eight << 8 | u64::from(*byte));
    rest.first_chunk().map_or_else(|| rest.iter().rfold(0, push), |chunk| u64::from_le_bytes(*chunk))
}

/// Returns the needles that may begin with this gram and these bytes.
pub(super) fn needles(gram: Gram, eight: u64) -> impl Iterator<Item = &'static Needle> {
    /// By the first two classes of their grams.
    static NEEDLES: LazyLock<Vec<Vec<Needle>>> = LazyLock::new(|| {
        let mut needles: Vec<Vec<Needle>> = (0..32 * 32).map(|_| Vec::new()).collect();
        for (kind, patterns) in GROUPS {
            for needle in patterns.iter().map(|pattern| Needle::new(pattern, *kind)) {
                needles[gram_of(&needle.head.to_le_bytes()) >> 5].push(needle);
            }
        }
        needles
    });
    NEEDLES[gram >> 5].iter().filter(move |needle| eight & needle.mask == needle.head)
}

#[test]
fn the_reference_lists_every_rule() {
    let page = include_str!("../../docs/sanitizing.md");
    for (kind, patterns) in GROUPS {
        let patterns = patterns.join("`, `").replace('|', "");
        let is_listed = match kind {
            Kind::Marker(name) => page.contains(&format!("* **{name}**: `{patterns}`\n")),
            Kind::Shape(name, _) => page.contains(&format!("* **{name}**: ")),
            _ => patterns.split("`, `").all(|pattern| page.contains(pattern.trim())),
        };
        assert!(is_listed, "{patterns}");
    }
    assert!(TERMS.iter().all(|(term, other)| page.contains(&format!("rewrites `{term}` to `{other}`"))));
}
