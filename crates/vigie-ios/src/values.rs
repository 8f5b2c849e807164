//! Values whose kind only their shape tells: texts in streams and metadata without a schema.

use vigie_core::{Link, Observable, links};

use crate::paths;

/// Beginnings of names that are written from the right: of apps, not of hosts.
const REVERSED: &[&str] = &[
    "app.", "at.", "au.", "be.", "br.", "ca.", "ch.", "cn.", "co.", "com.", "de.", "dev.", "es.",
    "eu.", "fr.", "group.", "il.", "in.", "io.", "it.", "jp.", "kr.", "me.", "net.", "nl.", "org.",
    "pl.", "ru.", "se.", "tv.", "ua.", "uk.", "us.",
];

/// Longest name of an app or account.
const LONGEST_NAME: usize = 255;

/// Shows what `text` may be: links, a path, an account, the identifier of an app, a host.
pub(crate) fn observe(
    field: &'static str,
    text: &str,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    if text.contains("://") {
        links(text).for_each(|link| see(field, link.observable()));
    } else if let Some(path) = paths::absolute(text) {
        see(field, Observable::Path(&path));
    } else if is_dotted(text) {
        see(field, Observable::AppId(text));
        let lower = text.to_ascii_lowercase();
        if !REVERSED.iter().any(|start| lower.starts_with(start)) {
            see(field, Observable::Host(text));
        }
    } else if is_phone(text) {
        see(field, Observable::Phone(text));
    } else {
        let links = links(text).filter(|link| !matches!(link, Link::Bare(_)));
        links.for_each(|link| see(field, link.observable()));
    }
}

/// Words joined by dots, without spaces: `com.example.app`, `example.org`.
fn is_dotted(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    text.len() <= LONGEST_NAME
        && text.contains('.')
        && text.split('.').all(is_word)
        && text.chars().any(char::is_alphabetic)
}

/// `+` and at least seven digits, with the marks that people put between them.
fn is_phone(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('+') else { return false };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let marks = |byte: u8| byte.is_ascii_digit() || b" -.()".contains(&byte);
    (7..=15).contains(&digits) && rest.bytes().all(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let mut seen = Vec::new();
        observe("x", text, &mut |_, value| seen.push(format!("{value:?}")));
        seen
    }

    #[test]
    fn shapes() {
        assert_eq!(seen("see https://a.example/x now"), ["Url(\"https://a.example/x\")"]);
        assert_eq!(seen("/var/tmp/x"), ["Path(\"/private/var/tmp/x\")"]);
        assert_eq!(seen("com.example.app"), ["AppId(\"com.example.app\")"]);
        assert_eq!(seen("bad.example"), ["AppId(\"bad.example\")", "Host(\"bad.example\")"]);
        assert_eq!(seen("eve@bad.example"), ["Email(\"eve@bad.example\")"]);
        assert_eq!(seen("+33 6 12 34 56 78"), ["Phone(\"+33 6 12 34 56 78\")"]);
        assert!(seen("1.0").is_empty() && seen("Hello there. You").is_empty());
    }
}
