//! Files in a backup made by `adb backup`, and where they lay on the phone.
//!
//! The backup names each by its app and a domain: `apps/org.example.chat/f/avatars/1.png` was
//! `/data/data/org.example.chat/files/avatars/1.png`. What lay in shared storage stands under `shared/`.
//! What stands inside is for other parsers; paths, names and apps are matched here.
//!
//! Source: [`FullBackup.java`] of the Android Open Source Project.
//!
//! [`FullBackup.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/app/backup/FullBackup.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};

use crate::names::file_name;

pub(crate) static ITEM: BackupFiles = BackupFiles;

pub(crate) struct BackupFiles;

static META: ParserMeta = ParserMeta {
    id: "backup_files",
    title: Text { en: "Files in the backup", fr: "Fichiers de la sauvegarde" },
    reads: &["/backup/apps/**", "/backup/shared/**"],
    found_in: &[EvidenceKind::AndroidBackup],
    emits: &[&KIND],
    means: &[Text { en: "file changed", fr: "fichier modifié" }],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/app/backup/FullBackup.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.backup_files.file",
    title: Text { en: "File in the backup", fr: "Fichier de la sauvegarde" },
    brief: &["name", "package", "size"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<File>,
};

/// A file in the backup.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct File {
    /// Its name in the backup.
    pub(crate) name: String,
    /// Where it lay on the phone, where its domain is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// The app that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
}

impl Parser for BackupFiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let name = input.path.strip_prefix("/backup/").unwrap_or(input.path);
        let package = name.strip_prefix("apps/").and_then(|rest| rest.split('/').next());
        let file = File {
            name: name.to_owned(),
            path: path(name),
            package: package.map(str::to_owned),
            size: input.data.size(),
            modified: input.modified,
        };
        sink.emit(Locator::Whole, &file)
    }
}

/// Where a file of the backup lay on the phone.
fn path(name: &str) -> Option<String> {
    if let Some(rest) = name.strip_prefix("shared/") {
        let (number, rest) = rest.split_once('/')?;
        // The first is the one that every phone has.
        return (number == "0").then(|| format!("/sdcard/{rest}"));
    }
    let (package, rest) = name.strip_prefix("apps/")?.split_once('/')?;
    let (domain, rest) = rest.split_once('/')?;
    let own = match domain.strip_prefix("d_") {
        Some(_) => format!("/data/user_de/0/{package}"),
        None => format!("/data/data/{package}"),
    };
    Some(match domain.strip_prefix("d_").unwrap_or(domain) {
        "r" => format!("{own}/{rest}"),
        "f" => format!("{own}/files/{rest}"),
        "db" => format!("{own}/databases/{rest}"),
        "sp" => format!("{own}/shared_prefs/{rest}"),
        "nb" => format!("{own}/no_backup/{rest}"),
        "c" => format!("{own}/cache/{rest}"),
        "ef" => format!("/sdcard/Android/data/{package}/files/{rest}"),
        "obb" => format!("/sdcard/Android/obb/{package}/{rest}"),
        _ => return None,
    })
}

impl Record for File {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "file changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("name", Observable::FileName(file_name(&self.name)));
        if let Some(path) = &self.path {
            see("path", Observable::Path(path));
        }
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_folders() {
        let cases = [
            ("apps/a.b/f/x/y", Some("/data/data/a.b/files/x/y")),
            ("apps/a.b/d_f/x", Some("/data/user_de/0/a.b/files/x")),
            ("apps/a.b/db/x", Some("/data/data/a.b/databases/x")),
            ("apps/a.b/sp/x", Some("/data/data/a.b/shared_prefs/x")),
            ("apps/a.b/r/x", Some("/data/data/a.b/x")),
            ("apps/a.b/ef/x", Some("/sdcard/Android/data/a.b/files/x")),
            ("shared/0/DCIM/x", Some("/sdcard/DCIM/x")),
            ("shared/1/x", None),
            ("apps/a.b/_manifest", None),
            ("apps/a.b/a/base.apk", None),
        ];
        for (name, expected) in cases {
            assert_eq!(path(name).as_deref(), expected, "{name}");
        }
    }
}
