//! The Python that the page shows to partners keeps the rules.

use std::process::Command;

/// Each row: the responses, whether the request may be repeated, the pauses in seconds, and the last response.
const CHECKS: &str = r#"
class Response:
    def __init__(self, status, **headers):
        self.status_code = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

pauses = []
time.sleep = pauses.append
time.time = lambda: 784_111_777.0
random.uniform = lambda least, most: {1: least}[least]

def check(name, steps, repeatable, expected, last):
    steps = iter(steps)
    pauses.clear()
    def send():
        step = next(steps)
        if isinstance(step, OSError):
            raise step
        return step
    try:
        status = call(send, repeatable).status_code
    except OSError:
        status = None
    assert (pauses, status, next(steps, None)) == (expected, last, None), (name, pauses, status)

down, fault, fine, broken = Response(503), Response(500), Response(200), ConnectionResetError()
check("success", [fine], True, [], 200)
for status in (301, 400, 401, 403, 404, 409, 422, 499):
    check("never", [Response(status)], True, [], status)
check("once", [fault, fault], True, [0.5], 500)
check("once, for any other 5xx", [Response(520), Response(520)], True, [0.5], 520)
check("once, then unavailable", [fault, down], True, [0.5], 503)
check("once, then no response", [fault, broken], True, [0.5], None)
check("backoff", [down, down, down, down], True, [0.5, 1, 2], 503)
for status in (408, 425, 429, 502, 503, 504):
    check("backoff until it works", [Response(status), fine], True, [0.5], 200)
check("backoff, then once", [down, fault, down], True, [0.5, 1], 503)
check("no response", [broken, broken, broken, broken], True, [0.5, 1, 2], None)
check("no response, then success", [broken, fine], True, [0.5], 200)
check("unsafe", [down], False, [], 503)
check("unsafe, internal", [fault], False, [], 500)
check("unsafe, no response", [broken], False, [], None)
check("replayed", [Response(503, x_served_from_cache="true")], True, [], 503)
check("replayed internal", [Response(500, idempotent_replayed="true")], True, [], 500)
for value, expected in [
    ("30", 30), ("0", 0.5), ("120", 120), ("banana", 0.5), ("-1", 0.5), ("²", 0.5), ("", 0.5),
    ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sun, 06 Nov 1994 08:49:37 GMT", 0.5), ("Mon, 99", 0.5),
]:
    check(value, [Response(503, retry_after=value), fine], True, [expected], 200)
for value in ("121", "9" * 5_000, "Sun, 06 Nov 1994 08:51:38 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"):
    check(value, [Response(503, retry_after=value)], True, [], 503)
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
