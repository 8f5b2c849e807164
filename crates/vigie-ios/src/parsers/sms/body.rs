//! What stands in the blobs of a message.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};
use vigie_core::{Limits, Time};
use vigie_formats::plist::{self, Value};
use vigie_formats::{keyed_archive, typedstream};

use crate::columns::Columns;
use crate::trees;
use crate::urls::raw_urls;

/// Most earlier texts that are kept of one message.
const MOST_EDITS: usize = 200;

/// What is looked for in nearly every message, made ready once.
struct Marks {
    attribute: Finder<'static>,
    part: Finder<'static>,
    url: Finder<'static>,
    string: Finder<'static>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks {
    attribute: Finder::new(b"__kIM"),
    part: Finder::new(b"__kIMMessagePartAttributeName"),
    url: Finder::new(b"NSURL"),
    string: Finder::new(b"\x84\x01+"),
});

/// The text of an `attributedBody` that holds no more than the one attribute that every message has,
/// the number of its part. Most messages are so, and decoding theirs would take as long as all the
/// rest of the row.
pub(super) fn plain_text(bytes: &[u8]) -> Option<&str> {
    // Ends of objects: what was cut off must be noticed.
    let frame = bytes.strip_suffix(&[0x86, 0x86])?;
    let text = first_string(frame)?;
    let is_plain = frame.len() < text.len().saturating_add(FRAME)
        && MARKS.attribute.find_iter(frame).take(2).count() == 1
        && MARKS.part.find(frame).is_some()
        && MARKS.url.find(frame).is_none();
    if is_plain { std::str::from_utf8(text).ok() } else { None }
}

/// Bytes around the text in an `attributedBody` with one attribute: header, class names (those of what can
/// be changed are longer), numbers.
const FRAME: usize = 280;

/// The first string of a typedstream, which stands behind its length.
fn first_string(bytes: &[u8]) -> Option<&[u8]> {
    let string = MARKS.string.find(bytes).and_then(|at| bytes.get(at.saturating_add(3)..));
    match string? {
        [0x81, low, high, rest @ ..] => rest.get(..u16::from_le_bytes([*low, *high]).into()),
        [length @ ..=0x7f, rest @ ..] => rest.get(..usize::from(*length)),
        _ => None,
    }
}

/// What a message said before it was edited.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Edit {
    /// When this text was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// The text.
    pub(crate) text: String,
    /// Links in its attributes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<String>,
}

/// What `payload_data` holds.
#[derive(Default)]
pub(super) struct Payload {
    /// Title of the link preview or caption of the app's message.
    pub(super) title: Option<String>,
    /// Texts that hold URLs.
    pub(super) links: Vec<String>,
}

/// Reads `payload_data`: the keyed archive of a link preview or of an app's message. Other formats
/// (handwriting, digital touch) give the URLs among their bytes.
pub(super) fn payload(bytes: &[u8], limits: &Limits) -> Result<Payload, String> {
    if !bytes.starts_with(b"bplist") {
        return Ok(Payload { title: None, links: raw_urls(bytes) });
    }
    let root = keyed_archive::unarchive(bytes, limits).or_else(|stop| {
        // An app may send a plain property list.
        plist::parse(bytes, limits).map_err(|_| stop)
    });
    match root {
        Ok(root) => {
            let title = ["title", "caption", "ldtext", "an"];
            let title = title.iter().find_map(|key| trees::find_anywhere(&root, key)?.as_str());
            let title = title.filter(|text| !text.is_empty()).map(str::to_owned);
            Ok(Payload { title, links: trees::urls(&root) })
        }
        Err(stop) => Err(stop.to_string()),
    }
}

/// What `message_summary_info` holds.
#[derive(Default)]
pub(super) struct Summary {
    /// Earlier texts (`ec`: edited parts, each a list of texts and dates).
    pub(super) edits: Vec<Edit>,
    /// Parts that were taken back (`rp`).
    pub(super) retracted_parts: Vec<i64>,
    /// The rest.
    pub(super) rest: Columns,
}

/// Reads `message_summary_info`, a property list.
pub(super) fn summary(bytes: &[u8], limits: &Limits) -> Result<Summary, String> {
    let root = plist::parse(bytes, limits).map_err(|stop| stop.to_string())?;
    let mut summary = Summary::default();
    let Some(fields) = root.as_dictionary() else { return Ok(summary) };
    let mut rest = plist::Dictionary::new();
    for (key, value) in fields.iter() {
        match key {
            "ec" => edits(value, limits, &mut summary.edits),
            "rp" => {
                let parts = value.as_array().unwrap_or_default();
                summary.retracted_parts = parts.iter().filter_map(Value::as_i64).collect();
            }
            _ => rest.push(key.to_owned(), value.clone()),
        }
    }
    summary.rest = trees::flatten(&Value::Dictionary(rest), 100);
    Ok(summary)
}

fn edits(parts: &Value, limits: &Limits, out: &mut Vec<Edit>) {
    let parts = parts.as_dictionary().into_iter().flat_map(|parts| parts.values());
    let entries = parts.filter_map(Value::as_array).flatten();
    for entry in entries.take(MOST_EDITS) {
        let at = entry.find("d").and_then(|date| match date {
            Value::Date(_) => date.as_time(),
            number => Time::from_mac_float(number.as_f64()?),
        });
        let body = match entry.find("t") {
            Some(Value::Data(bytes)) => typedstream::attributed_text(bytes, limits).ok(),
            Some(Value::String(text)) => {
                Some(typedstream::AttributedText { text: text.clone(), ..Default::default() })
            }
            _ => None,
        };
        let Some(body) = body else { continue };
        out.push(Edit { at, text: body.text, links: body.links });
    }
}

/// The text of a message less the character that stands for an attachment.
pub(super) fn visible(text: Cow<'_, str>) -> Option<String> {
    let plain = text.trim_matches(|c: char| c == '\u{fffc}' || c == '\u{fffd}');
    match plain.is_empty() {
        true => None,
        false => Some(text.into_owned()),
    }
}
