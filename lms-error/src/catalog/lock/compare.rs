//! The meaning of changes in a lock for partners.

use super::{
    Body, Change, Class, FieldNames,
    line::{File, Line, without_names},
    pair::Pairs,
};
use crate::Code;

pub(super) fn compare(old: &File, new: &File) -> Vec<Change> {
    let pairs = Pairs::of(old, new);
    let mut comparison = Comparison { old, new, pairs: &pairs, renamed: Vec::new(), changes: Vec::new() };
    comparison.services();
    for (before, after) in &pairs.both {
        comparison.pair(before, after);
    }
    for line in &pairs.removed {
        comparison.removed(line);
    }
    for line in &pairs.added {
        comparison.added(line);
    }
    comparison.changes
}

struct Comparison<'c> {
    old: &'c File,
    new: &'c File,
    pairs: &'c Pairs<'c>,
    /// Services with another name in the new lock.
    renamed: Vec<(String, String)>,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn add(&mut self, class: Class, place: &str, what: impl Into<String>) {
        self.changes.push(Change::new(class, place, what));
    }

    fn services(&mut self) {
        let only_in = |one: &File, other: &File| -> Vec<String> {
            one.services.iter().filter(|service| !other.services.contains(service)).cloned().collect()
        };
        let mut gone = only_in(self.old, self.new).into_iter();
        let mut come = only_in(self.new, self.old).into_iter();
        loop {
            match (gone.next(), come.next()) {
                (Some(gone), Some(come)) => {
                    self.add(Class::Risky, "service", format!("renamed {gone} -> {come}"));
                    self.renamed.push((gone, come));
                }
                (Some(gone), None) => self.add(Class::Risky, "service", format!("{gone} is gone")),
                (None, Some(come)) => self.add(Class::Compatible, "service", format!("{come} is new")),
                (None, None) => return,
            }
        }
    }

    fn pair(&mut self, before: &Line, after: &Line) {
        let place = after.place();
        if before.name() != after.name() {
            self.add(Class::Compatible, &place, format!("was {}", before.name()));
        }
        let (old_service, service) = (service_of(self.old, before), service_of(self.new, after));
        let is_renamed = self.renamed.iter().any(|(old, new)| old == old_service && new == service);
        if old_service != service && !is_renamed {
            self.add(Class::Risky, &place, format!("service {old_service} -> {service}"));
        }
        let is_moved = self.pairs.old_name(self.old, &after.type_name) != Some(before.type_name.as_str());
        match (&before.body, &after.body) {
            (one @ Body::Response { .. }, other @ Body::Response { .. }) => {
                self.responses(&place, one, other);
                if is_moved {
                    self.gained(after);
                }
            }
            (one, other) if one == other && !is_moved => {}
            (_, Body::Open) => self.add(Class::Risky, &place, "open: it may be any error now"),
            (Body::Response { code, fields, .. }, Body::Transparent(inner)) => {
                let what = format!("code {code} -> transparent {inner}");
                let has_code = codes(self.new, inner).contains(code);
                let has_field = match fields {
                    FieldNames::One(name) => self.is_given(name),
                    FieldNames::None | FieldNames::List => true,
                };
                let class = if has_code && has_field { Class::Compatible } else { Class::Breaking };
                self.add(class, &place, what);
                self.gained(after);
            }
            // A new name of the inner type is not a change of this variant.
            (Body::Transparent(old), Body::Transparent(new))
                if self.pairs.old_name(self.old, new) == Some(old.as_str()) => {}
            (Body::Transparent(one), Body::Transparent(other)) if one == other => {
                self.gained(after);
            }
            (Body::Open | Body::Transparent(_), _) => {
                let kind = |body: &Body| match body {
                    Body::Response { code, .. } => format!("code {code}"),
                    other => other.to_string(),
                };
                self.add(
                    Class::Compatible,
                    &place,
                    format!("{} -> {}", kind(&before.body), kind(&after.body)),
                );
                self.gained(after);
            }
        }
    }

    fn responses(&mut self, place: &str, before: &Body, after: &Body) {
        let (
            Body::Response { code: old_code, retry_after: old_wait, fields: old_fields, text: old_text },
            Body::Response { code, retry_after, fields, text },
        ) = (before, after)
        else {
            return;
        };
        if code != old_code {
            // The fields and the retry delay change with the code.
            return self.add(Class::Breaking, place, format!("code {old_code} -> {code}"));
        }
        if fields != old_fields {
            let class = if is_same_field(old_fields, fields) { Class::Compatible } else { Class::Breaking };
            self.add(class, place, format!("{} -> {}", field(old_fields), field(fields)));
        }
        match (old_wait.as_word(), retry_after.as_word()) {
            (one, other) if one == other => {}
            (Some(gone), None) => self.add(Class::Risky, place, format!("retry-after {gone} is gone")),
            (None, Some(come)) => self.add(Class::Compatible, place, format!("retry-after {come} is new")),
            (one, other) => {
                let [one, other] = [one, other].map(Option::unwrap_or_default);
                self.add(Class::Compatible, place, format!("retry-after {one} -> {other}"));
            }
        }
        if let (Some(old_text), Some(text)) = (old_text, text) {
            if old_text != text {
                self.add(Class::Compatible, place, format!("text \"{old_text}\" -> \"{text}\""));
            }
        }
    }

    fn removed(&mut self, line: &Line) {
        match &line.body {
            Body::Response { fields: FieldNames::One(name), .. } if !self.is_given(name) => {
                self.add(
                    Class::Breaking,
                    &line.place(),
                    format!("{} is gone", field(&FieldNames::One(name.clone()))),
                );
            }
            _ => self.add(Class::Compatible, &line.place(), "is gone"),
        }
    }

    fn added(&mut self, line: &Line) {
        if self.pairs.old_name(self.old, &line.type_name).is_none() {
            // A new type has no earlier codes to compare with.
            return self.add(Class::Compatible, &line.place(), format!("is new: {}", line.body));
        }
        match &line.body {
            Body::Open => self.add(Class::Risky, &line.place(), "open: it may be any error now"),
            body => {
                if !self.gained(line) {
                    self.add(Class::Compatible, &line.place(), format!("is new: {body}"));
                }
            }
        }
    }

    /// Reports the codes that a line brings to a type that never gave them.
    fn gained(&mut self, line: &Line) -> bool {
        let Some(old_name) = self.pairs.old_name(self.old, &line.type_name) else { return false };
        let known = codes(self.old, old_name);
        let brought = match &line.body {
            Body::Response { code, .. } => vec![*code],
            Body::Transparent(inner) => codes(self.new, inner),
            Body::Open => Vec::new(),
        };
        let mut has_gained = false;
        for code in brought.into_iter().filter(|code| !known.contains(code)) {
            has_gained = true;
            self.add(Class::Risky, &line.place(), format!("code {code} is new for {}", line.type_name));
        }
        has_gained
    }

    /// Returns `true` if any line of the new lock has this field.
    fn is_given(&self, name: &str) -> bool {
        let name = without_names(name);
        self.new.lines.iter().any(
            |line| matches!(&line.body, Body::Response { fields: FieldNames::One(given), .. } if without_names(given) == name),
        )
    }
}

