//! What a text of unknown meaning may name.

use vigie_core::{Observable, links};

use crate::paths;

/// Longest text that is taken for the name of a process.
const LONGEST_NAME: usize = 255;

/// Shows what `text` may name: the links and addresses in it; a path when it is one; a process and
/// an app when it is a single word.
pub(crate) fn each_mention(text: &str, mut see: impl FnMut(Observable<'_>)) {
    links(text).for_each(|link| see(link.observable()));
    if let Some(path) = paths::absolute(text) {
        see(Observable::Path(&path));
        see(Observable::Process(&path));
    } else if is_word(text) {
        see(Observable::Process(text));
        if text.contains('.') {
            see(Observable::AppId(text));
        }
    }
}

/// Whether `text` can be the name of a process or an app: no blank, no colon (a URL, a
/// time), a letter.
fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_NAME
        && !text.contains(|c: char| c == ':' || c.is_whitespace() || c.is_control())
        && text.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_mention(text, |value| found.push(format!("{value:?}")));
        found
    }

    #[test]
    fn names_paths_and_links() {
        assert_eq!(mentions("bh"), [r#"Process("bh")"#]);
        assert_eq!(
            mentions("/var/tmp/bh"),
            [r#"Path("/private/var/tmp/bh")"#, r#"Process("/private/var/tmp/bh")"#]
        );
        assert_eq!(mentions("see https://a.example/x now"), [r#"Url("https://a.example/x")"#]);
        assert_eq!(
            mentions("com.example.app"),
            [
                r#"Url("com.example.app")"#,
                r#"Process("com.example.app")"#,
                r#"AppId("com.example.app")"#
            ]
        );
        assert!(mentions("Some words").is_empty() && mentions("12345").is_empty());
    }
}
