//! The cost of the sanitizer, compared with a copy, regular expressions and aho-corasick.
//!
//! `cargo bench -p lms-error-bench --bench sanitize` runs, for each text, a plain copy, the sanitizer, three regular
//! expressions and aho-corasick with replacement in alternating rounds, and prints the fastest round of each. The ratios
//! are to the copy, which every response with a text needs. *Ten rules* is the vocabulary of the LMS with ten rules of a
//! service, *256 rules* with 64 of each kind. `-- clean` selects the texts whose names contain the word. With
//! `LMS_CORPUS` set, three rows more are the mean over the real texts in that folder.

mod corpus;

use std::{
    borrow::Cow,
    env,
    hint::black_box,
    sync::LazyLock,
    time::{Duration, Instant},
};

use aho_corasick::AhoCorasick;
use corpus::Corpus;
use lms_error::Vocabulary;
use regex::Regex;

/// The number of rounds of each contender, and the length of one.
const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(4);

static TEN: Vocabulary = Vocabulary::LMS
    .rewrite(&[
        ("Loan Officer", "Relationship Manager"),
        ("Group", "Circle"),
        ("Office", "Branch"),
        ("Savings Account", "Wallet"),
        ("Teller", "Cashier"),
    ])
    .strip(&["cob.*", "center.*"])
    .withhold(&["vault:", "core-7"])
    .keep(&["Client Portal"]);

static MANY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let rewritten = words("Ba").into_iter().map(|word| (word, "Branch")).collect::<Vec<_>>();
    let stripped = words("co").into_iter().map(|word| &*format!("{word}.*").leak()).collect::<Vec<_>>();
    Vocabulary::LMS
        .rewrite(rewritten.leak())
        .strip(stripped.leak())
        .withhold(words("ve").leak())
        .keep(words("Ki").leak())
});

/// Returns 64 words that begin with this syllable.
fn words(first: &str) -> Vec<&'static str> {
    const SYLLABLES: [&str; 8] = ["lo", "mi", "ru", "ta", "ne", "so", "ku", "di"];
    let pairs = SYLLABLES.iter().flat_map(|a| SYLLABLES.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| &*format!("{first}{a}{b}").leak()).collect()
}

type Contender = (&'static str, fn(&str) -> usize);

const CONTENDERS: [Contender; 6] = [
    ("copy", |text| black_box(text.to_owned()).len()),
    ("lms-error", |text| Vocabulary::LMS.sanitize(text).map_or(0, |text| text.len())),
    ("ten rules", |text| TEN.sanitize(text).map_or(0, |text| text.len())),
    ("256 rules", |text| MANY.sanitize(text).map_or(0, |text| text.len())),
    ("3 regexes", |text| by_regexes(text).len()),
    ("aho-corasick", |text| by_aho_corasick(text).len()),
];

/// Sanitizes as hand-written code usually does: the term in two spellings, and the codes.
fn by_regexes(text: &str) -> Cow<'_, str> {
    static LOWER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bclient"));
    static CAPITAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bClient"));
    static CODES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\b(?:error|err|validation)\.msg\.[\w.]+"));
    let mut text = Cow::Borrowed(text);
    for (pattern, replacement) in [(&LOWER, "customer"), (&CAPITAL, "Customer"), (&CODES, "")] {
        if let Cow::Owned(replaced) = pattern.replace_all(&text, replacement) {
            text = replaced.into();
        }
    }
    text
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is one")
}

/// Replaces by the fastest search for several literals, which ignores word boundaries.
fn by_aho_corasick(text: &str) -> String {
    const WORDS: [&str; 6] = ["client", "Client", "CLIENT", "error.msg.", "err.msg.", "validation.msg."];
    static SEARCHER: LazyLock<AhoCorasick> =
        LazyLock::new(|| AhoCorasick::new(WORDS).expect("these are few words"));
    SEARCHER.replace_all(text, &["customer", "Customer", "CUSTOMER", "", "", ""])
}

fn main() {
    println!("{:<34} {:>9}  {}", "text", "bytes", CONTENDERS.map(|(name, _)| format!("{name:>27}")).concat());
    let chosen = env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for Case { name, texts } in cases().iter().filter(|case| case.name.contains(&chosen)) {
        let fastest = race(texts);
        let bytes = texts.iter().map(String::len).sum::<usize>() / texts.len();
        let copy = fastest[0].as_secs_f64();
        let columns = fastest.map(|time| {
            let time = time.as_secs_f64();
            let per_byte = time * 1e9 / f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
            format!("{:>9.0} ns {:>6.1}x {per_byte:>6.2}", time * 1e9, time / copy)
        });
        println!("{name:<34} {bytes:>9}  {}", columns.map(|column| format!("{column:>27}")).concat());
    }
    println!("\nmean time per text, ratio to a copy, nanoseconds per byte");
}

