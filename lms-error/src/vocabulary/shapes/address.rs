//! Addresses, hosts, URLs and paths.

use super::{
    super::code::{is_word, skip},
    run_start,
};

/// What a private top-level domain, or the domain of a cluster, ends a host with.
const INTERNAL: [&str; 7] = [".internal", ".local", ".svc", ".lan", ".corp", ".intranet", "-internal"];

/// Schemes of drivers and of other programs behind a service.
const DRIVERS: [&str; 30] = [
    "amqp",
    "amqps",
    "bolt",
    "cassandra",
    "clickhouse",
    "couchbase",
    "etcd",
    "file",
    "grpc",
    "jdbc",
    "kafka",
    "ldap",
    "ldaps",
    "mariadb",
    "memcached",
    "mongodb",
    "mssql",
    "mysql",
    "nats",
    "neo4j",
    "oracle",
    "postgres",
    "postgresql",
    "redis",
    "rediss",
    "s3",
    "sqlite",
    "sqlserver",
    "tcp",
    "unix",
];

const fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

/// Reads an address of four numbers, and returns them and its end.
fn read_v4(text: &[u8], start: usize) -> Option<([u8; 4], usize)> {
    let (mut parts, mut at) = ([0; 4], start);
    for n in 0..4 {
        if n > 0 {
            at = (text.get(at) == Some(&b'.')).then_some(at + 1)?;
        }
        let end = skip(text, at, |byte| byte.is_ascii_digit());
        parts[n] = std::str::from_utf8(&text[at..end.min(at + 4)]).ok()?.parse().ok()?;
        at = end;
    }
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let is_longer = text.get(at) == Some(&b'.') && text.get(at + 1).is_some_and(goes_on);
    (!is_longer && !text.get(at).is_some_and(goes_on)).then_some((parts, at))
}

fn is_private(parts: [u8; 4]) -> bool {
    matches!(
        parts,
        [0 | 10 | 127, ..] | [100, 64..=127, ..] | [169, 254, ..] | [172, 16..=31, ..] | [192, 168, ..]
    )
}

/// An address is private, or has a port.
pub(super) fn v4(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at + 1, |byte| byte.is_ascii_digit());
    if start > 0 && (bytes[start - 1] == b'.' || is_word(bytes[start - 1])) && bytes[start - 1] != b'_' {
        return None;
    }
    let (parts, end) = read_v4(bytes, start)?;
    let after = text[end..].trim_start_matches(['"', '\'', ')', ' ']);
    let has_port =
        is_port(text.as_bytes(), end) || after.trim_start_matches(',').trim_start().starts_with("port ");
    let is_version = text[..start].ends_with("ersion ");
    (is_private(parts) && !is_version || has_port).then_some((start, end))
}

/// A local address, or one with a port.
pub(super) fn v6(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.';
    let (start, end) = (run_start(bytes, at, is_part), skip(bytes, at, is_part));
    let address: std::net::Ipv6Addr = text[start..end].trim_end_matches('.').parse().ok()?;
    let is_private = matches!(address.segments()[0], 0 | 0xFC00..=0xFDFF | 0xFE80..=0xFEBF);
    let has_port = bytes.get(end) == Some(&b']') && is_port(bytes, end + 1);
    (is_private && at + 2 < end || has_port).then_some((start, end))
}

fn is_port(text: &[u8], at: usize) -> bool {
    text.get(at) == Some(&b':') && text.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// `ledger-pg:5432`: a host of one label, and the port of a known service.
pub(super) fn port(text: &str, at: usize) -> Option<(usize, usize)> {
    const PORTS: [&str; 16] = [
        "1433", "1521", "2181", "2379", "3306", "4222", "5432", "5672", "6379", "8080", "8443", "9042",
        "9092", "9200", "11211", "27017",
    ];
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, is_host);
    let end = skip(bytes, at + 1, |byte| byte.is_ascii_digit());
    let host = &text[start..at];
    let is_label = host.starts_with(|c: char| c.is_ascii_lowercase()) && !host.contains('.');
    (bytes[at] == b':' && is_label && PORTS.contains(&&text[at + 1..end])).then_some((start, end))
}

/// A name that ends in a private domain, or its first label.
pub(super) fn host(text: &str, at: usize, trigger: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let (start, end) = (run_start(bytes, at, is_host), at + trigger.len());
    let after = bytes.get(end).copied().unwrap_or(b' ');
    let is_name = if trigger == "localhost" { start == at } else { start < at };
    (is_name && !is_word(after) && after != b'(').then_some((start, end))
}

/// A URL that leads inside.
pub(super) fn url(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-' | b':');
    let start = run_start(bytes, at, is_scheme);
    let scheme = &text[start..at];
    let ends = |byte: u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b'\\')
    };
    let end = skip(bytes, at + 3, |byte| !ends(byte));
    let authority = &text[at + 3..skip(&bytes[..end], at + 3, |byte| !matches!(byte, b'/' | b'?' | b'#'))];
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let name = host.split(':').next().unwrap_or(host);
    let is_any = |scheme: &str, known: &[&str]| known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_driver = scheme.split(['+', ':']).any(|scheme| is_any(scheme, &DRIVERS));
    let has_credentials = authority.len() > host.len();
    let is_web = is_any(scheme, &["http", "https", "ws", "wss"]);
    let is_one_label = is_web && !name.contains('.') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_internal = INTERNAL.iter().any(|end| {
        let at = name.len().wrapping_sub(end.len());
        name.get(at..).is_some_and(|last| last.eq_ignore_ascii_case(end))
    });
    let is_address = read_v4(name.as_bytes(), 0)
        .is_some_and(|(parts, end)| end == name.len() && (is_private(parts) || host.len() > name.len()));
    (is_driver || has_credentials || is_one_label || is_internal || is_address).then_some((start, end))
}

/// An absolute path, which goes on after its first folder.
pub(super) fn path(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_inner = at > 0 && (is_host(bytes[at - 1]) || bytes[at - 1] == b'/' || !bytes[at - 1].is_ascii());
    let end = skip(bytes, at, |byte| is_host(byte) || byte == b'/');
    (!is_inner).then_some((at, end))
}
