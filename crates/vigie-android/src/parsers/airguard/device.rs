//! A tracker.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};

use super::date;
use crate::fields::{Fields, More};

pub(super) static KIND: Kind = Kind {
    id: "android.airguard.device",
    title: Text { en: "Tracker nearby", fr: "Balise à proximité" },
    brief: &["device_type", "name", "address"],
    personal: &["name", "address"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Device>,
};

/// A tracker.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Device {
    /// Its address at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// What it is: `AIRTAG`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) device_type: Option<String>,
    /// Whether the owner told the app to leave it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ignored: Option<bool>,
    /// Whether the owner was warned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) warned: Option<bool>,
    /// When it was first seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<(Time, Clock)>,
    /// When it was last seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<(Time, Clock)>,
    /// When the owner was last warned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) warned_at: Option<(Time, Clock)>,
    /// Columns that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Device {
    pub(super) fn read(
        mut fields: Fields,
        input: &Input<'_>,
        at: &Locator,
        sink: &mut Sink<'_>,
    ) -> Self {
        fields.any("deviceId");
        Self {
            address: fields.text("address"),
            name: fields.text("name"),
            device_type: fields.text("deviceType"),
            ignored: fields.truth("ignore"),
            warned: fields.truth("notificationSent"),
            first: date(&mut fields, "firstDiscovery", input, at, sink),
            last: date(&mut fields, "lastSeen", input, at, sink),
            warned_at: date(&mut fields, "lastNotificationSent", input, at, sink),
            more: fields.more(),
        }
    }
}

impl Record for Device {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (date, means) in [
            (self.first, "tracker first seen"),
            (self.last, "tracker last seen"),
            (self.warned_at, "owner warned of a tracker"),
        ] {
            if let Some((at, clock)) = date {
                see(Stamp { at, means, clock });
            }
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
