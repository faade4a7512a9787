//! Spring Boot's error attributes: `{timestamp, status, error, path, message, errors, trace}`.

use super::super::{
    json::Json,
    report::{Fault, Report},
};

/// The members that make an object one of Spring Boot's.
const MEMBERS: [&str; 3] = ["timestamp", "error", "path"];

pub(super) fn read(json: &Json) -> Option<Report> {
    if !MEMBERS.iter().any(|name| json.get(name).is_some()) {
        return None;
    }
    let developer = ["error", "message", "exception", "path"].into_iter().filter_map(|name| json.text(name));
    Some(Report {
        developer: developer.map(str::to_owned).collect(),
        fields: json.list("errors").iter().filter_map(field).collect(),
        ..Report::default()
    })
}

fn field(json: &Json) -> Option<Fault> {
    let parameter = json.text("field").map(str::to_owned);
    let text = json.text("defaultMessage").map(str::to_owned);
    if parameter.is_none() && text.is_none() {
        return None;
    }
    // The constraint's name, in the words of the table.
    let code = match json.text("code") {
        Some("NotNull" | "NotBlank" | "NotEmpty") => Some("cannot.be.blank".to_owned()),
        code => code.map(str::to_owned),
    };
    Some(Fault { code, parameter, text, ..Fault::default() })
}
