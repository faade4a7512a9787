//! Markdown and MDX: what has to be escaped in them.

use std::borrow::Cow;

/// The two languages of pages. In MDX, a brace outside of code begins an expression and `<` a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Markdown,
    Mdx,
}

/// Escapes a plain text, so that it is read as it is, in a cell of a table too.
pub(super) fn text(text: &str, format: Format) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        let is_markup = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&');
        if is_markup || is_expression(c, format) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes the characters of documentation, which is Markdown, that MDX or a table cell would misread.
pub(super) fn prose(text: &str, format: Format) -> String {
    let text = line(text);
    let mut out = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '`' => {
                let span = code_span(rest);
                match span {
                    Some(span) => out.push_str(&span.replace('|', "\\|")),
                    None => out.push_str("\\`"),
                }
                span.map_or(1, str::len)
            }
            '\\' => {
                // An escape by the author stays.
                let next = rest[1..].chars().next().filter(char::is_ascii_punctuation);
                out.push_str(if next.is_some() { "\\" } else { "\\\\" });
                out.extend(next);
                1 + next.map_or(0, char::len_utf8)
            }
            _ => {
                if matches!(c, '<' | '>' | '|') || is_expression(c, format) {
                    out.push('\\');
                }
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[len..];
    }
    out
}

fn is_expression(c: char, format: Format) -> bool {
    format == Format::Mdx && matches!(c, '{' | '}')
}

/// A cell is one line. Control characters have no place in a page.
fn line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        let words: Vec<_> =
            text.split(|c: char| c.is_control() || c == ' ').filter(|word| !word.is_empty()).collect();
        return words.join(" ").into();
    }
    text.into()
}

/// Returns the span of code at the beginning, with its delimiters: as many backticks at its end as at its start.
fn code_span(text: &str) -> Option<&str> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(n) = text[at..].find('`') {
        let start = at + n;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        at = start + run;
        if run == ticks {
            return Some(&text[..at]);
        }
    }
    None
}

/// Returns several sentences after each other.
pub(super) fn sentences(sentences: &[String]) -> String {
    let [sentence] = sentences else {
        let ended: Vec<_> = sentences
            .iter()
            .map(|sentence| {
                let is_ended = sentence.ends_with(['.', '!', '?', '…', ':', ')']);
                Cow::from(if is_ended { sentence.clone() } else { format!("{sentence}.") })
            })
            .collect();
        return ended.join(" ");
    };
    sentence.clone()
}

pub(super) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = format!("| {} |\n|{}\n", header.join(" | "), "---|".repeat(header.len()));
    for row in rows {
        out.push('|');
        for cell in row {
            out.push(' ');
            out.push_str(cell);
            out.push_str(if cell.is_empty() { "|" } else { " |" });
        }
        out.push('\n');
    }
    out
}

/// Returns a string of JSON.
pub(super) fn json_string(text: &str) -> String {
    let mut out = String::from("\"");
    crate::render::escape(&mut out, text, 1);
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{Format, prose, text};

    #[test]
    fn a_text_is_read_as_it_is() {
        assert_eq!(
            text("a {id} <b> | `c` *d* _e_ [f] \\", Format::Markdown),
            r"a {id} \<b\> \| \`c\` \*d\* \_e\_ \[f\] \\"
        );
        assert_eq!(text("{id}", Format::Mdx), r"\{id\}");
        assert_eq!(text("two\nlines\t and", Format::Mdx), "two lines and");
    }

    #[test]
    fn documentation_keeps_its_markup() {
        assert_eq!(prose("`{id}` of *all* {x}", Format::Mdx), r"`{id}` of *all* \{x\}");
        assert_eq!(prose("``a`b|c`` | d", Format::Markdown), r"``a`b\|c`` \| d");
        assert_eq!(prose("an open ` tick {x}", Format::Mdx), r"an open \` tick \{x\}");
        assert_eq!(prose(r"escaped \{ and \<", Format::Mdx), r"escaped \{ and \<");
        assert_eq!(prose(r"at the end \", Format::Mdx), r"at the end \\");
    }
}
