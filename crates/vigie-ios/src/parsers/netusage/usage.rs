//! Network use of processes: what `DataUsage.sqlite` has too, under kinds of their own.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

use crate::parsers::{OrphanUsage, ProcessGap, Usage};

pub(super) static KIND: Kind = Kind {
    id: "ios.netusage.usage",
    title: Text { en: "Network use of a process", fr: "Utilisation du réseau par un processus" },
    brief: &["proc_name", "bundle_id", "wifi_in", "wifi_out", "wwan_in", "wwan_out"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<NetUsage>,
};

pub(super) static ORPHAN: Kind = Kind {
    id: "ios.netusage.orphan_usage",
    title: Text {
        en: "Network use of a process that is not listed",
        fr: "Utilisation du réseau par un processus absent de la liste",
    },
    brief: &["proc_id", "wifi_in", "wifi_out", "wwan_in", "wwan_out"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<NetOrphan>,
};

pub(super) static GAP: Kind = Kind {
    id: "ios.netusage.process_gap",
    title: Text {
        en: "Gap in the numbers of processes",
        fr: "Trou dans la numérotation des processus",
    },
    brief: &["first", "last", "missing"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<NetGap>,
};

/// Network use of a process, from `netusage.sqlite`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct NetUsage(pub(crate) Usage);

/// Network use of a process that is not listed, from `netusage.sqlite`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct NetOrphan(pub(crate) OrphanUsage);

/// Numbers of processes that are not there, in `netusage.sqlite`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct NetGap(pub(crate) ProcessGap);

/// A record of another kind that says the same.
macro_rules! same_as_inside {
    ($record:ident, $kind:ident) => {
        impl Record for $record {
            fn kind(&self) -> &'static Kind {
                &$kind
            }

            fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
                self.0.stamps(see);
            }

            fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
                self.0.observables(see);
            }
        }
    };
}

same_as_inside!(NetUsage, KIND);
same_as_inside!(NetOrphan, ORPHAN);
same_as_inside!(NetGap, GAP);
