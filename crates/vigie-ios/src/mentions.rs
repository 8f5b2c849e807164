//! What a text of unknown meaning may name.

use vigie_core::{Observable, links};

use crate::paths;

/// Longest text that is taken for the name of a process.
const LONGEST_NAME: usize = 255;

/// Shows what `text` may name: the links and addresses in it; a path or a telephone number when it
/// is one; an app and a process when it is a single word with dots.
pub(crate) fn each_mention(text: &str, mut see: impl FnMut(Observable<'_>)) {
    links(text).for_each(|link| see(link.observable()));
    if let Some(path) = paths::absolute(text) {
        see(Observable::Path(&path));
        see(Observable::Process(&path));
    } else if is_number(text) {
        see(Observable::Phone(text));
    } else if is_word(text) && text.contains('.') {
        see(Observable::AppId(text));
        see(Observable::Process(text));
    }
}

/// As [`each_mention`], where a single word without dots may be the name of a process too.
pub(crate) fn each_name(text: &str, mut see: impl FnMut(Observable<'_>)) {
    each_mention(text, &mut see);
    if is_word(text) && !text.contains(['.', '/']) {
        see(Observable::Process(text));
    }
}

/// Whether `text` can be the name of a process or an app: no blank, no colon (a URL, a time), no
/// address, a letter.
fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_NAME
        && !text.contains(|c: char| matches!(c, ':' | '@') || c.is_whitespace() || c.is_control())
        && text.contains(char::is_alphabetic)
}

/// Whether `text` is a telephone number in its international form.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.starts_with('+')
        && (7..=15).contains(&digits)
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b' ' | b'(' | b')'))
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
    fn paths_numbers_and_links() {
        assert_eq!(
            mentions("/var/tmp/bh"),
            [r#"Path("/private/var/tmp/bh")"#, r#"Process("/private/var/tmp/bh")"#]
        );
        assert_eq!(mentions("see https://a.example/x now"), [r#"Url("https://a.example/x")"#]);
        assert_eq!(mentions("+31 6 12345678"), [r#"Phone("+31 6 12345678")"#]);
        assert_eq!(mentions("eve@a.example"), [r#"Email("eve@a.example")"#]);
        assert_eq!(
            mentions("com.example.app"),
            [
                r#"Url("com.example.app")"#,
                r#"AppId("com.example.app")"#,
                r#"Process("com.example.app")"#
            ]
        );
        assert!(mentions("Some words").is_empty() && mentions("12345").is_empty());
    }

    #[test]
    fn words_are_names_only_where_names_are_expected() {
        assert!(mentions("bh").is_empty());
        let mut found = Vec::new();
        for text in ["bh", "2023-08-01T21:21:16Z", "two words", "/usr/x"] {
            each_name(text, |value| found.push(format!("{value:?}")));
        }
        assert_eq!(found, [r#"Process("bh")"#, r#"Path("/usr/x")"#, r#"Process("/usr/x")"#]);
    }
}
