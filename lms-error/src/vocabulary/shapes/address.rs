//! Addresses, hosts, URLs and paths.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Span, is_dotted, is_word, run_end, run_start};

/// URL schemes of drivers and other internal programs.
#[rustfmt::skip]
const DRIVERS: [&str; 37] = [
    "amqp", "amqps", "bolt", "cassandra", "clickhouse", "couchbase", "etcd", "file", "grpc", "gs", "jdbc", "kafka",
    "ldap", "ldaps", "mariadb", "memcached", "mongodb", "mqtt", "mssql", "mysql", "nats", "neo4j", "oracle", "postgres",
    "postgresql", "pulsar", "redis", "rediss", "s3", "sftp", "smtp", "sqlite", "sqlserver", "ssh", "ssl", "tcp", "unix",
];

/// Finds an IPv4 address that is private or has a port, unless it is the number of a version.
pub(crate) fn v4(text: &str, at: usize, _: usize, _: &mut Option<usize>) -> Span {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at + 1, |byte| byte.is_ascii_digit());
    let is_part = |byte: u8| is_word(byte) || byte == b'.';
    // An address has at most fifteen bytes.
    let end = run_end(&bytes[..bytes.len().min(start + 17)], start, is_part);
    if bytes[..start].last().is_some_and(|byte| is_part(*byte)) {
        return None;
    }
    let token = text[start..end].trim_end_matches('.');
    let (address, end): (Ipv4Addr, _) = (token.parse().ok()?, start + token.len());
    let after = text[end..].trim_start_matches(['"', '\'', ',', ' ']);
    let is_ported = matches!(bytes[end..], [b':', b'0'..=b'9', ..]) || after.starts_with("port ");
    let is_version = text[..start].ends_with("ersion ");
    let is_local = address.is_loopback() || address.is_link_local() || address.is_unspecified();
    ((is_local || address.is_private()) && !is_version || is_ported).then_some((start, end))
}

/// Finds an IPv6 address with a port: `[2001:db8::7]:5432`.
pub(crate) fn v6(text: &str, at: usize, end: usize, _: &mut Option<usize>) -> Span {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, |byte| byte.is_ascii_hexdigit() || byte == b':');
    let is_ported = bytes.get(end).is_some_and(u8::is_ascii_digit) && bytes[..start].ends_with(b"[");
    (is_ported && text[start..at].parse::<Ipv6Addr>().is_ok()).then_some((start, end))
}

/// Finds a host outside of the public domains with its port (`db.prod:8080`, `connected to ledger-db:5432`), or any
/// host with the port of a database or a queue.
pub(crate) fn ported(text: &str, at: usize, _: usize, _: &mut Option<usize>) -> Span {
    const PUBLIC: [&str; 8] = ["app", "bank", "biz", "com", "dev", "info", "net", "org"];
    const PORTS: [u16; 11] = [1433, 1521, 2181, 3306, 5432, 5672, 6379, 9042, 9092, 11211, 27017];
    let bytes = text.as_bytes();
    let (start, end) = (run_start(bytes, at, is_dotted), run_end(bytes, at + 1, is_word));
    let port = text[at + 1..end].parse().ok().filter(|_| end > at + 3 && bytes.get(end) != Some(&b':'))?;
    let name = text[start..at].to_ascii_lowercase();
    let leads = || ["at ", "from ", "on ", "to "].iter().any(|word| text[..start].ends_with(word));
    let is_host = match name.rsplit_once('.') {
        Some((_, end)) if !PUBLIC.contains(&end) => end.len() > 2 && !end.as_bytes()[0].is_ascii_digit(),
        Some(_) => PORTS.contains(&port),
        None => name.contains('-') && leads(),
    };
    is_host.then_some((start, end))
}

/// Finds a name in a private domain.
pub(crate) fn host(text: &str, at: usize, end: usize, _: &mut Option<usize>) -> Span {
    let start = run_start(text.as_bytes(), at, is_dotted);
    let is_local = text.as_bytes()[at].is_ascii_alphabetic();
    let goes_on = text.as_bytes().get(end).is_some_and(|byte| is_word(*byte) || *byte == b'(');
    (is_local == (start == at) && !goes_on).then_some((start, end))
}

/// Finds a URL of a driver, of a host without a domain, or with credentials. [`host`] finds other internal hosts.
pub(crate) fn url(text: &str, at: usize, _: usize, _: &mut Option<usize>) -> Span {
    let bytes = text.as_bytes();
    let start = run_start(bytes, at, |byte| is_dotted(byte) || matches!(byte, b'+' | b':'));
    let scheme = Some(&text[start..at]).filter(|scheme| !scheme.is_empty())?;
    let is_any = |scheme: &str, known: &[&str]| known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_inner = |byte: u8| byte.is_ascii_graphic() && !b"\"'`<>)\\".contains(&byte);
    let is_authority = |byte| is_inner(byte) && !matches!(byte, b'/' | b'?' | b'#');
    let authority = &text[at + 3..run_end(bytes, at + 3, is_authority)];
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let name = host.split(':').next().unwrap_or(host);
    let is_web = is_any(scheme, &["http", "https", "ws", "wss"]);
    let is_one_label = is_web && !name.contains('.') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_driver = scheme.split(['+', ':']).any(|scheme| scheme.len() > 1 && is_any(scheme, &DRIVERS));
    let leads_inside = is_driver || is_one_label || authority.len() > host.len();
    leads_inside.then(|| (start, run_end(bytes, at + 3, is_inner)))
}

/// Finds an absolute path of Unix or Windows, but not the `C:\Users` and the JSON:API pointers of a partner.
pub(crate) fn path(text: &str, at: usize, _: usize, _: &mut Option<usize>) -> Span {
    let bytes = text.as_bytes();
    let start = if bytes[at] == b':' { at.checked_sub(1)? } else { at };
    let is_drive = start == at || bytes[start].is_ascii_alphabetic();
    let is_inner = bytes[..start].last().is_some_and(|b| is_dotted(*b) || *b == b'/' || !b.is_ascii());
    let is_part = |byte: u8| is_dotted(byte) || matches!(byte, b'/' | b'\\' | b':');
    let after = text[at + 1..].trim_start_matches('\\');
    let leads = |own| after.strip_prefix(own).is_some_and(|rest| run_end(rest.as_bytes(), 0, is_dotted) == 0);
    let is_own = ["Users", "data/attributes", "data/relationships"].into_iter().any(leads);
    (is_drive && !is_inner && !is_own).then(|| (start, run_end(bytes, at + 1, is_part)))
}
