//! `files.json`: the files that AndroidQF could list on the phone, often hundreds of thousands.
//!
//! Written by AndroidQF's collector, or from the output of `find` where the collector cannot run: an
//! array, in old versions one object a line. Folders are among them. Times are seconds since 1970.
//! Hashes are mostly empty. The mode is a text such as `-rwxr-xr-x`, or digits.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

mod mode;

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};

use crate::digests::Digests;
use crate::fields::{Fields, More};
use crate::json_items::{Item, each_item};
use crate::names::file_name;

pub(crate) static ITEM: AqfFiles = AqfFiles;

pub(crate) struct AqfFiles;

static META: ParserMeta = ParserMeta {
    id: "aqf_files",
    title: Text { en: "Files on the phone (AndroidQF)", fr: "Fichiers du téléphone (AndroidQF)" },
    reads: &["/androidqf/files.json", "/files.json"],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[
        Text { en: "file modified", fr: "fichier modifié" },
        Text { en: "file or its attributes changed", fr: "fichier ou ses attributs changés" },
        Text { en: "file read", fr: "fichier lu" },
    ],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

static KIND: Kind = Kind {
    id: "android.aqf_files.file",
    title: Text { en: "File on the phone", fr: "Fichier du téléphone" },
    brief: &["path", "mode", "size"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<File>,
};

/// A file, or a folder.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct File {
    /// Its path.
    pub(crate) path: String,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// What it is and who may do what, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mode: Option<String>,
    /// Whether it is a file that may be run by somebody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) executable: bool,
    /// Id of its owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<i64>,
    /// Id of its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) group_id: Option<i64>,
    /// Name of its owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_name: Option<String>,
    /// Name of its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) group_name: Option<String>,
    /// Its SELinux label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<String>,
    /// When its content was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// When its content or its attributes were last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Time>,
    /// When it was last read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<Time>,
    /// Its hashes.
    #[serde(flatten)]
    pub(crate) digests: Digests,
    /// What its content looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    /// Fields that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Parser for AqfFiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_item(input, sink, file)
    }
}

fn file(item: &Item<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let at = item.at();
    let Some(mut fields) = Fields::of_item(item, sink) else { return Ok(()) };
    let Some(path) = fields.text("path") else {
        sink.problem(at, "expected the path of a file");
        return Ok(());
    };
    let file = File::read(path, &mut fields, &at, sink);
    let file = File { more: fields.more(), ..file };
    sink.emit(at, &file)
}

impl File {
    fn read(path: String, fields: &mut Fields, at: &Locator, sink: &mut Sink<'_>) -> Self {
        let mode = fields.text("mode");
        let mut time = |name| fields.time(name, 1, at, sink);
        let modified = time("modified_time");
        let changed = time("changed_time");
        let accessed = time("access_time");
        Self {
            path,
            size: fields.integer("size"),
            executable: mode.as_deref().is_some_and(mode::is_executable_file),
            mode,
            user_id: fields.integer("user_id"),
            group_id: fields.integer("group_id"),
            user_name: fields.text("user_name"),
            group_name: fields.text("group_name"),
            context: fields.text("context"),
            modified,
            changed,
            accessed,
            digests: Digests {
                md5: fields.text("md5"),
                sha1: fields.text("sha1"),
                sha256: fields.text("sha256"),
                sha512: fields.text("sha512"),
            },
            mime_type: fields.text("mime_type"),
            error: fields.text("error"),
            more: More::new(),
        }
    }
}

impl Record for File {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let stamps = [
            (self.modified, "file modified"),
            (self.changed, "file or its attributes changed"),
            (self.accessed, "file read"),
        ];
        for (at, means) in stamps {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Path(&self.path));
        see("path", Observable::FileName(file_name(&self.path)));
        let Digests { md5, sha1, sha256, sha512 } = &self.digests;
        let hashes = [("md5", md5), ("sha1", sha1), ("sha256", sha256), ("sha512", sha512)];
        for (field, hash) in hashes {
            if let Some(hash) = hash {
                see(field, Observable::FileHash(hash));
            }
        }
    }
}
