//! RFC 9457 (`application/problem+json`), and the extensions of it that are in use.

use http::StatusCode;

use super::super::{
    json::Json,
    report::{Fault, Report},
};
use crate::Code;

/// The members that make an object a problem.
const MEMBERS: [&str; 6] = ["type", "title", "detail", "instance", "errors", "violations"];

pub(super) fn read(json: &Json) -> Option<Report> {
    if !MEMBERS.iter().any(|name| json.get(name).is_some()) {
        return None;
    }
    let code = json.text("type").filter(|code| *code != "about:blank").map(str::to_owned);
    let text = json.text("detail").or_else(|| json.text("title")).map(str::to_owned);
    let mut fields: Vec<_> = json.list("errors").iter().filter_map(field).collect();
    // RFC 7807's own example of an extension, and that of Zalando's libraries.
    for name in ["invalid-params", "invalid_params", "invalidParams", "violations"] {
        fields.extend(json.list(name).iter().filter_map(field));
    }
    for (name, texts) in json.get("errors").map_or(&[][..], Json::members) {
        fields.extend(aspnet(name, texts));
    }
    let developer =
        ["title", "detail", "instance"].into_iter().filter_map(|name| json.text(name)).map(str::to_owned);
    Some(Report {
        codes: code.clone().into_iter().collect(),
        developer: developer.collect(),
        whole: Fault { code, text, ..Fault::default() },
        fields,
        ..Report::default()
    })
}

/// ASP.NET's: `{"errors": {"name": ["text", "text"]}}`.
fn aspnet<'j>(name: &'j str, texts: &'j Json) -> impl Iterator<Item = Fault> + 'j {
    // JSON that it could not read has a JSON path, and a text about types of .NET.
    let path = name.strip_prefix('$');
    let name = path.map_or(name, |path| path.trim_start_matches('.'));
    let texts = texts.items().iter().chain(Some(texts)).filter_map(Json::scalar);
    texts.map(move |text| Fault {
        parameter: Some(name.to_owned()),
        text: path.is_none().then(|| text.to_owned()),
        ..Fault::default()
    })
}

fn field(json: &Json) -> Option<Fault> {
    let first = |names: &[&str]| names.iter().find_map(|name| json.text(name));
    let text = first(&["detail", "reason", "message", "title"]).or_else(|| json.scalar())?.to_owned();
    // JSON:API has the pointer, or the parameter, one level deeper.
    let source = json.get("source").unwrap_or(json);
    let pointer = json.text("pointer").or_else(|| source.text("pointer"));
    let name = || {
        let name = first(&["name", "parameter", "field", "property", "propertyPath", "path"]);
        name.or_else(|| source.text("parameter")).map(str::to_owned)
    };
    Some(Fault {
        code: first(&["code", "type"]).map(str::to_owned),
        parameter: pointer.map(path).or_else(name),
        text: Some(text),
        ..Fault::default()
    })
}

/// Returns a JSON pointer, which may be the fragment of a URI, as a path: `#/a/0/b` is `a[0].b`.
fn path(pointer: &str) -> String {
    let (pointer, is_fragment) = match pointer.split_once('#') {
        Some((_, fragment)) => (fragment, true),
        None => (pointer, false),
    };
    let mut path = String::new();
    for token in pointer.strip_prefix('/').unwrap_or(pointer).split('/') {
        let token = if is_fragment { percent_decoded(token) } else { token.to_owned() };
        let token = token.replace("~1", "/").replace("~0", "~");
        let is_index = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        if is_index {
            path.extend(["[", &token, "]"]);
        } else {
            path.extend([if path.is_empty() { "" } else { "." }, &token]);
        }
    }
    path
}

fn percent_decoded(token: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = token.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .first_chunk::<2>()
            .filter(|digits| byte == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = &after[if decoded.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// 422 is a validation failure here, and 410 a resource that is not there any more.
pub(super) fn code(status: StatusCode) -> Option<Code> {
    match status {
        StatusCode::UNPROCESSABLE_ENTITY => Some(Code::InvalidArgument),
        StatusCode::GONE => Some(Code::NotFound),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_pointer_is_a_dotted_path() {
        for (pointer, expected) in [
            ("#/age", "age"),
            ("/profile/color", "profile.color"),
            ("#/addresses/1/zip%20code", "addresses[1].zip code"),
            ("/addresses/1/zip%20code", "addresses[1].zip%20code"),
            ("https://example.com/schema#/a~1b/~01", "a/b.~1"),
            ("/0/name", "[0].name"),
            ("age", "age"),
            ("#", ""),
            ("", ""),
            ("#/%", "%"),
            ("#/%+1/%ff", "%+1.\u{FFFD}"),
        ] {
            assert_eq!(path(pointer), expected, "{pointer}");
        }
    }
}
