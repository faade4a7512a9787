//! The ten lines of Python that partners are shown keep the rules.

use std::process::Command;

/// Each row: the responses, whether the request may be repeated, and the pauses in seconds.
const CHECKS: &str = r#"
def responses(*rows):
    rows = iter(rows)
    class Response:
        def __init__(self, status, code=None, **headers):
            self.status_code, self.ok, self.code = status, status < 400, code
            self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        def json(self):
            return {"code": self.code, "message": ""}
    return lambda: Response(*next(rows)[:2], **(rows_headers.pop(0) if rows_headers else {}))

pauses = []
time.sleep = pauses.append

def check(name, rows, headers, repeatable, expected):
    global rows_headers
    rows_headers = list(headers)
    pauses.clear()
    last = call(responses(*rows), repeatable)
    assert (pauses, last.status_code) == expected, (name, pauses, last.status_code)

down, fault, fine, gone = (503, "unavailable"), (500, "internal"), (200, None), (404, "not_found")
check("success", [fine], [], True, ([], 200))
check("never", [gone], [], True, ([], 404))
check("once", [fault, fault], [], True, ([0.5], 500))
check("once, then unavailable", [fault, down], [], True, ([0.5], 503))
check("backoff", [down, down, down, down], [], True, ([0.5, 1.0, 2.0], 503))
check("backoff until it works", [down, fine], [], True, ([0.5], 200))
check("unsafe", [down], [], False, ([], 503))
check("retry-after", [down, fine], [{"retry_after": "30"}], True, ([30.0], 200))
check("long retry-after", [down], [{"retry_after": "121"}], True, ([], 503))
print("kept")
"#;

#[test]
fn the_python_of_the_page_keeps_the_rules() {
    let script = format!("{}{CHECKS}", include_str!("../../lms-error/docs/retry.py"));
    let Ok(output) = Command::new("python3").arg("-c").arg(script).output() else {
        eprintln!("skipped: there is no python3 here");
        return;
    };
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "kept\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
