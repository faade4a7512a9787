//! The published contract, OpenAPI document and documentation page match the service.

mod conformance;
mod service;

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use customers_api::error::CATALOG;
use lms_error::Code;
use service::{document, started};

#[test]
fn the_catalog_is_fit_for_partners() {
    lms_error::testing::catalog(&CATALOG);
}

#[test]
fn the_page_is_current() {
    CATALOG.page().assert_current("docs/errors.mdx");
}

#[test]
fn the_lock_is_current() {
    CATALOG.lock().assert_current("errors.lock");
}

/// The Python package `openapi-spec-validator`. `LMS_ERROR_PYTHON` names an interpreter that has it.
#[test]
fn the_document_is_valid_to_the_openapi_spec_validator() {
    const SCRIPT: &str =
        "import json, sys\nfrom openapi_spec_validator import validate\nvalidate(json.load(sys.stdin))\n";
    let python = env::var("LMS_ERROR_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let import = ["-c", "import openapi_spec_validator"];
    let has_package = Command::new(&python).args(import).stderr(Stdio::null()).status();
    if !has_package.is_ok_and(|status| status.success()) {
        return skipped(&format!(
            "{python} has no openapi-spec-validator (pip install openapi-spec-validator)"
        ));
    }
    let file = folder("document").join("openapi.json");
    fs::write(&file, document().to_string()).expect("it can be written");
    let stdin = fs::File::open(&file).expect("it was written");
    let output = Command::new(python).args(["-c", SCRIPT]).stdin(stdin).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Loads the documentation page in a headless browser. `CHROMIUM` is the path of the browser.
#[test]
fn a_browser_shows_the_seven_codes() {
    let Some(browser) = browser() else {
        return skipped("there is no chromium (apt-get install chromium)");
    };
    let address = started();
    let profile = folder("browser");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom"])
        .args(["--virtual-time-budget=20000", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("http://{address}/docs/"))
        .output()
        .expect("it runs");
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(page.contains("Creates a customer."), "{page}{}", String::from_utf8_lossy(&output.stderr));
    for code in Code::ALL {
        assert!(page.contains(&format!("<code>{code}</code>")), "{code} is not on the page");
    }
}

fn browser() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)));
    named.into_iter().chain(found).find(|path| path.is_file())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

/// Writes to standard error directly, because the test harness captures `eprintln!`.
fn skipped(reason: &str) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let _ = writeln!(std::io::stderr().lock(), "SKIPPED {test}: {reason}");
}
