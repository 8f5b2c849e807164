//! How much of the battery an app had used by then.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};
use vigie_formats::plist::base64;

use crate::fields::{Fields, More};
use crate::message::Message;

pub(super) static KIND: Kind = Kind {
    id: "android.battery_usage_db.state",
    title: Text { en: "Battery use of an app", fr: "Utilisation de la batterie par une app" },
    brief: &["package", "foreground_ms", "background_ms"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<State>,
};

/// How much of the battery an app had used by then.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct State {
    /// The app; nothing for parts of the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<String>,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i64>,
    /// User id of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// When this was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Time in front since the battery was full, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) foreground_ms: Option<i64>,
    /// Time of its services that show a notification, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) service_ms: Option<i64>,
    /// Time in the background, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) background_ms: Option<i64>,
    /// Whether the settings app shows it to the owner as part of the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hidden: Option<bool>,
    /// The phone's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) zone: Option<String>,
    /// Charge of the battery in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<i64>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl State {
    pub(super) fn read(mut fields: Fields, at: &Locator, sink: &mut Sink<'_>) -> Self {
        fields.any("mId");
        // The same once more, for people.
        fields.any("batteryInformationDebug");
        let packed = fields.text("batteryInformation").unwrap_or_default();
        let packed = base64::decode(&packed).unwrap_or_else(|_| {
            sink.problem(at.clone(), "batteryInformation: expected base64");
            Vec::new()
        });
        let packed = Message::inside(&packed, at, sink);
        let battery = packed.bytes(1).last().map(Message::read).unwrap_or_default();
        let column = |fields: &mut Fields, name: &str, number| {
            fields.integer(name).or_else(|| packed.integer(number))
        };
        Self {
            package: fields.text("packageName"),
            label: fields.text("appLabel").or_else(|| packed.text(7)),
            user: fields.integer("userId"),
            uid: fields.integer("uid"),
            at: fields.time("timestamp", 1_000, at, sink),
            foreground_ms: column(&mut fields, "foregroundUsageTimeInMs", 14),
            service_ms: column(&mut fields, "foregroundServiceUsageTimeInMs", 20),
            background_ms: column(&mut fields, "backgroundUsageTimeInMs", 15),
            hidden: fields.truth("isHidden").or_else(|| packed.integer(2).map(|hidden| hidden != 0)),
            zone: fields.text("zoneId").or_else(|| packed.text(4)),
            level: fields.integer("batteryLevel").or_else(|| battery.integer(1)),
            more: fields.more(),
        }
    }
}

impl Record for State {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, "battery use noted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}
