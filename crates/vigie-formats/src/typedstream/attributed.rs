//! Text and attributes of an archived `NSAttributedString`.
//!
//! Its values are the string, then runs: number of a set of attributes and length, and after a
//! number that is new, the set itself: an `NSDictionary` (number of pairs, then key and value in
//! turn). Which characters a set covers does not matter here; the sets are taken as they come.

use vigie_core::{Limits, Link, Stop, links};

use super::AttributedText;
use super::objects::{Archive, Thing, Value};
use crate::keyed_archive::{self, url};
use crate::plist;

/// Attribute: someone is mentioned.
const MENTION: &str = "__kIMMentionConfirmedMention";
/// Attribute: an attachment.
const FILE_TRANSFER: &str = "__kIMFileTransferGUIDAttributeName";
/// Attribute: a link, sometimes as a string.
const LINK: &str = "__kIMLinkAttributeName";
/// Most links, mentions or attachments of one text.
const MOST: usize = 1000;
/// How far bases of URLs are followed: `NSURL` has one level, a hostile stream a circle.
const BASES: u32 = 4;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<AttributedText, Stop> {
    if bytes.len() as u64 > limits.value {
        return Err(Stop::Limit { what: "bytes of a rich text", most: limits.value });
    }
    let archive = Archive::read(bytes, limits)?;
    let Some(text) = archive.main_text() else {
        let missing = || Stop::malformed("typedstream", 0, "an NSAttributedString or NSString");
        return Err(archive.damage.unwrap_or_else(missing));
    };
    let mut found = AttributedText { text, ..AttributedText::default() };
    for thing in 0..archive.things.len() {
        archive.collect(thing, limits, &mut found);
    }
    shorten(&mut found);
    found.damage = archive.damage.or(found.damage);
    Ok(found)
}

impl Archive<'_> {
    /// The text of the root: of an attributed string, or of a string.
    fn main_text(&self) -> Option<String> {
        let root = self.root?;
        if self.is(root, "NSAttributedString") {
            let objects = self.values(root).iter().filter_map(object);
            if let Some(text) = objects.into_iter().find_map(|number| self.text(number)) {
                return Some(text);
            }
        }
        // A string that is cut short has not reached its owner's values yet.
        let first = (0..self.things.len()).find(|number| self.is(*number, "NSString"))?;
        self.text(first)
    }

    /// The text of an `NSString`.
    fn text(&self, number: usize) -> Option<String> {
        let bytes = self.is(number, "NSString").then(|| self.bytes(number))??;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }

    fn bytes(&self, number: usize) -> Option<&[u8]> {
        self.values(number).iter().find_map(|value| match value {
            Value::Bytes(bytes) => Some(*bytes),
            _ => None,
        })
    }

    /// Takes what object `number` tells beside the text.
    fn collect(&self, number: usize, limits: &Limits, found: &mut AttributedText) {
        if !matches!(self.things.get(number), Some(Thing::Object { .. })) {
            return;
        }
        if self.is(number, "NSDictionary") {
            self.attributes(number, found);
        } else if self.is(number, "NSURL") {
            add(&mut found.links, self.url(number, BASES));
        } else if self.is(number, "NSData") {
            let bytes = self.bytes(number).unwrap_or_default();
            if bytes.starts_with(b"bplist") {
                self.detected(bytes, limits, found);
            }
        }
    }

    fn attributes(&self, number: usize, found: &mut AttributedText) {
        let objects: Vec<usize> = self.values(number).iter().filter_map(object).collect();
        for pair in objects.as_chunks().0 {
            let [key, value]: [usize; 2] = *pair;
            let text = || self.text(value);
            match self.text(key).as_deref() {
                Some(MENTION) => add(&mut found.mentions, text()),
                Some(FILE_TRANSFER) => add(&mut found.file_transfer_guids, text()),
                Some(LINK) => add(&mut found.links, text()),
                _ => {}
            }
        }
    }

    /// An `NSURL`: whether it has a base, the base if so, and the text.
    fn url(&self, number: usize, bases: u32) -> Option<String> {
        let values = self.values(number).iter().filter_map(object);
        let relative = values.clone().find_map(|value| self.text(value))?;
        let base = values.into_iter().find(|value| self.is(*value, "NSURL"));
        let base = base.filter(|_| bases > 0).and_then(|base| self.url(base, bases - 1));
        Some(url::join(&base.unwrap_or_default(), &relative))
    }

    /// URLs in what the data detectors found: a keyed archive of `DDScannerResult`.
    fn detected(&self, bytes: &[u8], limits: &Limits, found: &mut AttributedText) {
        match keyed_archive::unarchive(bytes, limits) {
            Ok(value) => urls(&value, &mut found.links),
            Err(stop) => {
                found.damage.get_or_insert(stop);
            }
        }
    }
}

const fn object(value: &Value<'_>) -> Option<usize> {
    match value {
        Value::Object(number) => Some(*number),
        _ => None,
    }
}

fn add(list: &mut Vec<String>, text: Option<String>) {
    if let Some(text) = text.filter(|text| !text.is_empty())
        && list.len() <= MOST
        && !list.contains(&text)
    {
        list.push(text);
    }
}

/// Notes that a list came out longer than any person makes it.
fn shorten(found: &mut AttributedText) {
    for list in [&mut found.links, &mut found.mentions, &mut found.file_transfer_guids] {
        if list.len() > MOST {
            list.truncate(MOST);
            let what = "links, mentions or attachments of one text";
            found.damage.get_or_insert(Stop::Limit { what, most: MOST as u64 });
        }
    }
}

/// URLs anywhere in `value`: texts with a scheme, and the matched string (`MS`) of a result whose
/// type (`T`) is a URL, which may lack one.
fn urls(value: &plist::Value, list: &mut Vec<String>) {
    match value {
        plist::Value::String(text) => {
            for link in links(text) {
                if let Link::Url(url) = link {
                    add(list, Some(url.to_owned()));
                }
            }
        }
        plist::Value::Array(values) => values.iter().for_each(|value| urls(value, list)),
        plist::Value::Dictionary(fields) => {
            let kind = fields.find("T").and_then(plist::Value::as_str).unwrap_or("");
            let matched = fields.find("MS").and_then(plist::Value::as_str);
            add(list, matched.filter(|_| kind.contains("URL")).map(str::to_owned));
            fields.values().for_each(|value| urls(value, list));
        }
        _ => {}
    }
}
