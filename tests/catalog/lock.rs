//! The meaning of changes in a lock.

use lms_error::catalog::lock::{Class, diff};

use crate::service::CATALOG;

const HEADER: &str = "# errors.lock 1, written by a test\n";

/// Returns a lock of these lines, which need not be sorted.
fn lock(lines: &[&str]) -> String {
    let mut lines = lines.to_vec();
    if !lines.iter().any(|line| line.starts_with("service ")) {
        lines.push("service lms");
    }
    lines.sort_unstable();
    format!("{HEADER}{}\n", lines.join("\n"))
}

/// Returns the changes as `class place: what`.
fn changes(old: &[&str], new: &[&str]) -> Vec<String> {
    let diff = diff(&lock(old), &lock(new)).expect("both are locks");
    diff.changes().iter().map(|change| format!("{} {change}", change.class())).collect()
}

#[test]
fn a_lock_has_a_sorted_line_for_each_variant() {
    let expected = r#"# errors.lock 1, written by a test
ApiError::Auth transparent AuthError
ApiError::Busy unavailable retry-after computed text "Service is temporarily unavailable"
ApiError::Closed unavailable retry-after 3600 text "closed until 6 o'clock"
ApiError::Failed internal text "Unexpected upstream failure"
ApiError::Invalid invalid_argument list
ApiError::Limit invalid_argument field "loans[{row}].amount" text "must be at most {limit}"
ApiError::Locked aborted text "locked"
ApiError::NoSuchClient not_found text "Customer with id {id} does not exist"
ApiError::NoSuchOffice not_found text "no {office} | *{value}* <{value}> `{value}`"
AuthError::Missing unauthenticated text "Missing token"
AuthError::ReadOnly permission_denied text "Read only"
service lms
"#;
    let lock = CATALOG.lock().to_string();
    assert_eq!(lock, expected);
    assert_eq!(diff(&lock, &lock).expect("it is a lock").changes(), []);
}

