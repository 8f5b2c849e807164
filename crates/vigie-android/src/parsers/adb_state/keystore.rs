//! The store of keys with their last connections, as XML or as what a dump leaves of binary XML.

use std::collections::BTreeMap;

use vigie_core::Time;

use super::key::{Key, add};
use super::state::Network;

/// A run of base64 of this length is a key.
const LEAST_OF_KEY: usize = 300;

/// What follows a key in binary XML.
const LAST: &str = "lastConnection";

/// Adds the keys of `store`, which begins at `base` in its text.
pub(super) fn keys(store: &str, base: usize, keys: &mut BTreeMap<String, (usize, Key)>) {
    if store.contains("<adbKey") {
        for (at, tag) in tags(store, "<adbKey") {
            let Some(key) = attribute(tag, "key").and_then(Key::read) else { continue };
            let last = attribute(tag, LAST).and_then(|millis| millis.parse().ok()).and_then(millis_time);
            note(keys, base + at, key, last);
        }
        return;
    }
    let mut from = 0;
    while let Some((start, end)) = next_run(store, from) {
        let rest = store.get(end..).unwrap_or("");
        // The name of the computer goes on to the next byte that is no text.
        let user = rest.split(|c: char| c.is_control() || c == '\u{fffd}').next().unwrap_or("");
        let text = store.get(start..end + user.len()).unwrap_or("");
        let next = next_run(store, end).map_or(store.len(), |(next, _)| next);
        let last = store.get(end..next).and_then(last_connection);
        if let Some(key) = Key::read(text) {
            note(keys, base + start, key, last);
        }
        from = end;
    }
}

fn note(keys: &mut BTreeMap<String, (usize, Key)>, at: usize, key: Key, last: Option<Time>) {
    if let Some(known) = add(keys, at, key) {
        known.stored = true;
        known.last_connection = known.last_connection.max(last);
    }
}

/// The access points that debugging without a cable is allowed on.
pub(super) fn networks(store: &str) -> Vec<(usize, Network)> {
    let network = |(at, tag)| Some((at, Network { bssid: attribute(tag, "bssid")?.to_owned() }));
    let mut found: Vec<_> = tags(store, "<wifiAP").filter_map(network).collect();
    if !store.contains('<') {
        found.extend(store.match_indices("bssid").filter_map(|(at, _)| {
            let address = store.get(at + 5..)?.trim_start_matches(|c: char| !c.is_ascii_hexdigit());
            let address = address.get(..17).filter(|text| is_address(text))?;
            Some((at, Network { bssid: address.to_owned() }))
        }));
    }
    found
}

/// Whether `text` is `aa:bb:cc:dd:ee:ff`.
fn is_address(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at % 3 {
        2 => byte == b':',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// The tags that start with `name`, and where.
fn tags<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    text.match_indices(name).filter_map(|(at, _)| Some((at, text.get(at..)?.split('>').next()?)))
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    loop {
        let at = from + tag.get(from..)?.find(name)?;
        let before = tag.get(..at)?.chars().next_back();
        let rest = tag.get(at + name.len()..)?;
        if before.is_some_and(char::is_whitespace) && let Some(rest) = rest.strip_prefix('=') {
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return rest.get(1..)?.split(quote).next();
        }
        from = at + name.len();
    }
}

/// The next long run of base64 from `from` on.
fn next_run(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
        let start = at + rest.find(is_base64)?;
        let run = text.get(start..)?;
        let len = run.find(|c| !is_base64(c)).unwrap_or(run.len());
        if len >= LEAST_OF_KEY {
            // The letter of the length in front of a key looks like a part of it.
            let key = text.get(start..start + len)?.find("QAAAA").unwrap_or(0);
            return Some((start + key, start + len));
        }
        at = start + len;
    }
    None
}

/// Milliseconds since 1970 in the eight bytes behind `lastConnection`, where none of them was damaged.
fn last_connection(text: &str) -> Option<Time> {
    let (_, rest) = text.split_once(LAST)?;
    let mut value = 0_i64;
    for c in rest.chars().take(8) {
        value = value.checked_mul(256)?.checked_add(i64::from(u8::try_from(c).ok()?))?;
    }
    millis_time(value)
}

/// An instant that adb can have written.
fn millis_time(millis: i64) -> Option<Time> {
    const YEAR_2008: i64 = 1_199_145_600_000;
    const YEAR_2100: i64 = 4_102_444_800_000;
    (YEAR_2008..YEAR_2100).contains(&millis).then(|| Time::from_unix_micros(millis * 1000))?
}
