//! `rename_all`: renames Rust's fields to the names that partners know.

/// The cases of serde's `rename_all`, by the same names.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// `lowercase`
    Lower,
    /// `UPPERCASE`
    Upper,
    /// `PascalCase`
    Pascal,
    /// `camelCase`
    Camel,
    /// `snake_case`
    Snake,
    /// `SCREAMING_SNAKE_CASE`
    ScreamingSnake,
    /// `kebab-case`
    Kebab,
    /// `SCREAMING-KEBAB-CASE`
    ScreamingKebab,
}

impl Case {
    /// Renames each name of a path: `home_addresses[1].zip_code` is `homeAddresses[1].zipCode` in camelCase.
    pub(crate) fn rename(self, path: &str, renamed: &mut String) {
        let mut rest = path;
        while !rest.is_empty() {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            self.rename_one(&rest[..end], renamed);
            rest = &rest[end..];
            // An index and the key of a map are not field names.
            let kept = match rest.as_bytes().first() {
                Some(b'[') => rest.find(']').map_or(rest.len(), |n| n + 1),
                Some(_) => 1,
                None => 0,
            };
            renamed.push_str(&rest[..kept]);
            rest = &rest[kept..];
        }
    }

    fn rename_one(self, name: &str, renamed: &mut String) {
        match self {
            Self::Lower | Self::Snake => renamed.push_str(name),
            Self::Upper | Self::ScreamingSnake => renamed.push_str(&name.to_ascii_uppercase()),
            Self::Kebab => renamed.push_str(&name.replace('_', "-")),
            Self::ScreamingKebab => renamed.push_str(&name.to_ascii_uppercase().replace('_', "-")),
            Self::Pascal | Self::Camel => {
                let begin = renamed.len();
                let mut capital = matches!(self, Self::Pascal);
                for c in name.chars() {
                    if c == '_' {
                        capital |= renamed.len() > begin;
                    } else {
                        renamed.push(if capital { c.to_ascii_uppercase() } else { c });
                        capital = false;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(case: Case, path: &str) -> String {
        let mut renamed = String::new();
        case.rename(path, &mut renamed);
        renamed
    }

    #[test]
    fn names_are_renamed_and_indices_and_keys_are_not() {
        let path = "home_addresses[1].zip_code";
        let cases = [
            (Case::Lower, "home_addresses[1].zip_code"),
            (Case::Upper, "HOME_ADDRESSES[1].ZIP_CODE"),
            (Case::Pascal, "HomeAddresses[1].ZipCode"),
            (Case::Camel, "homeAddresses[1].zipCode"),
            (Case::Snake, "home_addresses[1].zip_code"),
            (Case::ScreamingSnake, "HOME_ADDRESSES[1].ZIP_CODE"),
            (Case::Kebab, "home-addresses[1].zip-code"),
            (Case::ScreamingKebab, "HOME-ADDRESSES[1].ZIP-CODE"),
        ];
        for (case, expected) in cases {
            assert_eq!(renamed(case, path), expected, "{case:?}");
        }
        assert_eq!(renamed(Case::Camel, "by_key[my_key].last_name"), "byKey[my_key].lastName");
        assert_eq!(renamed(Case::Camel, "_private.unclosed[a_b"), "private.unclosed[a_b");
        assert_eq!(renamed(Case::Camel, "a._b_c"), "a.bC");
    }
}
