//! Files in folders that no app runs from, and that spyware was seen to run from.
//!
//! `/private/var/tmp`, `/private/tmp`, `/private/var/db` and `com.apple.xpc.roleaccountd.staging` in
//! it are writable to whoever controls the system, and outside of every app. Pegasus, Predator and
//! Reign ran programs from there, sometimes under the names of Apple's. What stands there directly,
//! or one folder deeper, is looked at by its first bytes:
//!
//! * Mach-O programs and libraries (`FE ED FA CE`, `FE ED FA CF`, `CA FE BA BE`, either byte order);
//! * scripts (`#!`).
//!
//! Of these, the SHA-256 is kept too. Folders after
//! <https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/> and
//! <https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/>;
//! Mach-O after Apple's `mach-o/loader.h` and `mach-o/fat.h`.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::digests::sha256;

pub(crate) static ITEM: StagedFiles = StagedFiles;

pub(crate) struct StagedFiles;

static META: ParserMeta = ParserMeta {
    id: "staged_files",
    title: Text {
        en: "Files in folders that spyware was seen in",
        fr: "Fichiers de dossiers où des logiciels espions ont été vus",
    },
    reads: &[
        "/private/var/tmp/*",
        "/private/var/tmp/*/*",
        "/private/tmp/*",
        "/private/tmp/*/*",
        "/private/var/db/*",
        "/private/var/db/com.apple.xpc.roleaccountd.staging/*",
        "/private/var/db/com.apple.xpc.roleaccountd.staging/*/*",
    ],
    found_in: &[EvidenceKind::IosFileSystem],
    emits: &[&KIND],
    means: &[Text { en: "file modified", fr: "fichier modifié" }],
    versions: Versions::ios(1),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

static KIND: Kind = Kind {
    id: "ios.staged_files.file",
    title: Text {
        en: "File in a folder that spyware was seen in",
        fr: "Fichier d’un dossier où des logiciels espions ont été vus",
    },
    brief: &["path", "program", "size"],
    personal: &[],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<StagedFile>,
};

/// Longest program whose hash is taken.
const LONGEST: u64 = 512 << 20;

impl Parser for StagedFiles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut start = [0; 4];
        let filled = input.data.read_at(0, &mut start)?;
        let program = program(start.get(..filled).unwrap_or_default());
        let hashed = program.is_some() && input.data.size() <= LONGEST.min(input.limits.whole_file);
        if program.is_some() && !hashed {
            sink.problem(Locator::Whole, "a program too large for its hash to be taken");
        }
        let file = StagedFile {
            path: input.path.to_owned(),
            size: input.data.size(),
            modified: input.modified,
            program: program.map(str::to_owned),
            sha256: if hashed { Some(sha256(&input.read_all()?)) } else { None },
        };
        sink.emit(Locator::Whole, &file)
    }
}

/// What kind of program begins with `start`.
fn program(start: &[u8]) -> Option<&'static str> {
    match start {
        [b'#', b'!', ..] => Some("script"),
        [0xfe, 0xed, 0xfa, 0xce | 0xcf]
        | [0xce | 0xcf, 0xfa, 0xed, 0xfe]
        | [0xca, 0xfe, 0xba, 0xbe]
        | [0xbe, 0xba, 0xfe, 0xca] => Some("Mach-O"),
        _ => None,
    }
}

/// A file in a folder that spyware was seen in.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StagedFile {
    /// Absolute path.
    pub(crate) path: String,
    /// Length in bytes.
    pub(crate) size: u64,
    /// When it was last modified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// `Mach-O` or `script`, where it is a program or a library.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) program: Option<String>,
    /// SHA-256 of a program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
}

impl Record for StagedFile {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "file modified"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("path", Observable::Process(&self.path));
        if let Some(hash) = &self.sha256 {
            see("sha256", Observable::FileHash(hash));
        }
    }
}
