//! The partner's page.

use lms_error::{Code, LmsError, Policy, Vocabulary, catalog};
use markdown::{Constructs, ParseOptions, mdast::Node, to_mdast};

use crate::service::CATALOG;

fn mdx() -> Constructs {
    Constructs { gfm_table: true, ..Constructs::mdx() }
}

fn parse(text: &str, constructs: Constructs) -> Node {
    to_mdast(text, &ParseOptions { constructs, ..ParseOptions::default() }).expect("it is a page")
}

/// Returns the rows of the table after a heading, each cell as plain text.
fn rows(page: &Node, heading: &str) -> Vec<Vec<String>> {
    let nodes = page.children().expect("a page has nodes");
    let at = nodes.iter().position(|node| matches!(node, Node::Heading(_)) && node.to_string() == heading);
    let after = &nodes[at.expect("the heading is there")..];
    let table = after.iter().find(|node| matches!(node, Node::Table(_))).expect("the table is there");
    let rows = table.children().expect("a table has rows").iter().skip(1);
    rows.map(|row| row.children().expect("a row has cells").iter().map(ToString::to_string).collect())
        .collect()
}

fn kinds(node: &Node, found: &mut Vec<String>) {
    if let Node::MdxFlowExpression(expression) = node {
        found.push(expression.value.clone());
    }
    if matches!(
        node,
        Node::MdxTextExpression(_)
            | Node::MdxJsxFlowElement(_)
            | Node::MdxJsxTextElement(_)
            | Node::MdxjsEsm(_)
            | Node::Html(_)
    ) {
        found.push(format!("{node:?}"));
    }
    for child in node.children().into_iter().flatten() {
        kinds(child, found);
    }
}

#[test]
fn a_page_is_mdx_without_any_expression_but_its_markers() {
    let page = parse(&CATALOG.page().mdx().to_string(), mdx());
    let mut found = Vec::new();
    kinds(&page, &mut found);
    assert_eq!(found, ["/* lms-error: begin */", "/* lms-error: end */"]);
}

#[test]
fn every_text_is_read_as_the_partner_reads_it() {
    let markdown = parse(&CATALOG.page().to_string(), Constructs::gfm());
    let mdx = parse(&CATALOG.page().mdx().to_string(), mdx());
    let messages = [
        ["unauthenticated", "Missing token", ""],
        ["unauthenticated", "Missing, invalid or expired token", ""],
        ["permission_denied", "Read only", ""],
        ["permission_denied", "Caller lacks permission for this resource", ""],
        ["not_found", "Customer with id {id} does not exist", ""],
        ["not_found", "no {office} | *{value}* <{value}> `{value}`", ""],
        ["not_found", "Resource does not exist", ""],
        ["aborted", "locked", ""],
        ["aborted", "The resource's current state does not allow this action", ""],
        ["internal", "Unexpected upstream failure", ""],
        ["unavailable", "closed until 6 o'clock", "3600"],
        ["unavailable", "Service is temporarily unavailable", "if known"],
    ];
    let statuses = [
        [
            "400",
            "invalid_argument",
            "Malformed body, missing required field, invalid path/query param. One or more fields are wrong. The amount is over the limit.",
        ],
        [
            "401",
            "unauthenticated",
            "Missing/invalid/expired token, or non-admin subject. There is no bearer token.",
        ],
        [
            "403",
            "permission_denied",
            "Token recognized but caller lacks permission for this resource. The token does not allow this.",
        ],
        ["404", "not_found", "Resource does not exist. No customer has that id. The office is unknown."],
        [
            "409",
            "aborted",
            "State conflict — e.g. attempting an action the resource’s current state does not allow. The customer is locked for {a moment}. (deprecated: the lock is gone since <2.0>)",
        ],
        ["500", "internal", "Unexpected upstream failure. Something failed."],
        [
            "503",
            "unavailable",
            "Service is temporarily unavailable. The service is closed for the night. The service has too much to do.",
        ],
    ];
    let retries = [
        ["unavailable", "Yes, with backoff"],
        ["internal", "Yes once, then surface to caller"],
        ["aborted", "No — fix the request or the resource state"],
        ["invalid_argument, unauthenticated, permission_denied, not_found", "No — client-side fix"],
    ];
    for page in [markdown, mdx] {
        assert_eq!(rows(&page, "Messages"), messages);
        assert_eq!(rows(&page, "Status code mapping"), statuses);
        assert_eq!(rows(&page, "Retrying"), retries);
        assert_eq!(rows(&page, "Fields"), [["loans[{row}].amount", "must be at most {limit}"]]);
    }
}

#[test]
fn the_envelopes_on_the_page_are_json() {
    let page = parse(&CATALOG.page().to_string(), Constructs::gfm());
    let examples: Vec<serde_json::Value> = page
        .children()
        .expect("a page has nodes")
        .iter()
        .filter_map(|node| match node {
            Node::Code(code) if code.lang.as_deref() == Some("json") => {
                Some(serde_json::from_str(&code.value).expect("it is JSON"))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        examples,
        [
            serde_json::json!({
                "code": "not_found",
                "message": "lms: status=404: Customer with id {id} does not exist",
            }),
            serde_json::json!({
                "code": "invalid_argument",
                "message": r#"[{"field":"loans[{row}].amount","error":"must be at most {limit}"}]"#,
            }),
        ]
    );
}

#[test]
fn a_page_has_no_name_of_an_item_no_path_and_no_line_number() {
    let page = CATALOG.page().to_string();
    for word in ["ApiError", "NoSuchClient", "service.rs", "catalog::", "Client"] {
        assert!(!page.contains(word), "{word}");
    }
}

static WORDS: Vocabulary = Vocabulary::LMS.rewrite(&[("Account", "Card")]);
static CARDS: Policy = Policy::LMS.service("cards").vocabulary(&WORDS);

/// Errors of cards.
#[allow(dead_code, reason = "described, never made")]
#[derive(Debug, thiserror::Error, LmsError)]
#[lms(policy = CARDS)]
enum CardError {
    /// The card is blocked.
    #[error("Account {0} is blocked")]
    #[lms(code = "aborted")]
    Blocked(u64),
}

#[test]
fn a_page_uses_the_policy_of_its_errors() {
    let page = catalog![CardError].page();
    assert!(page.sections().contains("begins with `cards: status=<HTTP>:`."), "{page}");
    let page = parse(&page.to_string(), Constructs::gfm());
    assert_eq!(rows(&page, "Messages")[3], ["aborted", "Card {value} is blocked"]);
    assert_eq!(rows(&page, "Status code mapping").len(), Code::ALL.len());
}
