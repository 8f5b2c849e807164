//! What a file of a scan held, and what it cannot tell.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static SCAN: Kind = Kind {
    id: "internet.scan.file",
    title: Text { en: "Scan", fr: "Balayage" },
    brief: &["format", "records", "damaged", "hits"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Scan>,
};

/// What a file of a scan held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// Its format.
    pub format: String,
    /// Records.
    pub records: u64,
    /// Records that are damaged or too long.
    pub damaged: u64,
    /// Records that were read whole, because a rule's bytes stood in them.
    pub read: u64,
    /// Matches of rules.
    pub hits: u64,
    /// Ports, in a sample of the records.
    pub ports: Vec<u16>,
    /// Earliest time, in a sample of the records and all hits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Time>,
    /// Latest time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Time>,
    /// Rules that were tested.
    pub rules: u64,
    /// Rules that name a field which this source does not have.
    pub rules_without_fields: Vec<String>,
}

impl Record for Scan {
    fn kind(&self) -> &'static Kind {
        &SCAN
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in
            [(self.first, "first record of the scan"), (self.last, "last record of the scan")]
        {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
