//! Containers of apps, as a backup's `Manifest.plist` lists them.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Locator, Observable, Record, Sink, Stamp, Stop, Text, Volume, revive, Origin};
use vigie_formats::plist::Value;

use crate::paths;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.applications.container",
    title: Text { en: "Container of an app", fr: "Conteneur d’une app" },
    brief: &["bundle_id", "version", "path"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Container>,
};

/// The container of an app, of one of its plug-ins or of a group of apps.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Container {
    /// Id of the app, plug-in or group.
    pub(crate) bundle_id: String,
    /// Version of the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// Folder of the app's program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// `Data/Application`, `Data/PluginKitPlugin`, `Shared/AppGroup`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) content_class: Option<String>,
}

impl Record for Container {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("bundle_id", Observable::AppId(&self.bundle_id));
        if let Some(app) = self.bundle_id.strip_prefix("group.") {
            see("bundle_id", Observable::AppId(app));
        }
        if let Some(path) = self.path.as_deref().and_then(paths::absolute) {
            see("path", Observable::Path(&path));
        }
    }
}

/// Emits the containers.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(apps) = root.find("Applications").and_then(Value::as_dictionary) else {
        return Ok(());
    };
    for (id, about) in apps.iter() {
        let container = Container {
            bundle_id: id.to_owned(),
            version: trees::text(about, "CFBundleVersion"),
            path: trees::text(about, "Path"),
            content_class: trees::text(about, "ContainerContentClass"),
        };
        sink.emit(Locator::Key(format!("Applications/{id}")), &container)?;
    }
    Ok(())
}
