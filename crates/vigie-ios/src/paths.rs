//! Paths as the system writes them.

use std::borrow::Cow;

/// `path` as an absolute path on the device: `~` is the home of user mobile, and `/var`, `/tmp` and
/// `/etc` are links into `/private`. `None` where it is no absolute path.
pub(crate) fn absolute(path: &str) -> Option<Cow<'_, str>> {
    if let Some(rest) = path.strip_prefix("~/") {
        Some(Cow::Owned(format!("/private/var/mobile/{rest}")))
    } else if ["/var/", "/tmp/", "/etc/"].iter().any(|folder| path.starts_with(folder)) {
        Some(Cow::Owned(format!("/private{path}")))
    } else {
        path.starts_with('/').then_some(Cow::Borrowed(path))
    }
}

/// The last component of `path`.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Most paths that [`inside`] gives.
const MOST_INSIDE: usize = 100;

/// Absolute paths that stand in the words of `text`.
pub(crate) fn inside(text: &str) -> impl Iterator<Item = &str> {
    let quote = |c: char| {
        matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '(' | ')' | '<' | '>' | '[' | ']')
    };
    let words = text.split(move |c: char| c.is_whitespace() || quote(c) || matches!(c, ',' | ';'));
    let words = words.map(|word| word.trim_end_matches(['.', ':']));
    let is_path = |word: &&str| word.starts_with('/') && word.matches('/').count() > 1;
    words.filter(is_path).take(MOST_INSIDE)
}

/// Folders that no app runs from, and that Pegasus, Reign and Predator were seen to run from.
const STAGING: &[&str] = &["/private/var/db/", "/private/var/tmp/", "/private/tmp/"];

/// Whether an absolute path lies in a folder that spyware was seen to run from.
pub(crate) fn is_staging(path: &str) -> bool {
    STAGING.iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_system_are_followed() {
        assert_eq!(absolute("~/Library/x").unwrap(), "/private/var/mobile/Library/x");
        assert_eq!(absolute("/var/tmp/x").unwrap(), "/private/var/tmp/x");
        assert_eq!(absolute("/private/var/x").unwrap(), "/private/var/x");
        assert_eq!(absolute("x/y"), None);
        assert_eq!(file_name("/a/b"), "b");
        let text =
            "Library not loaded: '/private/var/tmp/a.dylib', referenced from /usr/lib/x. a/b /c";
        let found: Vec<_> = inside(text).collect();
        assert_eq!(found, ["/private/var/tmp/a.dylib", "/usr/lib/x"]);
        assert!(is_staging("/private/var/tmp/x") && !is_staging("/private/var/tmpx/x"));
    }
}
