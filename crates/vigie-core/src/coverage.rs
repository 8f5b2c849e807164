//! What was looked at, and what could not be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Time;

/// What was looked at, and what could not be: part of every report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Coverage {
    /// Each piece of evidence, in order of its number.
    pub sources: Vec<Source>,
    /// Indicator sets that records were compared with.
    pub indicators: Vec<IndicatorSet>,
    /// How many problems were met in all; the list is beside the coverage.
    pub problems: u64,
    /// True when the user stopped the run before its end.
    pub interrupted: bool,
}

impl Coverage {
    /// Every artefact of every source.
    pub fn artefacts(&self) -> impl Iterator<Item = &Artefact> {
        self.sources.iter().flat_map(|source| &source.artefacts)
    }

    /// Records read in all.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.artefacts().map(|artefact| artefact.records).sum()
    }

    /// What all of the evidence is about; [`Subject::Phone`] where it is about several things.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let mut subjects = self.sources.iter().map(|source| source.kind.subject());
        let first = subjects.next().unwrap_or(Subject::Phone);
        if subjects.all(|other| other == first) { first } else { Subject::Phone }
    }

    /// True when no indicator was loaded although some of the evidence can only be judged with them.
    #[must_use]
    pub fn lacks_indicators(&self) -> bool {
        let needed = self.sources.is_empty()
            || self.sources.iter().any(|one| one.kind.subject().needs_indicators());
        needed && self.indicator_count() == 0
    }

    /// Indicators in all sets.
    #[must_use]
    pub fn indicator_count(&self) -> u64 {
        self.indicators.iter().map(|set| set.indicators).sum()
    }
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Source {
    /// Number in its case, counting from 0.
    pub number: u32,
    /// Where it lay, as the user named it.
    pub path: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// What is known of the device: `product_version`, `device_name`, `last_backup_date`, ….
    pub facts: BTreeMap<String, String>,
    /// SHA-256 of what identifies it: the archive's listing or a backup's `Manifest.db`.
    pub sha256: String,
    /// How many files it holds.
    pub files: u64,
    /// How many of them were opened.
    pub files_read: u64,
    /// One entry per parser that knows this kind of evidence.
    pub artefacts: Vec<Artefact>,
}

/// Kinds of evidence, recognised by content.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// Backup made by Finder, iTunes or idevicebackup2, not encrypted.
    IosBackup,
    /// The same, encrypted.
    IosBackupEncrypted,
    /// Copy of an iPhone's file system.
    IosFileSystem,
    /// Diagnostic archive made by the iPhone itself.
    IosSysdiagnose,
    /// Bug report of an Android phone: a dumpstate and the files that came with it.
    AndroidBugReport,
    /// What AndroidQF collected from a phone.
    Androidqf,
    /// Backup made by `adb backup`.
    AndroidBackup,
    /// Intrusion logs of Android's Advanced Protection.
    AndroidIntrusionLogs,
    /// Copy of an Android phone's file system.
    AndroidFileSystem,
    /// One or several Android packages (`.apk`) alone.
    AndroidPackages,
    /// Packets captured on a network (pcap, pcapng): of one's own devices, or of a lab.
    PacketCapture,
    /// Packets captured on links that carry signalling between operators.
    SignallingCapture,
    /// Results of scans of the Internet: what servers answered, certificates, names.
    InternetScan,
    /// Dossier of an oversight body: warrants, and what was delivered under them.
    OversightDossier,
    /// Folder of results that MVT (Mobile Verification Toolkit) wrote.
    MvtResults,
    /// Files that belong to no kind above, some of which a parser knows.
    Files,
}

