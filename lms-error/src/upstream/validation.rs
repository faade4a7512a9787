//! The table from the endings of validation codes to the words of the contract.

use super::{report::Fault, rows::Rows, text::Text};

/// The words for one kind of validation error.
#[derive(Clone, Copy)]
enum Words {
    Fixed(&'static str),
    /// Words before and after the number that ends the upstream's text, and words without a number.
    Number(&'static str, &'static str, &'static str),
    /// Words before the date that ends the upstream's text, and words without a date.
    Date(&'static str, &'static str),
    /// Before and between the two numbers at the end of the upstream's text; without numbers, the last text.
    Range(&'static str),
    /// The list in brackets at the end of the upstream's text, or these words without one.
    OneOf(&'static str),
}

use Words::{Date, Fixed, Number, OneOf, Range};

/// Endings of codes, by whole segments. `docs/upstream.md` has the same table.
const ENDINGS: &[(&str, Words)] = &[
    ("cannot.be.blank", Fixed("required")),
    ("cannot.be.empty", Fixed("required")),
    ("cannot.be.null", Fixed("required")),
    ("is.mandatory", Fixed("required")),
    ("is.required", Fixed("required")),
    ("exceeds.max.length", Number("must be at most ", " characters", "too long")),
    ("exceeds.max.length.allowed", Number("must have at most ", " entries", "has too many entries")),
    ("not.greater.than.zero", Fixed("must be greater than 0")),
    ("not.zero.or.greater", Fixed("must be 0 or greater")),
    ("not.equal.or.greater.than.zero", Fixed("must be 0 or greater")),
    ("not.greater.than.specified.number", Number("must be greater than ", "", "too small")),
    ("not.equal.to.or.greater.than.specified.number", Number("must be at least ", "", "too small")),
    ("not.equal.to.specified.number", Number("must be ", "", "not the expected number")),
    ("not.in.multiples.of.specified.number", Number("must be a multiple of ", "", "not an allowed multiple")),
    ("is.less.than.min", Number("must be at least ", "", "too small")),
    ("is.greater.than.max", Number("must be at most ", "", "too large")),
    ("is.not.within.expected.range", Range("out of range")),
    ("is.not.within.min.max.range", Range("out of range")),
    ("is.less.than.date", Date("must not be before ", "too early")),
    ("is.greater.than.date", Date("must not be after ", "too late")),
    ("is.not.one.of.expected.enumerations", OneOf("not one of the allowed values")),
    ("value.must.be.unique", Fixed("must be unique")),
    ("is.not.an.array", Fixed("must be a list")),
    ("must.be.true.or.false", Fixed("must be true or false")),
    ("value.should.true.or.false", Fixed("must be true or false")),
    ("in.the.future", Fixed("must not be in the future")),
    ("cannot.be.a.future.date", Fixed("must not be in the future")),
    ("invalid.integer", Fixed("must be an integer")),
    ("invalid.integer.format", Fixed("must be an integer")),
    ("invalid.decimal", Fixed("must be a number")),
    ("invalid.decimal.format", Fixed("must be a number")),
    ("invalid.boolean", Fixed("must be true or false")),
    ("does.not.match.regexp", Fixed(FORMAT)),
    ("format.is.invalid", Fixed(FORMAT)),
    ("invalid.format", Fixed(FORMAT)),
    ("not.a.valid", Fixed(FORMAT)),
    ("parameter.unsupported", Fixed("unknown field")),
];

const FORMAT: &str = "has a wrong format";

/// Endings that name another field after them: `.when.active.is.true`, `.when.active.is.populated`.
const CONDITIONS: &[(&str, &str)] = &[
    ("cannot.also.be.provided", "not allowed"),
    ("not.supported", "not allowed"),
    ("must.be.provided", "required"),
    ("is.mandatory", "required"),
    ("cannot.be.empty", "required"),
];

/// Returns true if the table has the code.
pub(super) fn is_listed(code: &str) -> bool {
    words(code).is_some() || condition(code).is_some()
}

/// Returns the text of a field error: in the words of the contract if the table has its code, else the upstream's own.
pub(super) fn text(fault: &Fault, names: &Rows<&'static str>) -> Text {
    let code = fault.code.as_deref().unwrap_or_default();
    let sentence = fault.text.as_deref().unwrap_or_default();
    if let Some(words) = words(code) {
        return Text::plain(fill(words, sentence));
    }
    match condition(code) {
        Some((words, field, "populated")) => {
            let field = Text::name(field, names);
            Text::plain(format!("{words} when ")).with(field).with(Text::plain(" is given"))
        }
        Some((words, field, value)) => {
            let field = Text::name(field, names);
            Text::plain(format!("{words} when ")).with(field).with(Text::plain(format!("={value}")))
        }
        None => Text::sentence(sentence, &fault.values, names),
    }
}

fn words(code: &str) -> Option<Words> {
    let (_, words) = ENDINGS.iter().find(|(ending, _)| ends_with(code, ending))?;
    Some(*words)
}

fn condition(code: &str) -> Option<(&'static str, &str, &str)> {
    let (code, condition) = code.split_once(".when.")?;
    let (field, value) = condition.rsplit_once(".is.")?;
    let (_, words) = CONDITIONS.iter().find(|(ending, _)| ends_with(code, ending))?;
    Some((words, field, value))
}

fn ends_with(code: &str, ending: &str) -> bool {
    // `not.a.valid` is followed by what it is not.
    let end = if ending == "not.a.valid" {
        code.find(ending).map_or(0, |at| at + ending.len())
    } else {
        code.len()
    };
    let is_whole = |rest: &str| rest.is_empty() || rest.starts_with('.');
    code[..end].strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        && is_whole(&code[end..])
}

fn fill(words: Words, sentence: &str) -> String {
    let sentence = sentence.trim_end_matches([' ', '.']);
    let filled = match words {
        Fixed(words) => return words.to_owned(),
        Number(before, after, _) => last_number(sentence).map(|number| format!("{before}{number}{after}")),
        Date(before, _) => last_date(sentence).map(|date| format!("{before}{date}")),
        Range(_) => range(sentence).map(|(from, to)| format!("must be from {from} to {to}")),
        OneOf(_) => in_brackets(sentence).map(|values| format!("must be one of {values}")),
    };
    let (Number(.., otherwise) | Date(_, otherwise) | Range(otherwise) | OneOf(otherwise) | Fixed(otherwise)) =
        words;
    filled.unwrap_or_else(|| otherwise.to_owned())
}

/// Returns the number that ends the sentence. It may follow another word without a space.
fn last_number(sentence: &str) -> Option<&str> {
    let start = sentence.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (before, digits) = sentence.split_at(start);
    let is_number = digits.len() <= 32 && digits.starts_with(|c: char| c.is_ascii_digit());
    is_number.then(|| if before.ends_with('-') { &sentence[start - 1..] } else { digits })
}

/// Returns the date that ends the sentence. It may follow another word without a space.
fn last_date(sentence: &str) -> Option<&str> {
    let date = sentence.get(sentence.len().checked_sub("2024-03-01".len())?..)?;
    let is_date = date.bytes().enumerate().all(|(n, byte)| match n {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_date.then_some(date)
}

fn range(sentence: &str) -> Option<(&str, &str)> {
    let (rest, to) = sentence.rsplit_once(" and ")?;
    Some((last_number(rest)?, last_number(to)?))
}

fn in_brackets(sentence: &str) -> Option<&str> {
    let (_, values) = sentence.strip_suffix(']')?.rsplit_once('[')?;
    Some(values.trim()).filter(|values| !values.is_empty() && values.len() <= 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_text(code: &str, sentence: &str, expected: &str) {
        const NAMES: Rows<&'static str> = Rows::NONE.fields(&[("lastname", "lastName")]);
        let fault = Fault { code: Some(code.into()), text: Some(sentence.into()), ..Fault::default() };
        assert_eq!(text(&fault, &NAMES).to_string(), expected, "{code}");
    }

    #[test]
    fn a_listed_ending_is_in_the_words_of_the_contract() {
        for (code, sentence, expected) in [
            ("validation.msg.a.b.cannot.be.blank", "The parameter `b` is mandatory.", "required"),
            (
                "validation.msg.a.b.exceeds.max.length",
                "The parameter `b[3]` exceeds max length of 50.",
                "must be at most 50 characters",
            ),
            ("validation.msg.a.b.exceeds.max.length", "", "too long"),
            ("validation.msg.a.b.not.greater.than.zero", "", "must be greater than 0"),
            (
                "validation.msg.a.b.is.less.than.min",
                "`b` value 5.5 must not be less than the minimum value -7.25",
                "must be at least -7.25",
            ),
            (
                "validation.msg.a.b.is.less.than.min",
                "`b` value 5.5 must not be less than the minimum value abc",
                "too small",
            ),
            (
                "validation.msg.a.b.not.equal.to.or.greater.than.specified.number",
                "The parameter `b` must be equal to or greater than5",
                "must be at least 5",
            ),
            (
                "validation.msg.invalid.decimal.format",
                "The parameter `b` has value: 1,0x which is invalid decimal value for provided locale of [en].",
                "must be a number",
            ),
            (
                "validation.msg.a.b.is.not.within.expected.range",
                "`b` must be between 1 and 12.",
                "must be from 1 to 12",
            ),
            (
                "validation.msg.a.b.is.not.within.min.max.range",
                "`b` amount 5 must be between 1 and 9 .",
                "must be from 1 to 9",
            ),
            (
                "validation.msg.a.b.is.less.than.date",
                "`b` must be greater than the provided date2024-03-01",
                "must not be before 2024-03-01",
            ),
            ("validation.msg.a.b.is.greater.than.date", "`b` is too late", "too late"),
            (
                "validation.msg.a.b.is.not.one.of.expected.enumerations",
                "`b` must be one of [ A, B ] .",
                "must be one of A, B",
            ),
            (
                "validation.msg.a.b.is.not.one.of.expected.enumerations",
                "`b` must be one of [  ] .",
                "not one of the allowed values",
            ),
            ("validation.msg.a.b.not.a.valid.email", "x", "has a wrong format"),
            ("validation.msg.a.b.not.a.valid", "x", "has a wrong format"),
            ("validation.msg.invalid.integer", "x", "must be an integer"),
        ] {
            assert_text(code, sentence, expected);
            assert!(is_listed(code), "{code}");
        }
    }

    #[test]
    fn the_published_table_is_correct() {
        let docs = include_str!("../../docs/upstream.md");
        let (_, table) =
            docs.split_once("| the code ends in | the partner reads |\n|---|---|\n").expect("a table");
        let mut published = Vec::new();
        for row in table.lines().take_while(|line| line.starts_with('|')) {
            let (codes, expected) = row.trim_matches(['|', ' ']).split_once(" | ").expect("two cells");
            for code in codes.split(", ").map(|code| code.trim_matches('`')) {
                let sentence = match code {
                    _ if code.contains("within") => "must be between 1 and 50.",
                    _ if code.contains("enumerations") => "must be one of [ A, B ] .",
                    _ if code.contains("than.date") => "wrong: 2024-03-01",
                    _ => "wrong, see 50.",
                };
                assert_text(&format!("validation.msg.a.b.{code}"), sentence, expected.trim_matches('`'));
                published.push(code.split_once(".when.").map_or(code, |(code, _)| code));
            }
        }
        for (ending, _) in ENDINGS {
            assert!(published.contains(ending), "{ending}");
        }
        for (ending, _) in CONDITIONS {
            assert!(published.contains(ending), "{ending}");
        }
    }

    #[test]
    fn a_condition_names_the_other_field_as_the_partner_does() {
        assert_text("validation.msg.a.b.is.mandatory.when.active.is.true", "", "required when active=true");
        assert_text(
            "validation.msg.a.b.cannot.be.empty.when.lastname.is.populated",
            "The parameter `b` cannot be empty when lastname is populated.",
            "required when lastName is given",
        );
        assert_text(
            "validation.msg.a.b.must.be.provided.when.lastname.is.populated",
            "",
            "required when lastName is given",
        );
        assert_text(
            "validation.msg.a.b.cannot.also.be.provided.when.lastname.is.populated",
            "",
            "not allowed when lastName is given",
        );
        assert_text(
            "validation.msg.a.b.not.supported.when.a.is.b.is.false",
            "",
            "not allowed when a.is.b=false",
        );
    }

    #[test]
    fn any_other_code_keeps_the_upstreams_sentence() {
        for code in [
            "",
            "error.msg.a",
            "validation.msg.cannot.be.blanket",
            "validation.msg.incannot.be.blank",
            "validation.msg.a.not.a.validator",
            "validation.msg.a.when.b.is.c",
            "validation.msg.a.is.mandatory.when.b",
        ] {
            assert_text(code, "Its own, `lastname`.", "Its own, `lastName`.");
            assert!(!is_listed(code), "{code}");
        }
    }
}
