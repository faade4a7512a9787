//! The codes of responses by their status alone.

use http::StatusCode;

use crate::Code;

/// Returns the code for a status. `docs/upstream.md` has the same table.
pub(super) fn code(status: StatusCode) -> Code {
    match status.as_u16() {
        400 => Code::InvalidArgument,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::NotFound,
        409 | 423 => Code::Aborted,
        425 | 429 | 502..=504 => Code::Unavailable,
        _ => Code::Internal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_table_is_correct() {
        let docs = include_str!("../../docs/upstream.md");
        let (_, table) = docs.split_once("\n| status | code |\n|---|---|\n").expect("the table is there");
        let (mut rows, mut published) = (table.lines(), std::collections::BTreeMap::new());
        let mut others = None;
        for row in rows.by_ref().take_while(|line| line.starts_with('|')) {
            let mut cells = row.trim_matches('|').split('|').map(str::trim);
            let (statuses, code) = (cells.next().expect("statuses"), cells.next().expect("a code"));
            let code: Code = code.trim_matches('`').parse().expect("a code");
            match statuses {
                "all others" => others = Some(code),
                _ => published.extend(statuses.split(", ").map(|status| (status.to_owned(), code))),
            }
        }
        assert_eq!(published.len(), 11);
        for status in 100..1000 {
            let status = StatusCode::from_u16(status).expect("a status");
            assert_eq!(published.get(status.as_str()).copied().or(others), Some(code(status)), "{status}");
        }
    }
}
