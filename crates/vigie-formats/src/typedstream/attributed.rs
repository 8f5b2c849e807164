//! Text and attributes of an archived `NSAttributedString`.
//!
//! Its values are the string, then runs: number of a set of attributes and length, and after a
//! number that is new, the set itself: an `NSDictionary` (number of pairs, then key and value in
//! turn). Which characters a set covers does not matter here; the sets are taken as they come.

use std::collections::HashSet;

use vigie_core::{Limits, Link, Stop, links};

use super::AttributedText;
use super::objects::{Archive, Thing, Value};
use crate::budget::Budget;
use crate::keyed_archive::{self, url};
use crate::plist;

/// Start of attributes: someone is mentioned (`__kIMMentionConfirmedMention`).
const MENTION: &[u8] = b"__kIMMention";
/// Attribute: an attachment.
const FILE_TRANSFER: &[u8] = b"__kIMFileTransferGUIDAttributeName";
/// Attribute: a link, sometimes as a string.
const LINK: &[u8] = b"__kIMLinkAttributeName";

/// How far bases of URLs are followed: `NSURL` has one level, a hostile stream a circle.
const BASES: u32 = 4;
/// Values of a string, URL or data that are looked at: real ones have three at most.
const FIRST_VALUES: usize = 4;
/// Most links, mentions or attachments of one text.
const MOST: usize = 1000;
/// Most results of data detectors of one text, and most bytes each may grow to.
const MOST_DETECTED: usize = 100;
const DETECTED: u64 = 1 << 20;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<AttributedText, Stop> {
    if bytes.len() as u64 > limits.value {
        return Err(Stop::Limit { what: "bytes of a rich text", most: limits.value });
    }
    let mut archive = Archive::read(bytes, limits)?;
    let damage = archive.damage.take();
    let Some(text) = archive.main_text() else {
        let missing = || Stop::malformed("typedstream", 0, "an NSAttributedString or NSString");
        return Err(damage.unwrap_or_else(missing));
    };
    let mut collector = Collector {
        archive,
        limits: Limits { value: limits.value.min(DETECTED), ..*limits },
        budget: Budget::new(limits, bytes.len()),
        detected: 0,
        links: List::default(),
        mentions: List::default(),
        file_transfers: List::default(),
    };
    let stop = collector.collect().err();
    Ok(AttributedText {
        text,
        links: collector.links.texts,
        mentions: collector.mentions.texts,
        file_transfer_guids: collector.file_transfers.texts,
        damage: damage.or(stop),
    })
}

impl<'a> Archive<'a> {
    /// The text of the root: of an attributed string, or of a string.
    fn main_text(&self) -> Option<String> {
        let decode = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let root = self.root?;
        if self.is(root, "NSAttributedString") {
            let mut objects = self.values(root).iter().filter_map(object);
            if let Some(text) = objects.find_map(|number| self.text(number)) {
                return Some(decode(text));
            }
        }
        // A string that is cut short has not reached its owner's values yet.
        let first = (0..self.things.len()).find(|number| self.is(*number, "NSString"))?;
        self.text(first).map(decode)
    }

    /// The text of an `NSString`.
    fn text(&self, number: usize) -> Option<&'a [u8]> {
        self.is(number, "NSString").then(|| self.bytes(number))?
    }

    fn bytes(&self, number: usize) -> Option<&'a [u8]> {
        self.values(number).iter().take(FIRST_VALUES).find_map(|value| match value {
            Value::Bytes(bytes) => Some(*bytes),
            _ => None,
        })
    }
}

/// Takes what the objects tell beside the text.
struct Collector<'a> {
    archive: Archive<'a>,
    /// For the archives inside.
    limits: Limits,
    budget: Budget,
    detected: usize,
    links: List,
    mentions: List,
    file_transfers: List,
}

