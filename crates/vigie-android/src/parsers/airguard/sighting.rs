//! A time and place at which a tracker was seen.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Text, Time, Volume, revive,
};

use super::{date, degrees};
use crate::fields::Fields;

pub(super) static KIND: Kind = Kind {
    id: "android.airguard.sighting",
    title: Text { en: "Sighting of a tracker", fr: "Détection d’une balise" },
    brief: &["address", "rssi"],
    personal: &["address", "latitude", "longitude"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Sighting>,
};

/// A sighting of a tracker.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Sighting {
    /// The tracker's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<(Time, Clock)>,
    /// How strong its signal was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rssi: Option<i64>,
    /// Where the phone was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) latitude: Option<f64>,
    /// Where the phone was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) longitude: Option<f64>,
}

impl Sighting {
    pub(super) fn read(
        mut fields: Fields,
        input: &Input<'_>,
        places: &HashMap<i64, (Option<f64>, Option<f64>)>,
        at: &Locator,
        sink: &mut Sink<'_>,
    ) -> Self {
        let place = fields.integer("locationId").and_then(|place| places.get(&place));
        let (latitude, longitude) = place.copied().unwrap_or_default();
        Self {
            address: fields.text("deviceAddress"),
            at: date(&mut fields, "receivedAt", input, at, sink),
            rssi: fields.integer("rssi"),
            latitude: degrees(&mut fields, "latitude").or(latitude),
            longitude: degrees(&mut fields, "longitude").or(longitude),
        }
    }
}

impl Record for Sighting {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some((at, clock)) = self.at {
            see(Stamp { at, means: "tracker seen", clock });
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
