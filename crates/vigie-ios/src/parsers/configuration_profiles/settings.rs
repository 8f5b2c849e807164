//! Settings that result from profiles and device management.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Record, Sink, Stamp, Stop, Text, Volume, revive, Origin};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.configuration_profiles.settings",
    title: Text {
        en: "Settings by profiles and device management",
        fr: "Réglages dus aux profils et à la gestion des appareils",
    },
    brief: &["file"],
    personal: &["settings"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Settings>,
};

/// Most values that are kept of one file.
const MOST: usize = 2_000;

/// A file of settings.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// Name of the file.
    pub(crate) file: String,
    /// What it says; names are paths of keys.
    #[serde(default, skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

impl Record for Settings {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}

/// Emits what the file called `name` says.
pub(super) fn read(root: &Value, name: &str, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let settings = trees::flatten(root, MOST);
    if settings.len() >= MOST {
        sink.problem(Locator::Whole, format!("only the first {MOST} settings are kept"));
    }
    sink.emit(Locator::Whole, &Settings { file: name.to_owned(), settings })
}