impl Collector<'_> {
    fn collect(&mut self) -> Result<(), Stop> {
        let mut damage = Ok(());
        for number in 0..self.archive.things.len() {
            if !matches!(self.archive.things.get(number), Some(Thing::Object { .. })) {
                continue;
            }
            if self.archive.is(number, "NSDictionary") {
                self.attributes(number)?;
            } else if self.archive.is(number, "NSURL") {
                if let Some(url) = self.url(number, BASES)? {
                    self.links.add(url)?;
                }
            } else if self.archive.is(number, "NSData") {
                damage = damage.and(self.detected(number));
            }
        }
        damage
    }

    fn attributes(&mut self, number: usize) -> Result<(), Stop> {
        let objects: Vec<usize> = self.archive.values(number).iter().filter_map(object).collect();
        for pair in objects.as_chunks().0 {
            let [key, value]: [usize; 2] = *pair;
            let key = self.archive.text(key).unwrap_or_default();
            if !key.starts_with(MENTION) && key != FILE_TRANSFER && key != LINK {
                continue;
            }
            let Some(text) = self.text(value)? else { continue };
            match key {
                FILE_TRANSFER => self.file_transfers.add(text)?,
                LINK => self.links.add(text)?,
                _ => self.mentions.add(text)?,
            }
        }
        Ok(())
    }

    /// A copy of a string's text: a hostile stream asks for the same one often.
    fn text(&mut self, number: usize) -> Result<Option<String>, Stop> {
        let Some(bytes) = self.archive.text(number) else { return Ok(None) };
        self.budget.spend(bytes.len())?;
        Ok(Some(String::from_utf8_lossy(bytes).into_owned()))
    }

    /// An `NSURL`: whether it has a base, the base if so, and the text.
    fn url(&mut self, number: usize, bases: u32) -> Result<Option<String>, Stop> {
        let values = self.archive.values(number).iter().take(FIRST_VALUES);
        let values: Vec<usize> = values.filter_map(object).collect();
        let string = values.iter().find(|value| self.archive.is(**value, "NSString"));
        let base = values.iter().find(|value| self.archive.is(**value, "NSURL"));
        let (string, base) = (string.copied(), base.copied().filter(|_| bases > 0));
        let relative = string.map(|string| self.text(string)).transpose()?.flatten();
        let base = base.map(|base| self.url(base, bases - 1)).transpose()?.flatten();
        Ok(relative.map(|relative| url::join(&base.unwrap_or_default(), &relative)))
    }

    /// URLs in what the data detectors found: a keyed archive of `DDScannerResult`.
    fn detected(&mut self, number: usize) -> Result<(), Stop> {
        let bytes = self.archive.bytes(number).unwrap_or_default();
        if !bytes.starts_with(b"bplist") {
            return Ok(());
        }
        self.detected += 1;
        if self.detected > MOST_DETECTED {
            let what = "results of data detectors in one text";
            return Err(Stop::Limit { what, most: MOST_DETECTED as u64 });
        }
        urls(&keyed_archive::unarchive(bytes, &self.limits)?, &mut self.links)
    }
}

const fn object(value: &Value<'_>) -> Option<usize> {
    match value {
        Value::Object(number) => Some(*number),
        _ => None,
    }
}

/// Texts in order, each once.
#[derive(Default)]
struct List {
    texts: Vec<String>,
    known: HashSet<String>,
}

impl List {
    fn add(&mut self, text: String) -> Result<(), Stop> {
        if text.is_empty() || self.known.contains(&text) {
            return Ok(());
        }
        if self.texts.len() >= MOST {
            let what = "links, mentions or attachments of one text";
            return Err(Stop::Limit { what, most: MOST as u64 });
        }
        self.known.insert(text.clone());
        self.texts.push(text);
        Ok(())
    }
}

/// URLs anywhere in `value`: texts with a scheme, and the matched string (`MS`) of a result whose
/// type (`T`) is a URL, which may lack one.
fn urls(value: &plist::Value, list: &mut List) -> Result<(), Stop> {
    match value {
        plist::Value::String(text) => {
            for link in links(text) {
                if let Link::Url(url) = link {
                    list.add(url.to_owned())?;
                }
            }
        }
        plist::Value::Array(values) => {
            for value in values {
                urls(value, list)?;
            }
        }
        plist::Value::Dictionary(fields) => {
            let kind = fields.find("T").and_then(plist::Value::as_str).unwrap_or("");
            let matched = fields.find("MS").and_then(plist::Value::as_str);
            if let Some(matched) = matched.filter(|_| kind.contains("URL")) {
                list.add(matched.to_owned())?;
            }
            for value in fields.values() {
                urls(value, list)?;
            }
        }
        _ => {}
    }
    Ok(())
}
