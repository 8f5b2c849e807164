//! Entries that are kept as they stand.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

use crate::daemon_log;

pub(super) static KIND: Kind = Kind {
    id: "ios.activation_log.line",
    title: Text { en: "Line of the log of activation", fr: "Ligne du journal d’activation" },
    brief: &["text"],
    personal: &["text"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Line>,
};

/// An entry as it stands.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Line(pub(super) daemon_log::Line);

impl Record for Line {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.0.stamps("noted by mobileactivationd", see);
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.0.observables(see);
    }
}
