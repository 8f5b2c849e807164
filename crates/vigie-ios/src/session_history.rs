//! The pages that a tab can go back and forward to, as WebKit keeps them.
//!
//! Written by WebKit into `tab_sessions.session_data` (and `tabs.session_data` to iOS 12) of
//! `BrowserState.db` and into `SessionState` of the tabs in `SafariTabs.db`; it lives as long as
//! its tab. Layout, after WebKit's `SessionStateCoding` and `LegacySessionStateCoding`:
//!
//! ```text
//! 00 00 00 02                  version, big-endian
//! { SessionHistory: { SessionHistoryCurrentIndex: 1,
//!                     SessionHistoryEntries: [ { SessionHistoryEntryURL, …OriginalURL, …Title,
//!                                                SessionHistoryEntryData: bytes }, … ] } }
//! ```
//!
//! `SessionHistoryEntryData` is the state of the page's frames: numbers and strings in UTF-16, each
//! at a multiple of its size. Two version numbers of four bytes, the count of child frames, and, when
//! that is 0, the number of the document. WebKit counts documents from the microseconds since 1970
//! at which a web process opened its first page, so that number dates that page.

use serde::{Deserialize, Serialize};
use vigie_core::{Limits, Observable, Reader, Stamp, Stop, Time};
use vigie_formats::plist::{self, Value};

use crate::trees;

/// A page that a tab can go back or forward to.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Page {
    /// Its place in the tab's list, counting from 0.
    pub(crate) position: u64,
    /// True for the page that the tab shows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) current: bool,
    /// Its URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// The URL that was asked for, where it is another: the page was reached by a redirect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) original_url: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// When the web process that showed the page opened its first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process_began: Option<Time>,
    /// Other URLs in the page's state: frames inside it, and where it was linked from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) state_urls: Vec<String>,
}

impl Page {
    fn has_url(&self) -> bool {
        self.url.is_some() || self.original_url.is_some() || !self.state_urls.is_empty()
    }

    /// Shows the instants of the page.
    pub(crate) fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.process_began {
            see(Stamp::utc(at, PROCESS_BEGAN));
        }
    }

    /// Shows the URLs of the page.
    pub(crate) fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        if let Some(url) = &self.original_url {
            see("original_url", Observable::Url(url));
        }
        for url in &self.state_urls {
            see("state_urls", Observable::Url(url));
        }
    }
}

/// What [`Page::process_began`] dates.
pub(crate) const PROCESS_BEGAN: &str = "web process opened its first page";

/// Most pages of one tab that are kept.
const MOST_PAGES: usize = 10_000;

/// The pages in `blob`, in order, and what kept the rest from being read.
pub(crate) fn pages(blob: &[u8], limits: &Limits) -> (Vec<Page>, Option<Stop>) {
    let (root, damage) = plist::parse_lenient(list_in(blob), limits);
    let Some(root) = root else { return (Vec::new(), damage) };
    let (pages, odd) = pages_of(&root);
    (pages, damage.or(odd))
}

/// The property list behind the version number.
fn list_in(blob: &[u8]) -> &[u8] {
    match blob.get(4..) {
        Some(rest) if !plist::looks_like_one(blob) => rest,
        _ => blob,
    }
}

/// The pages of a session that was read already. Entries without a URL are none.
fn pages_of(root: &Value) -> (Vec<Page>, Option<Stop>) {
    let history = root.find("SessionHistory").unwrap_or(root);
    let current = history.find("SessionHistoryCurrentIndex").and_then(Value::as_u64);
    let entries = history.find("SessionHistoryEntries").and_then(Value::as_array);
    let entries = entries.unwrap_or_default();
    let kept = entries.iter().take(MOST_PAGES).zip(0_u64..);
    let pages = kept.map(|(entry, at)| page(entry, at, current == Some(at)));
    let pages: Vec<Page> = pages.filter(Page::has_url).collect();
    let odd = (pages.len() < entries.len()).then(|| {
        let expected = format!("{} entries with a URL each", entries.len());
        Stop::malformed("SessionHistoryEntries", 0, expected)
    });
    (pages, odd)
}