#[test]
fn another_code_is_breaking() {
    assert_eq!(
        changes(
            &[r#"A::X not_found text "x""#, r#"A::Y aborted text "y""#],
            &[r#"A::X aborted text "other""#, r#"A::Y aborted text "y""#],
        ),
        ["breaking A::X: code not_found -> aborted"]
    );
}

#[test]
fn a_changed_or_removed_field_is_breaking() {
    let old = [r#"A::X invalid_argument field "office" text "x""#, r#"A::Y aborted text "y""#];
    let with = |line: &'static str| [line, r#"A::Y aborted text "y""#];
    let new = with(r#"A::X invalid_argument field "branch" text "x""#);
    assert_eq!(changes(&old, &new), ["breaking A::X: field office -> field branch"]);
    assert_eq!(changes(&old, &with("A::X invalid_argument list")), ["breaking A::X: field office -> list"]);
    assert_eq!(changes(&with("A::X invalid_argument list"), &old), ["breaking A::X: list -> field office"]);
    assert_eq!(changes(&old, &[r#"A::Y aborted text "y""#]), ["breaking A::X: field office is gone"]);
    // Unless another error still has it.
    let twice = [old[0], r#"B::Z invalid_argument field "office" text "z""#];
    assert_eq!(changes(&twice, &twice[1..]), ["compatible A::X: is gone"]);
}

#[test]
fn a_text_that_became_a_list_or_the_reverse_is_breaking() {
    let (text, list) = (r#"A::X aborted text "x""#, "A::X invalid_argument list");
    assert_eq!(changes(&[text], &[list]), ["breaking A::X: code aborted -> invalid_argument"]);
    assert_eq!(changes(&[list], &[text]), ["breaking A::X: code invalid_argument -> aborted"]);
}

#[test]
fn a_code_that_the_enum_never_gave_is_risky() {
    let old = [r#"A::X aborted text "x""#, r#"B::Y not_found text "y""#];
    let with = |line: &'static str| [old[0], old[1], line];
    assert_eq!(
        changes(&old, &with(r#"A::New not_found text "new""#)),
        ["risky A::New: code not_found is new for A"]
    );
    assert_eq!(
        changes(&old, &with(r#"A::New aborted text "new""#)),
        [r#"compatible A::New: is new: aborted text "new""#]
    );
    assert_eq!(changes(&old, &with("A::New transparent B")), ["risky A::New: code not_found is new for A"]);
    // A variant that moved brings its code along.
    assert_eq!(
        changes(&old, &[r#"B::X aborted text "x""#, old[1]]),
        ["risky B::X: code aborted is new for B", "compatible B::X: was A::X"]
    );
    // The enum that has the new variant reports it, and not every one that leads there.
    let old = ["A::X transparent B", r#"B::Y not_found text "y""#];
    assert_eq!(
        changes(&old, &[old[0], old[1], r#"B::Z internal text "z""#]),
        ["risky B::Z: code internal is new for B"]
    );
}

#[test]
fn retry_after_may_be_added_or_changed_but_not_removed() {
    let (none, fixed, more, computed) = (
        r#"A::X unavailable text "x""#,
        r#"A::X unavailable retry-after 30 text "x""#,
        r#"A::X unavailable retry-after 60 text "x""#,
        r#"A::X unavailable retry-after computed text "x""#,
    );
    assert_eq!(changes(&[fixed], &[none]), ["risky A::X: retry-after 30 is gone"]);
    assert_eq!(changes(&[computed], &[none]), ["risky A::X: retry-after computed is gone"]);
    assert_eq!(changes(&[none], &[fixed]), ["compatible A::X: retry-after 30 is new"]);
    assert_eq!(changes(&[fixed], &[more]), ["compatible A::X: retry-after 30 -> 60"]);
}

#[test]
fn a_renamed_service_is_risky() {
    assert_eq!(changes(&["service lms"], &["service cards"]), ["risky service: renamed lms -> cards"]);
    assert_eq!(
        changes(&["service lms"], &["service lms", "service cards"]),
        ["compatible service: cards is new"]
    );
}

#[test]
fn an_enum_of_another_service_is_risky() {
    let old = [r#"A::X aborted text "x""#, r#"B::Y aborted text "y""#];
    let new =
        [r#"A::X@cards aborted text "x""#, r#"B::Y@lms aborted text "y""#, "service cards", "service lms"];
    assert_eq!(
        changes(&old, &new),
        ["risky A::X@cards: service lms -> cards", "compatible service: cards is new"]
    );
    assert_eq!(
        changes(&[old[0], old[1], "service old"], &[new[0], new[1], "service cards", "service lms"]),
        // Either of the two may be the renamed one, so both are risky.
        [
            "risky B::Y@lms: service old -> lms",
            "risky service: renamed old -> cards",
            "compatible service: lms is new"
        ]
    );
}

#[test]
fn the_name_of_a_hole_is_no_part_of_a_field() {
    let old = [r#"A::X invalid_argument field "loans[{row}].amount" text "x""#];
    let new = [r#"A::X invalid_argument field "loans[{n}].amount" text "x""#];
    assert_eq!(
        changes(&old, &new),
        ["compatible A::X: field loans[{row}].amount -> field loans[{n}].amount"]
    );
    let moved = [r#"B::Y invalid_argument field "loans[{n}].amount" text "y""#];
    assert_eq!(
        changes(&old, &moved),
        [
            "compatible A::X: is gone",
            r#"compatible B::Y: is new: invalid_argument field "loans[{n}].amount" text "y""#
        ]
    );
}

#[test]
fn another_name_does_not_hide_another_code() {
    assert_eq!(
        changes(&[r#"A::Old not_found text "x""#], &[r#"A::New aborted text "x""#]),
        ["breaking A::New: code not_found -> aborted", "compatible A::New: was A::Old"]
    );
}

#[test]
fn a_variant_that_becomes_open_is_risky() {
    let old = [r#"A::X aborted text "x""#, "A::Y transparent B", r#"B::Z aborted text "z""#];
    assert_eq!(changes(&old, &["A::X open", old[1], old[2]]), ["risky A::X: open: it may be any error now"]);
    assert_eq!(changes(&old, &[old[0], "A::Y open", old[2]]), ["risky A::Y: open: it may be any error now"]);
    assert_eq!(
        changes(&old, &[old[0], old[1], old[2], "A::New open"]),
        ["risky A::New: open: it may be any error now"]
    );
    assert_eq!(changes(&["A::X open"], &[old[0]]), ["compatible A::X: open -> code aborted"]);
}

#[test]
fn renames_are_paired() {
    // A variant, also with another text.
    let body = r#"aborted text "x""#;
    let other = r#"not_found text "y""#;
    assert_eq!(
        changes(
            &[&format!("A::Old {body}"), &format!("A::Y {other}")],
            &[&format!("A::New {body}"), &format!("A::Y {other}")]
        ),
        ["compatible A::New: was A::Old"]
    );
    assert_eq!(
        changes(&[r#"A::Old aborted text "x""#], &[r#"A::New aborted text "z""#]),
        [r#"compatible A::New: text "x" -> "z""#, "compatible A::New: was A::Old"]
    );
    // An enum, also with one variant more, and what leads there.
    let old = ["A::In transparent Old", r#"Old::X aborted text "x""#, r#"Old::Y not_found text "y""#];
    let new = ["A::In transparent New", r#"New::X aborted text "x""#, r#"New::Y not_found text "y""#];
    assert_eq!(changes(&old, &new), ["compatible New::X: was Old::X", "compatible New::Y: was Old::Y"]);
    let more = [new[0], new[1], new[2], r#"New::Z internal text "z""#];
    assert_eq!(
        changes(&old, &more),
        [
            "risky New::Z: code internal is new for New",
            "compatible New::X: was Old::X",
            "compatible New::Y: was Old::Y"
        ]
    );
    // A second enum of the same name puts the module into the first one's lines.
    assert_eq!(
        changes(
            &[r#"Error::X aborted text "x""#],
            &[r#"a::Error::X aborted text "x""#, r#"b::Error::Z aborted text "z""#]
        ),
        ["compatible a::Error::X: was Error::X", r#"compatible b::Error::Z: is new: aborted text "z""#]
    );
    // A breaking change of the pair is still found.
    assert_eq!(
        changes(
            &old[1..],
            &[r#"New::X aborted text "x""#, r#"New::Y aborted text "y""#, r#"New::W aborted text "w""#]
        ),
        [
            "breaking New::Y: code not_found -> aborted",
            r#"compatible New::W: is new: aborted text "w""#,
            "compatible New::X: was Old::X",
            "compatible New::Y: was Old::Y",
        ]
    );
}

#[test]
fn a_variant_that_now_comes_from_an_inner_error_keeps_its_code() {
    let old = [r#"A::X aborted text "x""#, r#"B::Y aborted text "y""#, r#"C::Z internal text "z""#];
    assert_eq!(
        changes(&old, &["A::X transparent B", old[1], old[2]]),
        ["compatible A::X: code aborted -> transparent B"]
    );
    assert_eq!(
        changes(&old, &["A::X transparent C", old[1], old[2]]),
        ["breaking A::X: code aborted -> transparent C", "risky A::X: code internal is new for A"]
    );
}

#[test]
fn the_table_for_a_pull_request_begins_with_the_worst_change() {
    let old = [r#"A::V not_found text "v | v""#, r#"A::X aborted text "x""#];
    let new = [r#"A::V not_found text "w""#, r#"A::X not_found text "x""#, "A::Y open"];
    let diff = diff(&lock(&old), &lock(&new)).expect("both are locks");
    let expected = "\
| | Error | Change | Reason |
|---|---|---|---|
| **breaking** | `A::X` | code aborted -> not_found |  |
| risky | `A::Y` | open: it may be any error now |  |
| compatible | `A::V` | text \"v \\| v\" -> \"w\" |  |

A breaking change needs a reason, in a line of the lock:
approve A::X: code aborted -> not_found because …
";
    assert_eq!(diff.to_string(), expected);
    assert_eq!(
        diff.unapproved().map(ToString::to_string).collect::<Vec<_>>(),
        ["A::X: code aborted -> not_found"]
    );
    assert_eq!(diff.changes()[0].class(), Class::Breaking);
}

#[test]
fn a_reason_approves_the_change_that_it_names_and_no_other() {
    let new = lock(&[r#"A::X not_found text "x""#, r#"A::Y not_found text "y""#]);
    let with = |approvals: &str| {
        let old = lock(&[r#"A::X aborted text "x""#, r#"A::Y aborted text "y""#]);
        let diff = diff(&format!("{old}{approvals}"), &new).expect("both are locks");
        let unapproved: Vec<_> = diff.unapproved().map(ToString::to_string).collect();
        (unapproved, diff.unmatched().to_vec())
    };
    let (x, y) = ("A::X: code aborted -> not_found", "A::Y: code aborted -> not_found");
    assert_eq!(with(""), (vec![x.to_owned(), y.to_owned()], vec![]));
    assert_eq!(with(&format!("approve {x} because so\n")), (vec![y.to_owned()], vec![]));
    let same_twice = format!("approve {x} because so\napprove {x} because so\n");
    assert_eq!(with(&same_twice), (vec![y.to_owned()], vec![x.to_owned()]));
    let others = "approve A::X: code aborted -> internal because so\napprove A because so\napprove everything because so\n";
    let (unapproved, unmatched) = with(others);
    assert_eq!(unapproved, [x, y]);
    assert_eq!(unmatched, ["A::X: code aborted -> internal", "A", "everything"]);
}

#[test]
fn a_file_that_is_no_lock_is_not_compared() {
    let good = lock(&[r#"A::X aborted text "x""#]);
    for bad in
        ["", "A::X aborted\n", "<html>", &good.replace("service lms\n", ""), &good.replace("text", "texts")]
    {
        assert!(diff(bad, &good).is_err(), "{bad}");
        assert!(diff(&good, bad).is_err(), "{bad}");
    }
    let error = diff(&good.replace("text", "texts"), &good).expect_err("a line is garbled");
    assert_eq!(error.to_string(), r#"is no lock: line 2 cannot be read: `A::X aborted texts "x"`"#);
}
