//! Suggestions for mistyped names.

/// Returns the candidate with the smallest edit distance, if that is small, or one that starts with the typed name.
pub(crate) fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let typed = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| match candidate.to_lowercase() {
            // `actix` is short for `actix_web`.
            lower if typed.len() > 3 && lower.starts_with(&typed) => (1, candidate),
            lower => (distance(&typed, &lower), candidate),
        })
        .filter(|(distance, candidate)| match candidate.chars().count() {
            // Every letter is one edit away from every other.
            0 | 1 => *distance == 0,
            len => *distance <= len.div_ceil(3),
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns `, did you mean …`, or an empty string.
pub(crate) fn suggestion<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(typed, candidates).map_or_else(String::new, |name| format!(", did you mean `{name}`"))
}

/// Returns the number of edits (insert, delete, replace, swap two neighbors) between two names.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_corrected_and_another_name_is_not() {
        let names = ["aborted", "not_found", "unavailable"];
        assert_eq!(nearest("abortd", names), Some("aborted"));
        assert_eq!(nearest("not_fuond", names), Some("not_found"));
        assert_eq!(nearest("Unavailable", names), Some("unavailable"));
        assert_eq!(nearest("unav", names), Some("unavailable"));
        assert_eq!(nearest("teapot", names), None);
    }
}
