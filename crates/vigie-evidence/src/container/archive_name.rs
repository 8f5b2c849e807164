//! Names of archive members in one form.

/// Writes `stored` to `name`: components joined by `/`, without empty ones and `.`. Archives made on
/// Windows may separate them by `\`; that is taken for a separator where there is no `/` at all.
pub(super) fn clean(stored: &str, name: &mut String) {
    name.clear();
    let separator = if stored.contains('/') { '/' } else { '\\' };
    for component in stored.split(separator) {
        if component.is_empty() || component == "." {
            continue;
        }
        if !name.is_empty() {
            name.push('/');
        }
        name.push_str(component);
    }
}

/// True for the name of a folder.
pub(super) fn is_folder(stored: &str) -> bool {
    stored.ends_with('/') || (stored.ends_with('\\') && !stored.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_one_form() {
        let cases = [
            ("a/b", "a/b"),
            ("./a//b", "a/b"),
            ("/a/./b", "a/b"),
            (r"a\b\c", "a/b/c"),
            (r"a\b/c", r"a\b/c"),
            ("../../a", "../../a"),
            ("", ""),
        ];
        let mut name = String::new();
        for (stored, expected) in cases {
            clean(stored, &mut name);
            assert_eq!(name, expected);
        }
        assert!(is_folder("a/") && is_folder(r"a\") && !is_folder(r"a/b\"));
    }
}
