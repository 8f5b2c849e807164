//! The table of a folder of parsers or detectors.

/// What stands between the name of a table and its words.
const OPEN: &str = "= {";

/// `text` with `id` added to its `registry!` table, in order of the alphabet.
pub(super) fn with(text: &str, id: &str) -> Option<String> {
    let macro_at = text.find("registry!")?;
    let open = text.get(macro_at..)?.find(OPEN)?.checked_add(macro_at)?.checked_add(OPEN.len())?;
    let close = text.get(open..)?.find('}')?.checked_add(open)?;
    let mut words: Vec<&str> = text.get(open..close)?.split(',').map(str::trim).collect();
    words.retain(|word| !word.is_empty());
    words.push(id);
    words.sort_unstable();
    let lines: String = words.iter().map(|word| format!("\n        {word},")).collect();
    Some(format!("{}{lines}\n    {}", text.get(..open)?, text.get(close..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_added_in_order() {
        let empty = "registry! {\n    pub static D: Detector = { }\n}\nuse x;\n";
        let one = with(empty, "b").unwrap();
        let expected =
            "registry! {\n    pub static D: Detector = {\n        b,\n    }\n}\nuse x;\n";
        assert_eq!(one, expected);
        let two = with(&one, "a").unwrap();
        assert!(two.contains("= {\n        a,\n        b,\n    }\n"), "{two}");
        assert_eq!(with("mod a;", "b"), None);
    }
}
