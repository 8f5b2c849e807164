//! Which links of a file were told already.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use memchr::memmem::Finder;
use vigie_core::{Link, links};

use crate::starts::start;

/// Links of which each is told; of further ones, the first of each host.
const MOST_LINKS: usize = 2000;
/// Links and hosts that are told.
const MOST: usize = 20_000;
/// Bytes of a message that are looked through.
const MOST_BYTES: usize = 1 << 16;

/// Hashes of the links that were told.
pub(super) struct LinksSeen {
    seen: HashSet<u64>,
    hasher: RandomState,
    scheme: Finder<'static>,
    left_out: u64,
}

impl Default for LinksSeen {
    fn default() -> Self {
        let (seen, hasher) = (HashSet::new(), RandomState::new());
        Self { seen, hasher, scheme: Finder::new("://"), left_out: 0 }
    }
}

impl LinksSeen {
    /// The links in `message` with their scheme that are new.
    pub(super) fn new_in<'a>(&mut self, message: &'a str) -> Vec<&'a str> {
        if self.scheme.find(message.as_bytes()).is_none() {
            return Vec::new();
        }
        let urls = links(start(message, MOST_BYTES)).filter_map(|link| match link {
            Link::Url(url) => Some(url),
            Link::Bare(_) | Link::Email(_) => None,
        });
        urls.filter(|url| self.is_new(url)).collect()
    }

    fn is_new(&mut self, url: &str) -> bool {
        let told = self.hasher.hash_one(url);
        if self.seen.contains(&told) {
            return false;
        }
        if self.seen.len() < MOST_LINKS {
            return self.seen.insert(told);
        }
        let host = self.hasher.hash_one(("host", host(url)));
        let is_new = self.seen.len() < MOST && self.seen.insert(host);
        self.left_out = self.left_out.saturating_add((!is_new).into());
        is_new
    }

    /// How many lines held links that were not told, for there were too many.
    pub(super) const fn left_out(&self) -> u64 {
        self.left_out
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_link_once_then_each_host() {
        let mut seen = LinksSeen::default();
        assert_eq!(seen.new_in("got https://a.example/1 and a.example"), ["https://a.example/1"]);
        assert!(seen.new_in("again https://a.example/1").is_empty());
        for number in 0..MOST_LINKS {
            seen.new_in(&format!("https://b.example/{number}"));
        }
        assert_eq!(seen.new_in("https://a.example/2"), ["https://a.example/2"]);
        assert!(seen.new_in("https://a.example/3").is_empty());
        assert_eq!(seen.new_in("https://c.example:8/3"), ["https://c.example:8/3"]);
        assert!(seen.left_out() > 0);
    }
}
