//! Texts that give the inside away by their shape: statements of SQL, and the names of classes.

/// Whether the text gives the inside away by its shape: by the name of a class, or a statement of SQL.
pub(super) fn is_suspect(text: &str) -> bool {
    names_a_class(text) || holds_a_statement(text)
}

/// Whether there is a statement in the text that could be run: `Please SELECT one` is none, and `Insert into the slot`
/// neither.
fn holds_a_statement(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '`' | '"' | '.');
    // Behind the words and the name of a table: one of the clauses, and one of the signs.
    let stands_behind = |words: &str, clauses: &[&str], signs: &[&str]| {
        lower.match_indices(words).any(|(at, words)| {
            let behind = statement_from(&lower, at + words.len()).trim_start();
            let clause = behind.trim_start_matches(is_name);
            let has_name = clause.len() < behind.len();
            has_name
                && clauses.iter().any(|words| clause.trim_start().starts_with(words))
                && (signs.is_empty() || signs.iter().any(|sign| clause.contains(sign)))
        })
    };
    selects(&lower)
        || stands_behind("insert into ", &["(", "values", "select", "set "], &[])
        || stands_behind("delete from ", &["where"], &["=", "<", ">", " in ", " is ", "?"])
        || stands_behind("update ", &["set "], &["="])
}

/// Whether something is selected from a table, and not by a reader from what is before him.
fn selects(text: &str) -> bool {
    const ARTICLES: [&str; 16] = [
        "a", "all", "among", "an", "any", "above", "below", "his", "her", "its", "one", "our", "the",
        "these", "this", "your",
    ];
    let is_article = |words: &str| {
        let first = words.trim_start().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        ARTICLES.contains(&first)
    };
    text.match_indices("select ").any(|(at, select)| {
        let is_word = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let columns = statement_from(text, at + select.len());
        let table = columns.split_once(" from ").map(|(_, table)| table);
        is_word && !is_article(columns) && table.is_some_and(|table| !is_article(table))
    })
}

/// What may belong to a statement from this byte on; to look at all of the text from each word on would take the
/// square of the time.
fn statement_from(text: &str, at: usize) -> &str {
    const LONGEST: usize = 200;
    let end = (at..=text.len().min(at + LONGEST)).rev().find(|end| text.is_char_boundary(*end));
    &text[at..end.unwrap_or(at)]
}

/// Whether a word of the text is the name of a Java class, with its package (`io.netty.channel.Channel`) or by
/// what it ends in (`NullPointerException`).
fn names_a_class(text: &str) -> bool {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '$')));
    let may_be_thrown = text.contains("Exception") || text.contains("Error");
    (may_be_thrown || text.contains('.'))
        && words.any(|word| {
            word.contains('.') && is_qualified(word) || may_be_thrown && word.split('.').any(is_throwable)
        })
}

/// Where the packages of the world begin.
const ROOTS: [&str; 9] = ["com", "org", "net", "io", "java", "javax", "jakarta", "kotlin", "sun"];

/// Two packages or more, from a root on, and a name with a capital behind them: `closed.io.netty.Channel` ends in one.
fn is_qualified(word: &str) -> bool {
    let is_package = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    // What of the word has been read, and how much of that belongs to packages.
    let (mut read, mut packages, mut last) = (0, 0, "");
    for part in word.split('.').filter(|part| !part.is_empty()) {
        // `example.com.au.Then` is a host, and the beginning of a sentence.
        let may_be_host = packages == 2 && read > packages && last.len() == 2;
        if packages >= 2 && part.starts_with(|c: char| c.is_ascii_uppercase()) && !may_be_host {
            return true;
        }
        let goes_on = packages > 0 && is_package(part) || ROOTS.contains(&part);
        packages = if goes_on { packages + 1 } else { 0 };
        (read, last) = (read + 1, part);
    }
    false
}

const THROWABLES: [&str; 10] = [
    "Exception",
    "OutOfMemoryError",
    "StackOverflowError",
    "NoClassDefFoundError",
    "NoSuchMethodError",
    "NoSuchFieldError",
    "InitializerError",
    "AbstractMethodError",
    "ClassVersionError",
    "AssertionError",
];

fn is_throwable(name: &str) -> bool {
    // `Outer$1` is a class within one.
    let name = name.split('$').next().unwrap_or(name);
    THROWABLES.iter().any(|end| name.ends_with(end) && name != "Exception")
}