fn page(entry: &Value, position: u64, current: bool) -> Page {
    let url = trees::text(entry, "SessionHistoryEntryURL");
    let original_url = trees::text(entry, "SessionHistoryEntryOriginalURL");
    let state = entry.find("SessionHistoryEntryData").and_then(Value::as_bytes);
    let state = state.unwrap_or_default();
    let is_new =
        |other: &String| Some(other) != url.as_ref() && Some(other) != original_url.as_ref();
    Page {
        position,
        current,
        title: trees::text(entry, "SessionHistoryEntryTitle"),
        process_began: process_began(state),
        state_urls: urls_in(state).into_iter().filter(is_new).collect(),
        original_url: original_url.filter(|original| Some(original) != url.as_ref()),
        url,
    }
}

/// The number of the document as the instant it was made from, in a page without frames.
fn process_began(state: &[u8]) -> Option<Time> {
    let mut state = Reader::new(state);
    let mut long = || state.array("state of a page").ok().map(u64::from_le_bytes);
    let (_, _, frames, document) = (long()?, long()?, long()?, long()?);
    // iPhone OS 2 to the year 2100: any other number was not made from a clock.
    let plausible = (1_200_000_000_000_000..4_102_444_800_000_000).contains(&document);
    let micros = i64::try_from(document).ok().filter(|_| frames == 0 && plausible)?;
    Time::from_unix_micros(micros)
}

/// Most URLs that are taken from the state of one page.
const MOST_URLS: usize = 100;
/// Longest of them, in characters.
const LONGEST_URL: usize = 8 << 10;

/// Every URL with a scheme that stands in `state` as text in UTF-16, each once.
fn urls_in(state: &[u8]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut from = 0;
    while let Some(rest) = state.get(from..).filter(|_| found.len() < MOST_URLS) {
        let Some(colon) = memchr::memmem::find(rest, b":\0/\0/\0") else { break };
        let at = from.saturating_add(colon);
        let (start, end) = (text_start(state, at), text_end(state, at));
        let text: String = characters(state.get(start..end).unwrap_or_default()).collect();
        if text.starts_with("http") && !found.contains(&text) {
            found.push(text);
        }
        from = end.max(at.saturating_add(6));
    }
    found
}

/// Where the letters of a scheme that ends before `colon` start.
fn text_start(state: &[u8], colon: usize) -> usize {
    let before = state.get(..colon).unwrap_or_default();
    let letters = before.rchunks_exact(2).take(10);
    let letters =
        letters.take_while(|pair| matches!(pair, [letter, 0] if letter.is_ascii_alphanumeric()));
    colon.saturating_sub(letters.count() * 2)
}

/// Where the printable characters from `colon` on end.
fn text_end(state: &[u8], colon: usize) -> usize {
    let rest = state.get(colon..).unwrap_or_default();
    let printable = rest.chunks_exact(2).take(LONGEST_URL);
    let printable =
        printable.take_while(|pair| matches!(pair, [byte, 0] if byte.is_ascii_graphic()));
    colon.saturating_add(printable.count() * 2)
}

fn characters(bytes: &[u8]) -> impl Iterator<Item = char> {
    bytes.iter().step_by(2).map(|byte| char::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// State of a page in a blob that an open-source browser's tests publish.
    const STATE: &[u8] = b"\0\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\x63\xd5\xa5\x50\x10\x06\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\0\0\0\0\x0f\x63\xd5\xa5\x50\x10\x06\0";

    #[test]
    fn the_document_number_is_an_instant() {
        assert_eq!(process_began(STATE).unwrap().to_string(), "2024-02-01T11:53:45.917200Z");
        assert_eq!(process_began(STATE.get(..31).unwrap()), None);
        let mut with_frames = STATE.to_vec();
        with_frames[16] = 1;
        assert_eq!(process_began(&with_frames), None);
    }

    #[test]
    fn urls_stand_in_utf16_at_odd_places_too() {
        let mut state = b"x".to_vec();
        for text in
            ["https://a.example/f?q=1", " ", "http://b.example/", "\0", "https://a.example/f?q=1"]
        {
            state.extend(text.bytes().flat_map(|byte| [byte, 0]));
        }
        state.extend(b"\0\0:\0/\0/\0");
        assert_eq!(urls_in(&state), ["https://a.example/f?q=1", "http://b.example/"]);
    }

    #[test]
    fn what_is_no_list_is_damage() {
        let (pages, damage) = pages(b"\0\0\0\x02bplist00rubbish", &Limits::default());
        assert!(pages.is_empty() && damage.is_some());
    }
}
