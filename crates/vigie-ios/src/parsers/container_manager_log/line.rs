//! Entries that are not known to be more.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

use crate::daemon_log;

pub(super) static KIND: Kind = Kind {
    id: "ios.container_manager_log.line",
    title: Text { en: "Line of the log of folders", fr: "Ligne du journal des dossiers" },
    brief: &["text"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Line>,
};

/// An entry as it stands.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Line(pub(super) daemon_log::Line);

impl Record for Line {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.0.stamps("noted by the keeper of folders", see);
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.0.observables(see);
    }
}
