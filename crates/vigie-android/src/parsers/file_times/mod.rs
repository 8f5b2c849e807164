//! Files of the phone that came with a bug report or an acquisition, and when they were last changed.
//!
//! A bug report carries files of the phone (crashes, traces, logs, lists of mounts) with the times that
//! the phone gave them in its archive, in local time; AndroidQF carries logs. The files of a copy of the
//! phone's storage are listed too. What stands inside is for other parsers; paths and names are matched
//! here.
//!
//! Source: <https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/bugreport-format.md>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::names::file_name;
use crate::written_time;

pub(crate) static ITEM: FileTimes = FileTimes;

pub(crate) struct FileTimes;

static META: ParserMeta = ParserMeta {
    id: "file_times",
    title: Text { en: "Files of the phone", fr: "Fichiers du téléphone" },
    reads: &[
        "/acct/**",
        "/apex/**",
        "/cache/**",
        "/cust/**",
        "/data/**",
        "/dev/**",
        "/efs/**",
        "/linkerconfig/**",
        "/metadata/**",
        "/mnt/**",
        "/odm/**",
        "/persist/**",
        "/proc/**",
        "/product/**",
        "/sdcard/**",
        "/storage/**",
        "/sys/**",
        "/system/**",
        "/system_ext/**",
        "/vendor/**",
    ],
    found_in: &[
        EvidenceKind::AndroidBugReport,
        EvidenceKind::Androidqf,
        EvidenceKind::AndroidFileSystem,
    ],
    emits: &[&KIND],
    means: &[Text { en: "file changed", fr: "fichier modifié" }],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/bugreport-format.md",
    ],
};

static KIND: Kind = Kind {
    id: "android.file_times.file",
    title: Text { en: "File of the phone", fr: "Fichier du téléphone" },
    brief: &["path", "size"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Many,
    revive: revive::<File>,
};

/// A file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct File {
    /// Its path on the phone.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// When it was last changed, where the evidence says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// Whose clock says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
}

impl Parser for FileTimes {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (modified, clock) = written_time::of_file(input).unzip();
        let (path, size) = (input.path.to_owned(), input.data.size());
        let file = File { path, size, modified, clock };
        sink.emit(Locator::Whole, &file)
    }
}

impl Record for File {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let (Some(at), Some(clock)) = (self.modified, self.clock) {
            see(Stamp { at, means: "file changed", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Path(&self.path));
        see("path", Observable::FileName(file_name(&self.path)));
    }
}
