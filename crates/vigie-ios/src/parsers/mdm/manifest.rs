//! Which profiles are installed, and which of them Settings does not show.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::settings;

pub(super) static KIND: Kind = Kind {
    id: "ios.mdm.manifest",
    title: Text { en: "List of profiles", fr: "Liste des profils" },
    brief: &["profiles", "hidden"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Manifest>,
};

/// The phone's list of profiles.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Manifest {
    /// Identifiers of the profiles in order of installation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) profiles: Vec<String>,
    /// Identifiers of those that Settings does not show.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) hidden: Vec<String>,
    /// What else it says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

/// Profiles that are named.
const MOST: usize = 1_000;

impl Manifest {
    pub(super) fn read(root: &Value) -> Self {
        let list = |key| {
            let items = root.find(key).and_then(Value::as_array).unwrap_or_default();
            items.iter().filter_map(Value::as_str).take(MOST).map(str::to_owned).collect()
        };
        Self {
            profiles: list("OrderedProfiles"),
            hidden: list("HiddenProfiles"),
            settings: settings::rest(root, &["OrderedProfiles", "HiddenProfiles"], MOST),
        }
    }
}

impl Record for Manifest {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for id in &self.profiles {
            see("profiles", Observable::ProfileId(id));
        }
        for id in &self.hidden {
            see("hidden", Observable::ProfileId(id));
        }
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}
