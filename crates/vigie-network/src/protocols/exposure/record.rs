//! A kind of thing that could be read, as a record.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::Thing;

pub(super) static EXPOSURE: Kind = Kind {
    id: "network.capture.exposure",
    title: Text {
        en: "Kind of thing that could be read on the way",
        fr: "Type d’information lisible en chemin",
    },
    brief: &["thing", "protocol", "count"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Exposure>,
};

pub(super) const FIRST: Text =
    Text { en: "readable for the first time", fr: "lisible pour la première fois" };
pub(super) const LAST: Text =
    Text { en: "readable for the last time", fr: "lisible pour la dernière fois" };

/// A kind of thing that somebody on the path could read, in one protocol. It holds no value.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Exposure {
    /// What.
    pub(crate) thing: Thing,
    /// In which protocol.
    pub(crate) protocol: String,
    /// How often.
    pub(crate) count: u64,
    /// When first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// When last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
    /// Number of the packet of the last one.
    pub(crate) last_packet: u64,
}

impl Record for Exposure {
    fn kind(&self) -> &'static Kind {
        &EXPOSURE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, FIRST.en));
        }
        if let Some(at) = self.last.filter(|last| Some(*last) != self.first) {
            see(Stamp::utc(at, LAST.en));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
