//! Links in text that a person wrote.

use crate::Observable;

/// A link found in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link<'a> {
    /// A URL with its scheme.
    Url(&'a str),
    /// Something that messaging apps turn into a link although it has no scheme: `bad.example/x`.
    Bare(&'a str),
    /// An e-mail address.
    Email(&'a str),
}

impl<'a> Link<'a> {
    /// The link as a value to match.
    #[must_use]
    pub const fn observable(self) -> Observable<'a> {
        match self {
            Self::Url(text) | Self::Bare(text) => Observable::Url(text),
            Self::Email(text) => Observable::Email(text),
        }
    }

    /// The text of the link.
    #[must_use]
    pub const fn text(self) -> &'a str {
        match self {
            Self::Url(text) | Self::Bare(text) | Self::Email(text) => text,
        }
    }
}

/// Every link in `text`, in order: URLs, names with a dot that an app would make into a link, and
/// e-mail addresses.
pub fn links(text: &str) -> impl Iterator<Item = Link<'_>> {
    // Prose without a dot and without a scheme has no link: most messages, and most words, end here.
    let worth_it = |text: &str| memchr::memchr2(b'.', b':', text.as_bytes()).is_some();
    let words = if worth_it(text) { text } else { "" };
    let words = words.split(is_separator).filter(move |word| word.len() > 3 && worth_it(word));
    words.filter_map(link)
}

/// White space and the characters that RFC 3986 keeps out of URLs.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
        || matches!(c, '«' | '»' | '“' | '”' | '\u{fffc}')
}

fn link(word: &str) -> Option<Link<'_>> {
    let mut colons = memchr::memchr_iter(b':', word.as_bytes());
    let is_scheme =
        |at: &usize| word.as_bytes().get(*at..).is_some_and(|end| end.starts_with(b"://"));
    if let Some(at) = colons.find(is_scheme) {
        return url(word, at);
    }
    let word = trim(word);
    if let Some((user, host)) = word.rsplit_once('@')
        && !user.is_empty()
        && !user.contains('/')
    {
        let user_start = user.rfind(|c: char| !is_mailbox(c)).map_or(0, |at| at + 1);
        let email = word.get(user_start..).unwrap_or(word);
        return (is_host(host) && !email.starts_with('@')).then_some(Link::Email(email));
    }
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or("");
    is_host(host).then_some(Link::Bare(word))
}

/// A URL inside `word`, whose `://` stands at `at`: text glued to the front is dropped.
fn url(word: &str, at: usize) -> Option<Link<'_>> {
    let before = word.get(..at)?;
    let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '-');
    let start = start.map_or(0, |found| {
        found + before.get(found..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let url = trim(word.get(start..)?);
    (start < at && url.len() > at - start + 3).then_some(Link::Url(url))
}

/// Drops the punctuation of the sentence around a link, but keeps brackets that the link opened.
fn trim(word: &str) -> &str {
    let mut word = word.trim_start_matches(['(', '[', '\'', ',', ';', '.', '!', '*', '_']);
    loop {
        let shorter = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '…', '’']);
        let shorter = unopened(shorter, '(', ')');
        let shorter = unopened(shorter, '[', ']');
        if shorter.len() == word.len() {
            return word;
        }
        word = shorter;
    }
}

/// Drops a closing bracket that the link did not open.
fn unopened(word: &str, open: char, close: char) -> &str {
    match word.strip_suffix(close) {
        Some(rest) if word.matches(close).count() > word.matches(open).count() => rest,
        _ => word,
    }
}

fn is_mailbox(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

/// Dotted labels ending in one that can be a top-level domain.
fn is_host(text: &str) -> bool {
    let host = text.strip_suffix('.').unwrap_or(text);
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let letters = top.chars().all(char::is_alphabetic) || top.starts_with("xn--");
    top.chars().count() >= 2 && letters && labels.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).map(Link::text).collect()
    }

    #[test]
    fn links_lose_the_sentence_around_them() {
        let text =
            "see (https://bad.example/a_(b)), or HTTP://OTHER.example. <http://third.example/x>";
        let expected =
            ["https://bad.example/a_(b)", "HTTP://OTHER.example", "http://third.example/x"];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn links_without_a_scheme_count() {
        assert_eq!(
            found("visit bad.example/path, www.bad.example or пример.рф!"),
            ["bad.example/path", "www.bad.example", "пример.рф"]
        );
    }

    #[test]
    fn prose_has_no_links() {
        assert!(found("Well... e.g. at 10:30. It costs 3.50, ok? a.b. ://x http://").is_empty());
    }

    #[test]
    fn glued_text_and_mail() {
        assert_eq!(
            found("lien:https://bad.example/1 mailto:eve@bad.example"),
            ["https://bad.example/1", "eve@bad.example"]
        );
        assert_eq!(links("write to eve@bad.example.").next(), Some(Link::Email("eve@bad.example")));
        assert_eq!(found("видеоhttps://bad.example"), ["https://bad.example"]);
    }
}
