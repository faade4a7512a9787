//! The partner's page: what partners read about a service's errors.

use std::{collections::BTreeMap, fmt, path::Path};

use super::{
    Catalog, Enum, RetryAfter, Service, Shown, file, shown,
    shown::{ShownFields, list},
};
use crate::{Code, Policy};

mod markers;
mod markup;

use markers::Markers;
use markup::{Format, table};

/// The partner's page, as Markdown or as MDX.
///
/// Its `Display` is the whole page. [`assert_current`](Self::assert_current) compares a file with it, which may be
/// the whole page or have text of yours around it.
///
/// ```
/// # use lms_error::{LmsError, catalog};
/// #[derive(Debug, thiserror::Error, LmsError)]
/// enum CustomerError {
///     /// No customer has that id.
///     #[error("Client with id {id} does not exist")]
///     #[lms(code = "not_found")]
///     NotFound { id: u64 },
/// }
///
/// let page = catalog![CustomerError].page();
/// assert!(page.to_string().contains("| 404 | `not_found` | Resource does not exist. No customer has that id. |"));
/// assert!(page.to_string().contains("| `not_found` | Customer with id {id} does not exist |"));
/// assert!(page.mdx().to_string().contains(r"| `not_found` | Customer with id \{id\} does not exist |"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "the page is text: print it, or hold a file against it"]
pub struct Page {
    format: Option<Format>,
    enums: Vec<Enum>,
}

impl Page {
    pub(super) fn of(catalog: &Catalog) -> Self {
        Self { format: None, enums: catalog.enums() }
    }

    /// Selects MDX, which Mintlify and Docusaurus read even in a file that is named `.md`.
    pub fn mdx(self) -> Self {
        Self { format: Some(Format::Mdx), ..self }
    }

    /// Returns the part between the markers: everything but the title.
    #[must_use]
    pub fn sections(&self) -> String {
        self.render(self.format.unwrap_or(Format::Markdown))
    }

    /// Fails unless the file holds this page between its markers.
    ///
    /// The path is relative to the package, where `cargo test` runs. A file that ends with `.mdx` is MDX. Text outside
    /// the markers is the author's. With `LMS_ERROR_BLESS=1` in the environment, and `CI` not set, the file is written
    /// instead: a missing one whole, else what is between the markers.
    ///
    /// # Panics
    ///
    /// If the file is missing, has no markers or more than one pair, or is not current.
    pub fn assert_current(&self, path: impl AsRef<Path>) {
        if let Err(fault) = self.check_current(path.as_ref(), file::Mode::from_environment()) {
            panic!("{fault}");
        }
    }

    fn check_current(&self, path: &Path, mode: file::Mode) -> Result<(), String> {
        let is_mdx = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"));
        let format = self.format.unwrap_or(if is_mdx { Format::Mdx } else { Format::Markdown });
        let markers = Markers::of(format);
        let name = path.display();
        let Some(found) = file::read(path)? else {
            if let file::Mode::Bless = mode {
                return file::write(path, &self.whole(format));
            }
            return Err(format!("{name} is missing. {}", mode.hint()));
        };
        let current =
            markers.replace(&found, &self.render(format)).map_err(|fault| format!("{name} {fault}"))?;
        if current == found {
            return Ok(());
        }
        if let file::Mode::Bless = mode {
            return file::write(path, &current);
        }
        Err(format!(
            "{name} is not what the errors say. {}\n{}",
            file::first_difference(&current, &found),
            mode.hint()
        ))
    }

    fn whole(&self, format: Format) -> String {
        let Markers { begin, end } = Markers::of(format);
        format!("# Errors\n\n{begin}\n\n{}\n{end}\n", self.render(format))
    }

    fn render(&self, format: Format) -> String {
        let shown = shown(&self.enums);
        let mut sections = Sections { format, shown: &shown, out: String::new() };
        sections.envelope();
        sections.statuses();
        sections.retrying();
        sections.messages();
        sections.fields();
        sections.out
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole(self.format.unwrap_or(Format::Markdown)))
    }
}

