//! Modules that were loaded into a process that crashed.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::when::clock;
use crate::json_parts::Part;
use crate::paths;

pub(super) static KIND: Kind = Kind {
    id: "ios.crash_reports.image",
    title: Text {
        en: "Module loaded into a process, from outside the system",
        fr: "Module chargé dans un processus, hors du système",
    },
    brief: &["path", "name", "process"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<Image>,
};

/// A module that was loaded into a process, from outside the sealed system.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Image {
    /// Where it lies; empty where only its name is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) path: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// UUID of the module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// Identifier of its bundle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Its size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// The process it was loaded into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// When the report was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// True where its offset from UTC is not said.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) timestamp_is_local: bool,
}

/// Folders of the sealed system, whose modules every process loads by the hundred.
const SYSTEM: &[&str] = &["/System/", "/usr/lib/", "/usr/libexec/", "/Applications/", "/private/preboot/Cryptexes/"];

impl Image {
    /// Reads an entry of `usedImages`.
    pub(super) fn read(part: Part<'_>) -> Self {
        let mut image = Self::default();
        for (name, value) in part.members() {
            match name.as_ref() {
                "path" => image.path = value.text().unwrap_or_default(),
                "name" => image.name = value.text(),
                "uuid" => image.uuid = value.text(),
                "CFBundleIdentifier" => image.bundle_id = value.text(),
                "size" => image.size = value.whole_number(),
                _ => {}
            }
        }
        image
    }

    /// Reads `0x1000 - 0x2fff name arm64  <0f1e…> /path/of/module`, possibly with `+` before the
    /// name.
    pub(super) fn read_line(line: &str) -> Option<Self> {
        let line = line.trim();
        let (start, rest) = line.split_once(" - ")?;
        let rest = rest.trim_start();
        let (end, rest) = rest.split_once(char::is_whitespace)?;
        let (middle, rest) = rest.split_once('<')?;
        let (uuid, path) = rest.split_once('>')?;
        let address = |text: &str| i64::from_str_radix(text.trim().strip_prefix("0x")?, 16).ok();
        let size = address(end).zip(address(start)).map(|(end, start)| end.saturating_sub(start));
        let name = middle.trim().trim_start_matches('+');
        let name = name.rsplit_once(char::is_whitespace).map_or(name, |(name, _)| name).trim();
        Some(Self {
            path: path.trim().to_owned(),
            name: (!name.is_empty()).then(|| name.to_owned()),
            uuid: Some(uuid.to_owned()),
            size: size.map(|size| size.saturating_add(1)),
            ..Self::default()
        })
    }

    /// What people call it.
    pub(super) fn label(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| paths::file_name(&self.path))
    }

    /// Whether it is worth a record: modules of the sealed system are not.
    pub(super) fn is_foreign(&self) -> bool {
        !self.path.is_empty() && !SYSTEM.iter().any(|folder| self.path.starts_with(folder))
    }
}

impl Record for Image {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.timestamp {
            see(Stamp { at, means: "module was loaded", clock: clock(self.timestamp_is_local) });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = paths::absolute(&self.path) {
            see("path", Observable::Path(&path));
        }
        if let Some(name) = &self.name {
            see("name", Observable::FileName(name));
        }
        if let Some(id) = &self.bundle_id {
            see("bundle_id", Observable::AppId(id));
        }
    }
}
