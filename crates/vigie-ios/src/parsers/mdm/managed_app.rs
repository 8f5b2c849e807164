//! Apps that the server installed.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::settings;

pub(super) static KIND: Kind = Kind {
    id: "ios.mdm.managed_app",
    title: Text {
        en: "App installed by device management",
        fr: "App installée par la gestion de l’appareil",
    },
    brief: &["bundle_id"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<ManagedApp>,
};

/// An app that device management installed, or means to.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ManagedApp {
    /// Its id.
    pub(crate) bundle_id: String,
    /// When it was installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) installed: Option<Time>,
    /// What is kept about it; passwords are left out.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
}

impl Record for ManagedApp {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.installed {
            see(Stamp::utc(at, "managed app installed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("bundle_id", Observable::AppId(&self.bundle_id));
        see("bundle_id", Observable::Process(&self.bundle_id));
        for (path, text) in self.settings.texts() {
            settings::see(path, text, |value| see("settings", value));
        }
    }
}

/// Values that are kept of one app.
const MOST: usize = 100;

/// Emits every app: those under `metadataByBundleID`, else every entry whose key is an app's id.
pub(super) fn read_all(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let (place, apps) = match root.find("metadataByBundleID") {
        Some(apps) => ("metadataByBundleID/", apps),
        None => ("", root),
    };
    let Some(apps) = apps.as_dictionary() else {
        sink.problem(Locator::Whole, "expected a dictionary of apps");
        return Ok(());
    };
    for (id, about) in apps.iter().filter(|(id, about)| {
        id.contains('.') && about.as_dictionary().is_some()
    }) {
        let installed = ["installDate", "InstallDate", "dateInstalled"];
        let app = ManagedApp {
            bundle_id: id.to_owned(),
            installed: installed.iter().find_map(|key| about.find(key)?.as_time()),
            settings: settings::rest(about, &installed, MOST),
        };
        sink.emit(Locator::Key(format!("{place}{id}")), &app)?;
    }
    Ok(())
}
