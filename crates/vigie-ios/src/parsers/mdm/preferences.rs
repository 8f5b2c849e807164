//! Settings of apps that management forces.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::{paths, settings};

pub(super) static KIND: Kind = Kind {
    id: "ios.mdm.managed_preferences",
    title: Text { en: "Settings forced on an app", fr: "Réglages imposés à une app" },
    brief: &["domain"],
    personal: &["settings"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<ManagedPreferences>,
};

/// Settings that management forces on an app, or on the system.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ManagedPreferences {
    /// The app, or part of the system.
    pub(crate) domain: String,
    /// The settings; passwords are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

/// Values that are kept of one file.
const MOST: usize = 1_000;

impl ManagedPreferences {
    pub(super) fn read(root: &Value, path: &str) -> Self {
        let name = paths::file_name(path);
        Self {
            domain: name.strip_suffix(".plist").unwrap_or(name).to_owned(),
            settings: settings::rest(root, &[], MOST),
        }
    }
}

impl Record for ManagedPreferences {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("domain", Observable::AppId(&self.domain));
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}
