//! Items that the keychain shares for HomeKit and for devices nearby.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use crate::columns::{Columns, Scalar};

pub(super) static KIND: Kind = Kind {
    id: "ios.security_sysdiagnose.item",
    title: Text { en: "Item of the shared keychain", fr: "Élément du trousseau partagé" },
    brief: &["section", "service", "label", "group"],
    personal: &["label", "account", "columns"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Item>,
};

/// An item; its secret is not in the file.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Item {
    /// Keychain that it stands in.
    pub(crate) section: String,
    /// Service it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service: Option<String>,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// Account it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// Apps that may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// Its other attributes.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Most attributes that are kept.
const MOST: usize = 60;

/// Reads `rapport: accc=<…>,acct=…,cdat=2023-05-24 19:55:28 +0000,…`.
pub(super) fn read(section: &str, line: &str) -> Option<Item> {
    let (_, rest) = line.split_once(": ")?;
    let mut item = Item { section: section.to_owned(), ..Item::default() };
    for (key, value) in pairs(rest).take(MOST) {
        let own = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match key {
            "svce" => item.service = own(),
            "labl" => item.label = own(),
            "desc" => item.description = own(),
            "acct" => item.account = own(),
            "agrp" => item.group = own(),
            "cdat" => item.created = Time::parse(value),
            "mdat" => item.modified = Time::parse(value),
            _ => item.columns.push(key.to_owned(), Scalar::Text(value.to_owned())),
        }
    }
    (item.group.is_some() || item.service.is_some() || item.created.is_some()).then_some(item)
}

/// Splits at commas outside of `{}` and `<>`.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut depth = 0_u32;
    let pieces = text.split(move |c: char| {
        match c {
            '{' | '<' => depth = depth.saturating_add(1),
            '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    pieces.filter_map(|piece| piece.split_once('=')).map(|(key, value)| (key.trim(), value.trim()))
}

impl Record for Item {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp::utc(at, "item made"));
        }
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "item changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let texts = [
            ("service", &self.service),
            ("label", &self.label),
            ("description", &self.description),
            ("account", &self.account),
        ];
        for (field, text) in texts {
            if let Some(text) = text {
                links(text).for_each(|link| see(field, link.observable()));
            }
        }
        if let Some(group) = &self.group {
            see("group", Observable::AppId(group));
        }
    }
}