impl EvidenceKind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 16] = [
        Self::IosBackup,
        Self::IosBackupEncrypted,
        Self::IosFileSystem,
        Self::IosSysdiagnose,
        Self::AndroidBugReport,
        Self::Androidqf,
        Self::AndroidBackup,
        Self::AndroidIntrusionLogs,
        Self::AndroidFileSystem,
        Self::AndroidPackages,
        Self::PacketCapture,
        Self::SignallingCapture,
        Self::InternetScan,
        Self::OversightDossier,
        Self::MvtResults,
        Self::Files,
    ];

    /// Its stable name, as it is serialised: `ios-backup`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::IosBackup => "ios-backup",
            Self::IosBackupEncrypted => "ios-backup-encrypted",
            Self::IosFileSystem => "ios-file-system",
            Self::IosSysdiagnose => "ios-sysdiagnose",
            Self::AndroidBugReport => "android-bug-report",
            Self::Androidqf => "androidqf",
            Self::AndroidBackup => "android-backup",
            Self::AndroidIntrusionLogs => "android-intrusion-logs",
            Self::AndroidFileSystem => "android-file-system",
            Self::AndroidPackages => "android-packages",
            Self::PacketCapture => "packet-capture",
            Self::SignallingCapture => "signalling-capture",
            Self::InternetScan => "internet-scan",
            Self::OversightDossier => "oversight-dossier",
            Self::MvtResults => "mvt-results",
            Self::Files => "files",
        }
    }

    /// The operating system of the device that it comes from, where the kind tells.
    #[must_use]
    pub const fn system(self) -> Option<&'static str> {
        match self {
            Self::IosBackup
            | Self::IosBackupEncrypted
            | Self::IosFileSystem
            | Self::IosSysdiagnose => Some("iOS"),
            Self::AndroidBugReport
            | Self::Androidqf
            | Self::AndroidBackup
            | Self::AndroidIntrusionLogs
            | Self::AndroidFileSystem
            | Self::AndroidPackages => Some("Android"),
            Self::PacketCapture
            | Self::SignallingCapture
            | Self::InternetScan
            | Self::OversightDossier
            | Self::MvtResults
            | Self::Files => None,
        }
    }
}

impl EvidenceKind {
    /// What the evidence is about.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::PacketCapture => Subject::Network,
            Self::SignallingCapture => Subject::Signalling,
            Self::InternetScan => Subject::Internet,
            Self::OversightDossier => Subject::Oversight,
            _ => Subject::Phone,
        }
    }
}

/// What evidence is about, hence what can be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Somebody's phone.
    Phone,
    /// What somebody's devices said on a network.
    Network,
    /// What operators said to each other of their subscribers.
    Signalling,
    /// Servers on the Internet.
    Internet,
    /// Interceptions, and the warrants for them.
    Oversight,
}

impl Subject {
    /// Its stable key: `phone`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Network => "network",
            Self::Signalling => "signalling",
            Self::Internet => "internet",
            Self::Oversight => "oversight",
        }
    }

    /// Whether little can be said without lists of indicators to compare records with.
    #[must_use]
    pub const fn needs_indicators(self) -> bool {
        matches!(self, Self::Phone | Self::Network)
    }
}

/// What one parser made of one piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Artefact {
    /// The parser's id.
    pub parser: String,
    /// How it went.
    pub state: ArtefactState,
    /// Files it read.
    pub files: u64,
    /// Records it gave, by kind.
    pub kinds: BTreeMap<String, u64>,
    /// Records it gave in all.
    pub records: u64,
    /// Problems it met.
    pub problems: u64,
    /// Earliest instant among its records.
    pub first: Option<Time>,
    /// Latest instant among its records.
    pub last: Option<Time>,
}

/// How reading an artefact went.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ArtefactState {
    /// Read to the end.
    Read,
    /// Read to the end, and it held no records.
    Empty,
    /// Read in part: see the problems.
    Damaged,
    /// There, but nothing of it could be read.
    Unreadable,
    /// This kind of evidence can hold it, this piece does not.
    Absent,
    /// It is absent, and this version of the system is not known to write it: see the parser's
    /// versions.
    OtherVersion,
    /// This kind of evidence never holds it.
    NotHeld,
}

/// A set of indicators that records were compared with.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct IndicatorSet {
    /// Its name.
    pub name: String,
    /// File it was loaded from.
    pub path: String,
    /// SHA-256 of that file.
    pub sha256: String,
    /// Newest date among its indicators.
    pub newest: Option<Time>,
    /// How many indicators it gave.
    pub indicators: u64,
    /// How many it holds that could not be evaluated.
    pub skipped: u64,
    /// Its licence, if known.
    pub licence: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_what_is_serialised() -> Result<(), serde_json::Error> {
        for kind in EvidenceKind::ALL {
            assert_eq!(serde_json::to_string(&kind)?, format!("\"{}\"", kind.key()));
        }
        Ok(())
    }
}
