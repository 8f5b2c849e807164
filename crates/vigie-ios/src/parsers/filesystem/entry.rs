//! Files and folders.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::line::Line;

pub(super) static FILE: Kind = Kind {
    id: "ios.filesystem.file",
    title: Text { en: "File of the phone", fr: "Fichier du téléphone" },
    brief: &["path", "size"],
    personal: &["path"],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<File>,
};

pub(super) static FOLDER: Kind = Kind {
    id: "ios.filesystem.folder",
    title: Text { en: "Folder of the phone", fr: "Dossier du téléphone" },
    brief: &["path"],
    personal: &["path"],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<Folder>,
};

/// A file of the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct File {
    /// Absolute path.
    pub(crate) path: String,
    /// Length in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<u64>,
    /// When it was last modified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
}

impl File {
    pub(super) fn of(line: Line<'_>) -> Self {
        Self { path: line.path.into_owned(), size: line.size, modified: line.modified }
    }
}

/// A folder of the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Folder {
    /// Absolute path.
    pub(crate) path: String,
    /// When its list of files last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
}

impl Record for File {
    fn kind(&self) -> &'static Kind {
        &FILE
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "file modified"));
        }
    }

    /// A process is compared by its name and, where that is a path, by the path too: showing the
    /// path a second time would cost half of the run.
    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Process(&self.path));
        if let Some(app) = app_of_preferences(&self.path) {
            see("path", Observable::AppId(app));
        }
    }
}

/// The app whose preferences a file holds: apps name it after themselves.
fn app_of_preferences(path: &str) -> Option<&str> {
    let (_, name) = path.strip_suffix(".plist")?.rsplit_once("/Library/Preferences/")?;
    let is_app = name.bytes().filter(|byte| *byte == b'.').count() >= 2
        && !name.contains('/')
        && !name.starts_with("com.apple.");
    is_app.then_some(name)
}

impl Record for Folder {
    fn kind(&self) -> &'static Kind {
        &FOLDER
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "folder modified"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Process(&self.path));
    }
}