/// Returns the fastest time of each contender for one text, as a mean over the texts.
fn race(texts: &[String]) -> [Duration; CONTENDERS.len()] {
    // The clock is read once per batch: about a megabyte, or all texts once.
    let bytes: usize = texts.iter().map(String::len).sum();
    let batch = texts.len() * (1_000_000 / bytes).clamp(1, 5_000);
    let mut fastest = [Duration::MAX; CONTENDERS.len()];
    for _ in 0..ROUNDS {
        for ((_, contender), fastest) in CONTENDERS.iter().zip(&mut fastest) {
            let (mut runs, started) = (0, Instant::now());
            while started.elapsed() < ROUND {
                for text in texts.iter().cycle().take(batch) {
                    black_box(contender(black_box(text)));
                }
                runs += u32::try_from(batch).unwrap_or(u32::MAX);
            }
            *fastest = (*fastest).min(started.elapsed() / runs);
        }
    }
    fastest
}

/// Texts of one kind.
struct Case {
    name: String,
    texts: Vec<String>,
}

/// The longest text that is shown.
const LONGEST: usize = 8 << 10;

fn cases() -> Vec<Case> {
    let mut cases = vec![
        case("clean, a sentence", "The loan with identifier 42 is not in the state 'approved'."),
        case(
            "clean, two sentences",
            "The transaction date 2024-11-30 cannot be before the date of approval. Choose another date.",
        ),
        case(
            "clean, a paragraph",
            "Withdrawal of 1,250.00 EUR from account 000000017 failed: the balance of 980.10 EUR does not cover it. Ask the holder of the account for a deposit, or send a smaller amount; the daily limit is 5,000.",
        ),
        case(
            "clean, with a field and an address",
            "first_name is required; ask support@example.com or see https://help.example.com/fields.html",
        ),
        case(
            "clean, not ASCII",
            "Das Konto von Jürgen Müßig ist gekündigt; bitte prüfen Sie die Überweisung über 5 €.",
        ),
        case("upstream, a term", "Client with identifier 42 does not exist"),
        case(
            "upstream, a prefix and a code",
            r#"lms: status=404 code="error.msg.client.id.invalid": Client with identifier 42 does not exist"#,
        ),
        case("upstream, a reason", "Failed data validation due to: cannot.be.before.client.activation.date."),
        case(
            "upstream, withheld",
            "could not execute statement [Duplicate entry '7' for key 'm_client.PRIMARY'] [insert into m_client values (?)]",
        ),
    ];
    if let Some(Corpus { clean, internal, printed }) = Corpus::read() {
        for (name, texts) in
            [("corpus, clean", clean), ("corpus, internal", internal), ("corpus, as printed", printed)]
        {
            cases.push(Case { name: name.to_owned(), texts });
        }
    }
    // The rest are built to be slow.
    cases.push(case("clean, 8 KiB", &prose(LONGEST)));
    for (name, piece) in [
        ("terms", "Client clients "),
        ("codes", "(error.msg.client.not.found) "),
        ("prefixes", " r=x\\\" q=\\\" a: status=404"),
        ("beginnings of terms", "clien"),
        ("beginnings of codes", "error.ms"),
        ("beginnings of classes", "Error"),
        ("beginnings of addresses", "1.2.3."),
        ("beginnings of URLs", "://"),
        ("beginnings of paths of code", "::"),
        ("joints", "loan  "),
        ("escapes", "\\\\"),
        ("letters beyond ASCII", "é"),
        ("letters that look like others", "аb"),
        // The slowest mixtures that a search by mutation found.
        ("a mixture of beginnings", "с3 cod%2525633 cod+3 codс3 codC:\\3 cod\nOfficeC:\\3 cod"),
        ("a mixture of letters", "lms: status=404 code=\"a\": Savings Accountсассéааассс"),
        ("a mixture of scripts", "ग्राcob.с^ग्राcob.a [ग्राग्राcob.a ^ग्रा"),
        ("a mixture of escapes", "\n\\\\-\\с^\\\n-\\ [^\\"),
    ] {
        cases.push(case(&format!("slow, {name}"), &repeat(piece, LONGEST)));
    }
    cases
}

fn case(name: &str, text: &str) -> Case {
    Case { name: name.to_owned(), texts: vec![text.to_owned()] }
}

fn repeat(text: &str, length: usize) -> String {
    text.repeat(length / text.len())
}

/// Generates sentences that differ from each other, as in a report.
fn prose(length: usize) -> String {
    const SUBJECTS: [&str; 8] =
        ["loan", "savings account", "deposit", "charge", "repayment", "group", "office", "meeting"];
    const FAULTS: [&str; 7] = [
        "does not exist",
        "is not active on the date of the transaction",
        "was approved already, and cannot be approved again",
        "has an amount outside of the limits of its product",
        "may not be changed by the user who entered it",
        "is locked by the nightly run. Please send the request again later",
        "falls on a holiday of the office that it belongs to",
    ];
    let mut prose = String::new();
    let mut n = 0;
    while prose.len() < length {
        let (subject, fault) = (SUBJECTS[n % SUBJECTS.len()], FAULTS[n % FAULTS.len()]);
        prose.extend(["The ", subject, " with the number ", &(n * 37 % 9_973).to_string(), " ", fault, ". "]);
        n += 1;
    }
    prose.truncate(length);
    prose
}