/// Writes one section after the other.
struct Sections<'s> {
    format: Format,
    shown: &'s [Shown<'s>],
    out: String,
}

impl Sections<'_> {
    fn heading(&mut self, title: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(&format!("## {title}"));
    }

    /// A paragraph of this crate's own, which needs no escaping.
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        self.out.push('\n');
        self.line(text);
    }

    fn table(&mut self, header: &[&str], rows: &[Vec<String>]) {
        self.out.push('\n');
        self.out.push_str(&table(header, rows));
    }

    fn example(&mut self, code: Code, message: &str) {
        let message = markup::json_string(message);
        let json = format!("```json\n{{\n  \"code\": \"{code}\",\n  \"message\": {message}\n}}\n```");
        self.paragraph(&json);
    }

    fn envelope(&mut self) {
        self.line("The API returns structured errors with stable codes. Branch on the `code` field, not the");
        self.line("human-readable message.");
        self.heading("Error envelope");
        self.paragraph("Any non-2xx response has the following body:");
        // The contract's own example is a 404.
        let example = self.of(Code::NotFound).find(|shown| shown.is_text_known).map(Shown::message);
        self.example(Code::NotFound, &example.unwrap_or_else(|| self.standard(Code::NotFound)));
        self.paragraph(
            "The `message` is a human-readable string scoped to the partner contract: internal vocabulary is\n\
             rewritten or stripped before it reaches the wire. A word in braces is a value of the request at hand.",
        );
        self.paragraph(
            "For validation failures (`invalid_argument`), the body wraps a list of field errors:",
        );
        let list = self.example_list();
        self.example(Code::InvalidArgument, &list);
        self.paragraph("The message is a JSON-encoded array of `{field, error}` pairs.");
    }

    fn standard(&self, code: Code) -> String {
        let policy = self.shown.first().map_or(&Policy::LMS, |shown| shown.described.policy());
        Service::of(policy).standard(code)
    }

    /// Returns the first two fields that are known, or what any list looks like.
    fn example_list(&self) -> String {
        let known = self.shown.iter().filter_map(|shown| match &shown.fields {
            ShownFields::One(name) => Some((name.as_str(), shown.text.as_str())),
            ShownFields::None | ShownFields::List => None,
        });
        let known: Vec<_> = known.take(2).collect();
        list(if known.is_empty() { vec![("{field}", "{error}")] } else { known })
    }

    /// *When* is the contract's own sentence, and the documentation of the variants.
    fn statuses(&mut self) {
        self.heading("Status code mapping");
        let rows = Code::ALL.map(|code| {
            let mut when = vec![code.when().to_owned()];
            for shown in self.of(code) {
                let mut summary = markup::prose(&shown.variant.summary(), self.format);
                if let Some(note) = shown.variant.deprecated {
                    let note = markup::prose(note, self.format);
                    let separator = if note.is_empty() { "" } else { ": " };
                    summary = format!("{summary} (deprecated{separator}{note})");
                }
                let is_known =
                    when.iter().any(|known| known.trim_end_matches('.') == summary.trim_end_matches('.'));
                if !summary.is_empty() && !is_known {
                    when.push(summary);
                }
            }
            vec![code.status().as_str().to_owned(), format!("`{code}`"), markup::sentences(&when)]
        });
        self.table(&["HTTP", "Code", "When"], &rows);
    }

    fn retrying(&mut self) {
        self.heading("Retrying");
        // Codes with the same advice share a row; those that are worth a retry come first.
        let mut rows: Vec<(&str, Vec<Code>)> = Vec::new();
        for code in Code::ALL.into_iter().rev() {
            match rows.iter_mut().find(|(advice, _)| *advice == code.advice()) {
                Some((_, codes)) => codes.insert(0, code),
                None => rows.push((code.advice(), vec![code])),
            }
        }
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(advice, codes)| {
                let codes: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
                vec![codes.join(", "), advice.to_owned()]
            })
            .collect();
        self.table(&["Code", "Retry?"], &rows);
        if self.shown.iter().any(|shown| shown.retry_after != RetryAfter::None) {
            self.paragraph(
                "Where a response has a `Retry-After` header, wait that many seconds before the next attempt.",
            );
        }
        self.paragraph("In Python, with at most four attempts:");
        self.paragraph(&format!("```python\n{}```", include_str!("../../../docs/retry.py")));
    }

    /// Texts by code, each once. A service has its own name before them.
    fn messages(&mut self) {
        self.heading("Messages");
        let mut services: Vec<&str> = self.shown.iter().map(|shown| shown.described.service).collect();
        services.sort_unstable();
        services.dedup();
        let prefixes: Vec<_> =
            services.iter().map(|service| format!("`{service}: status=<HTTP>:`")).collect();
        if !prefixes.is_empty() {
            self.paragraph(&format!(
                "Every message but a list of fields begins with {}.",
                prefixes.join(" or ")
            ));
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        for code in Code::ALL.into_iter().filter(|code| *code != Code::InvalidArgument) {
            let standard = (markup::text(code.standard(), self.format), String::new());
            let texts = self.of(code).map(|shown| {
                // A service may pass on what another system says.
                let text = if shown.is_text_known {
                    markup::text(&shown.text, self.format)
                } else {
                    VARIES.to_owned()
                };
                (text, retry_after(shown.retry_after))
            });
            for (text, retry_after) in texts.chain([standard]) {
                let code = format!("`{code}`");
                if !rows.iter().any(|row| row[0] == code && row[1] == text) {
                    rows.push(vec![code, text, retry_after]);
                }
            }
        }
        if rows.iter().all(|row| row[2].is_empty()) {
            for row in &mut rows {
                row.truncate(2);
            }
            self.table(&["Code", "Message"], &rows);
        } else {
            self.table(&["Code", "Message", "`Retry-After`"], &rows);
        }
    }

    fn fields(&mut self) {
        let fields: Vec<_> = self.of(Code::InvalidArgument).map(|shown| &shown.fields).collect();
        if fields.is_empty() {
            return;
        }
        let has_list = fields.iter().any(|fields| matches!(fields, ShownFields::List));
        self.heading("Fields");
        let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for shown in self.of(Code::InvalidArgument) {
            if let ShownFields::One(name) = &shown.fields {
                let texts = named.entry(markup::text(name, self.format)).or_default();
                let text = markup::text(&shown.text, self.format);
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
        }
        if has_list {
            self.paragraph(
                "A list names each field of the request that is wrong, by its path: `addresses[1].zipCode`.",
            );
        }
        if !named.is_empty() {
            let rows: Vec<_> = named
                .into_iter()
                .flat_map(|(name, texts)| texts.into_iter().map(move |text| vec![name.clone(), text]))
                .collect();
            self.table(&["Field", "Error"], &rows);
        }
    }

    fn of(&self, code: Code) -> impl Iterator<Item = &Shown<'_>> {
        self.shown.iter().filter(move |shown| shown.code == code)
    }
}

/// The text of a variant whose text is not known before it happens.
const VARIES: &str = "*A text about the case at hand*";

fn retry_after(retry_after: RetryAfter) -> String {
    match retry_after {
        RetryAfter::None => String::new(),
        RetryAfter::Fixed(seconds) => seconds.to_string(),
        RetryAfter::Computed => "if known".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Code, Retry};

    #[test]
    fn only_backoff_is_asked_to_wait() {
        // The advice is a column of its own: it must not contradict the rule.
        for code in Code::ALL {
            let begins = match code.retry() {
                Retry::Never => "No",
                Retry::Once => "Yes once",
                Retry::Backoff => "Yes, with backoff",
            };
            assert!(code.advice().starts_with(begins), "{code}");
        }
    }
}
