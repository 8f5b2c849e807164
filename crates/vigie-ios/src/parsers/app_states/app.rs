//! Apps.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::plist::Value;

use super::snapshot;
use crate::{paths, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.app_states.app",
    title: Text {
        en: "App that is or was on the phone",
        fr: "App qui est ou était sur le téléphone",
    },
    brief: &["bundle_id", "uninstalled", "bundle_path"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<AppState>,
};

/// What the home screen knows of an app.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AppState {
    /// Its id.
    pub(crate) bundle_id: String,
    /// Folder of its program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_path: Option<String>,
    /// Folder of its data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sandbox_path: Option<String>,
    /// When it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uninstalled: Option<Time>,
    /// True where nothing but the id, or its deletion, is kept: the app is no longer there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) only_id: bool,
    /// What is kept about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) keys: Vec<String>,
    /// Texts with URLs among what is kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<String>,
}

/// Names of keys that are kept for an app.
const MOST_KEYS: usize = 200;
/// Texts with URLs that are kept for an app.
const MOST_LINKS: usize = 200;

impl AppState {
    pub(super) fn new(bundle_id: String) -> Self {
        Self { bundle_id, only_id: true, ..Self::default() }
    }

    /// Notes that something is kept under `key`.
    pub(super) fn see_key(&mut self, key: &str) {
        if key != "_UninstallDate" {
            self.only_id = false;
        }
        if self.keys.len() < MOST_KEYS && !self.keys.iter().any(|one| one == key) {
            self.keys.push(key.to_owned());
        }
    }

    /// Takes what is kept under `key`.
    pub(super) fn read(
        &mut self,
        key: &str,
        value: &Value,
        at: Locator,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        match key {
            "compatibilityInfo" => {
                let path = |name| trees::text(value, name);
                self.bundle_path = path("bundlePath").or_else(|| path("bundleContainerPath"));
                self.sandbox_path = path("sandboxPath");
            }
            "_UninstallDate" => {
                self.uninstalled = value.as_time();
                if self.uninstalled.is_none() {
                    sink.problem(at, "_UninstallDate: expected a date");
                }
            }
            "XBApplicationSnapshotManifest" => {
                return snapshot::read(&self.bundle_id, value, &at, sink);
            }
            _ => {
                let room = MOST_LINKS.saturating_sub(self.links.len());
                self.links.extend(trees::urls(value).into_iter().take(room));
            }
        }
        Ok(())
    }
}

impl Record for AppState {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.uninstalled {
            see(Stamp::utc(at, "app deleted"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("bundle_id", Observable::AppId(&self.bundle_id));
        see("bundle_id", Observable::Process(&self.bundle_id));
        let folders = [("bundle_path", &self.bundle_path), ("sandbox_path", &self.sandbox_path)];
        for (field, path) in folders {
            if let Some(path) = path.as_deref().and_then(paths::absolute) {
                see(field, Observable::Path(&path));
            }
        }
        for text in &self.links {
            links(text).for_each(|link| see("links", link.observable()));
        }
    }
}
