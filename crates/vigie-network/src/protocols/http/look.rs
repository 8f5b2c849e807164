//! A look at the beginning of an answer: is it a page or a script, and whom does it name.

use crate::site::{are_other_sites, host_of};

/// Bytes that are looked at.
pub(super) const MOST: usize = 4 << 10;
/// Most hosts that are named.
const HOSTS: usize = 8;

/// What a body is by its declared type and its first bytes.
pub(super) fn kind_of_body(declared: Option<&str>, start: &[u8]) -> Option<&'static str> {
    let declared = declared.unwrap_or("").to_ascii_lowercase();
    if declared.contains("html") {
        return Some("html");
    }
    if declared.contains("javascript") || declared.contains("ecmascript") {
        return Some("script");
    }
    let text = start.trim_ascii_start();
    let begins = |word: &[u8]| {
        text.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word))
    };
    let is_page = [&b"<!doctype html"[..], b"<html", b"<head", b"<script", b"<iframe", b"<meta"];
    (declared.is_empty() && is_page.iter().any(|word| begins(word))).then_some("html")
}

/// Hosts of other sites than `host` from which `body` loads a frame or a script, or to which it sends the
/// reader.
pub(super) fn other_sites(body: &[u8], host: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(body);
    let lower = text.to_ascii_lowercase();
    let mut hosts: Vec<String> = Vec::new();
    for (mark, at) in marks(&lower) {
        let Some(url) = lower.get(at..).and_then(|rest| url_after(mark, rest)) else { continue };
        let named = host_of(url);
        let is_name = named.contains('.') || named.contains(':');
        if is_name && are_other_sites(&named, host) && !hosts.contains(&named) && hosts.len() < HOSTS
        {
            hosts.push(named);
        }
    }
    hosts
}

/// What loads or sends: the word, and how far behind it the address may begin.
const MARKS: [(&str, usize); 6] = [
    ("<script", 200),
    ("<iframe", 200),
    ("http-equiv=\"refresh\"", 60),
    ("http-equiv='refresh'", 60),
    ("location", 24),
    (".src", 8),
];

/// Each mark in order, with where what follows it begins.
fn marks(text: &str) -> Vec<((&'static str, usize), usize)> {
    let mut all = Vec::new();
    for mark in MARKS {
        let found = text.match_indices(mark.0).take(64);
        all.extend(found.map(|(at, word)| (mark, at + word.len())));
    }
    all.sort_by_key(|(_, at)| *at);
    all
}

/// The first address with a host that begins within the mark's reach.
fn url_after<'a>((word, reach): (&str, usize), rest: &'a str) -> Option<&'a str> {
    let tag_end = if word.starts_with('<') { rest.find('>').unwrap_or(rest.len()) } else { rest.len() };
    let start = ["http://", "https://", "\"//", "'//", "=//"]
        .iter()
        .filter_map(|scheme| rest.find(scheme).map(|at| at + usize::from(!scheme.starts_with('h'))))
        .min()?;
    if start > reach || start > tag_end {
        return None;
    }
    let url = rest.get(start..)?;
    let end = url.find(['"', '\'', ' ', '>', ')', ';', '\\', '<']).unwrap_or(url.len());
    url.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_scripts_and_redirects_to_other_sites() {
        let page = b"<html><script src=\"http://Evil.example/x.js\"></script>\
            <script src='/own.js'></script><iframe width=1 src=//frame.test/></iframe>\
            <meta http-equiv=\"refresh\" content=\"0;url=http://next.test/\">\
            <a href=\"http://link.test/\">link</a>";
        assert_eq!(other_sites(page, "www.site.example"), ["evil.example", "frame.test", "next.test"]);
        assert_eq!(other_sites(page, "evil.example"), ["frame.test", "next.test"]);
        let script = b"window.location.href='http://next.test/a';var x=\"http://data.test\";";
        assert_eq!(other_sites(script, "site.test"), ["next.test"]);
    }

    #[test]
    fn kinds_of_bodies() {
        assert_eq!(kind_of_body(Some("text/html; charset=x"), b""), Some("html"));
        assert_eq!(kind_of_body(Some("application/javascript"), b""), Some("script"));
        assert_eq!(kind_of_body(None, b"\n<SCRIPT>"), Some("html"));
        assert_eq!(kind_of_body(Some("image/png"), b"<html"), None);
    }
}