/// Returns the service that a line's message names.
fn service_of<'l>(file: &'l File, line: &'l Line) -> &'l str {
    line.service.as_ref().or(file.services.first()).map_or("", String::as_str)
}

/// Returns `true` if two names differ in the names of their holes only.
fn is_same_field(one: &FieldNames, other: &FieldNames) -> bool {
    match (one, other) {
        (FieldNames::One(one), FieldNames::One(other)) => without_names(one) == without_names(other),
        (one, other) => one == other,
    }
}

fn field(fields: &FieldNames) -> String {
    match fields {
        FieldNames::None => "no field".to_owned(),
        FieldNames::One(name) => format!("field {name}"),
        FieldNames::List => "list".to_owned(),
    }
}

/// Returns the codes that a type can give, its transparent variants included; an open one gives any.
fn codes(file: &File, type_name: &str) -> Vec<Code> {
    let mut types = vec![type_name];
    let mut codes = Vec::new();
    let mut n = 0;
    while let Some(&name) = types.get(n) {
        n += 1;
        for line in file.lines.iter().filter(|line| line.type_name == name) {
            match &line.body {
                Body::Response { code, .. } if !codes.contains(code) => codes.push(*code),
                Body::Transparent(inner) if !types.contains(&inner.as_str()) => types.push(inner),
                Body::Response { .. } | Body::Transparent(_) => {}
                Body::Open => return Code::ALL.to_vec(),
            }
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_gives_the_codes_of_the_types_inside_it() {
        let text = "# errors.lock 1, written by a test\nA::Own aborted text \"x\"\nA::Self_ transparent A\nA::To transparent B\n\
                    B::Down unavailable text \"y\"\nC::Any open\nservice lms\n";
        let file = File::parse(text).expect("it is a lock");
        assert_eq!(codes(&file, "A"), [Code::Aborted, Code::Unavailable]);
        assert_eq!(codes(&file, "C"), Code::ALL);
        assert_eq!(codes(&file, "D"), []);
    }
}
