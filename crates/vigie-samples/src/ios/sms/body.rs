//! The blobs of a message: attributed text, link previews, histories of edited messages.

use plist::Value;

use crate::ios::archive::{Archive, binary, dictionary, uid};
use crate::ios::typedstream::{LinkAttribute, attributed_string};
use crate::{Moment, Result};

/// `attributedBody` of `text`; the first word that is a URL becomes a link.
pub(super) fn attributed(text: &str, mutable: bool) -> Vec<u8> {
    let link = text.find("http").map(|start| {
        let rest = text.get(start..).unwrap_or("");
        let len = rest.find(' ').unwrap_or(rest.len());
        LinkAttribute { start, len, url: rest.get(..len).unwrap_or("") }
    });
    attributed_string(text, mutable, link)
}

/// `payload_data` of a link preview (`com.apple.messages.URLBalloonProvider`).
pub(super) fn link_preview(url: &str, title: &str) -> Result<Vec<u8>> {
    let mut archive = Archive::new();
    let root = archive.add("");
    let metadata = archive.add("");
    let text = archive.add(url);
    let url_class = archive.class(&["NSURL", "NSObject"]);
    let address = archive.instance(&url_class, [("NS.base", uid(0)), ("NS.relative", text)]);
    let title = archive.add(title);
    let class = archive.class(&["LPLinkMetadata", "NSObject"]);
    archive.replace(
        &metadata,
        dictionary([
            ("version", Value::from(1)),
            ("originalURL", address.clone()),
            ("URL", address),
            ("title", title),
            ("summary", uid(0)),
            ("$class", class),
        ]),
    );
    let class = archive.class(&["RichLink", "NSObject"]);
    archive.replace(
        &root,
        dictionary([
            ("richLinkMetadata", metadata),
            ("richLinkIsPlaceholder", Value::from(false)),
            ("$class", class),
        ]),
    );
    archive.bytes(&root)
}

/// `message_summary_info` of a message nobody edited.
pub(super) fn summary() -> Result<Vec<u8>> {
    binary(&dictionary([("amc", Value::from(1)), ("ust", Value::from(true))]))
}

/// `message_summary_info` of an edited message: every version with its time.
pub(super) fn edit_history(versions: &[(&str, Moment)]) -> Result<Vec<u8>> {
    let last = versions.last().map_or("", |(text, _)| *text);
    let versions = versions
        .iter()
        .map(|(text, time)| {
            dictionary([
                ("t", Value::Data(attributed(text, false))),
                ("d", Value::from(time.mac())),
            ])
        })
        .collect();
    let range = dictionary([("lo", Value::from(0)), ("le", Value::from(last.len() as u64))]);
    binary(&dictionary([
        ("amc", Value::from(1)),
        ("ec", dictionary([("0", Value::Array(versions))])),
        ("ep", Value::Array(vec![Value::from(0)])),
        ("otr", dictionary([("0", range)])),
        ("ust", Value::from(true)),
    ]))
}
