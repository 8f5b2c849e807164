//! Events of the security log.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, links, revive};

use super::tags;
use crate::commands;
use crate::distinguished_name;
use crate::fields::{Fields, More};
use crate::names::{each_process_name, file_name};

pub(super) static KIND: Kind = Kind {
    id: "android.intrusion_logs.security",
    title: Text { en: "Security event", fr: "Événement de sécurité" },
    brief: &["event", "details"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Event>,
};

/// An event of the security log.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// What happened: the name of its tag.
    pub(crate) event: String,
    /// The number of that tag, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tag: Option<u32>,
    /// Whether it was done, where the event says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) success: Option<bool>,
    /// What else it says.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) details: More,
    /// Fields beside the event that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Event {
    pub(super) fn read(mut fields: Fields, time: Option<Time>) -> Self {
        let known = tags::TAGS.iter().find_map(|tag| {
            // An event without details may be an empty object, true or null.
            fields.any(tag.name).map(|details| (tag.name.to_owned(), Fields::of(details)))
        });
        let (event, details) = match known {
            Some(known) => known,
            None => match fields.first_object() {
                Some((name, details)) => (name, Some(details)),
                None => (fields.text("event_type").unwrap_or_default(), None),
            },
        };
        let mut details = details.unwrap_or_default();
        Self {
            time,
            tag: tags::of(&event).map(|tag| tag.id),
            event,
            success: details.truth("success"),
            details: details.more(),
            more: fields.more(),
        }
    }
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.time {
            let means = tags::of(&self.event).map_or(tags::OTHER.en, |tag| tag.means.en);
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (name, value) in &self.details {
            match value {
                Value::String(text) => detail(name, text, see),
                Value::Array(items) => {
                    items.iter().filter_map(Value::as_str).for_each(|text| detail(name, text, see));
                }
                _ => {}
            }
        }
    }
}

/// Shows what the text of a detail stands for.
fn detail(name: &str, text: &str, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
    let mut see = |value: Observable<'_>| see("details", value);
    match name {
        "command" => commands::each_mention(text, see),
        "process" | "process_name" => each_process_name(text, see),
        "package_name" | "admin_package" | "package" => see(Observable::AppId(text)),
        "path" | "file_path" | "mount_point" => {
            see(Observable::Path(text));
            see(Observable::FileName(file_name(text)));
        }
        "subject" | "issuer" => {
            if let Some(name) = distinguished_name::part(text, "CN") {
                see(Observable::CertificateName(&name));
            }
            if let Some(organisation) = distinguished_name::part(text, "O") {
                see(Observable::CertificateOrganisation(&organisation));
            }
        }
        _ if is_hash(text) => see(Observable::FileHash(text)),
        _ => links(text).for_each(|link| see(link.observable())),
    }
}

fn is_hash(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
