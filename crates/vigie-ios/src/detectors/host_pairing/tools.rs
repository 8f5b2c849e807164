//! Names of tools that copy phones for investigators.

/// Words that names of computers and programs hold, and the tool they stand for. Short words count
/// only alone.
const TOOLS: &[(&str, &str)] = &[
    ("belkasoft", "Belkasoft"),
    ("cellebrite", "Cellebrite"),
    ("elcomsoft", "Elcomsoft"),
    ("graykey", "GrayKey"),
    ("grayshift", "GrayKey"),
    ("magnet axiom", "Magnet AXIOM"),
    ("mobiledit", "MOBILedit"),
    ("msab", "MSAB XRY"),
    ("oxygen forensic", "Oxygen Forensic"),
    ("passware", "Passware"),
    ("ufed", "Cellebrite"),
    ("xry", "MSAB XRY"),
];

/// The tool that `name` names, if it names one.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let found = TOOLS.iter().find(|(word, _)| {
        name.match_indices(word).any(|(at, _)| {
            let before = name.get(..at).and_then(|before| before.chars().next_back());
            let end = at.saturating_add(word.len());
            let after = name.get(end..).and_then(|after| after.chars().next());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            word.len() > 4 || !letter(before) && !letter(after)
        })
    });
    found.map(|(_, tool)| *tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_count_alone() {
        assert_eq!(named("CELLEBRITE-UFED"), Some("Cellebrite"));
        assert_eq!(named("UFED4PC"), Some("Cellebrite"));
        assert_eq!(named("xry_host"), Some("MSAB XRY"));
        assert_eq!(named("Luxry-PC"), None);
        assert_eq!(named("stufed"), None);
        assert_eq!(named("Eve’s MacBook Pro"), None);
    }
}
