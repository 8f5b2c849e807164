//! The first start of the phone, or of one that was erased.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

use crate::daemon_log;

pub(super) static KIND: Kind = Kind {
    id: "ios.container_manager_log.first_start",
    title: Text {
        en: "First start of the phone, or after it was erased",
        fr: "Premier démarrage du téléphone, ou après effacement",
    },
    brief: &["text"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<FirstStart>,
};

/// The phone started with nothing on it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct FirstStart(pub(super) daemon_log::Line);

impl Record for FirstStart {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        self.0.stamps("phone first started, or started after it was erased", see);
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.0.observables(see);
    }
}
