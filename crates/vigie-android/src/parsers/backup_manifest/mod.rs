//! `apps/*/_manifest`: which app a part of a backup belongs to, and who signed it.
//!
//! Written by Android at the head of each app's part of an `adb backup`. Lines: version of the format,
//! package, version code, version of Android, the app that installed it (empty where there is none),
//! whether the APK is in the backup, number of certificates, then each of them in hexadecimal.
//!
//! Source: [`AppMetadataBackupWriter.java`] of the Android Open Source Project.
//!
//! [`AppMetadataBackupWriter.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/backup/java/com/android/server/backup/fullbackup/AppMetadataBackupWriter.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, read_all, revive,
};

use crate::certificates::Certificate;
use crate::digests::unhexadecimal;

pub(crate) static ITEM: BackupManifest = BackupManifest;

pub(crate) struct BackupManifest;

static META: ParserMeta = ParserMeta {
    id: "backup_manifest",
    title: Text { en: "Apps in the backup", fr: "Applications de la sauvegarde" },
    reads: &["/backup/apps/*/_manifest"],
    found_in: &[EvidenceKind::AndroidBackup],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/backup/java/com/android/server/backup/fullbackup/AppMetadataBackupWriter.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.backup_manifest.app",
    title: Text { en: "App in the backup", fr: "Application de la sauvegarde" },
    brief: &["package", "version_code", "installer"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app in the backup.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct App {
    /// Its package.
    pub(crate) package: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_code: Option<i64>,
    /// API level of the Android that made the backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) platform: Option<i64>,
    /// Which app installed it, where Android names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer: Option<String>,
    /// Whether its APK is in the backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) has_apk: Option<bool>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) certificates: Vec<Certificate>,
}

/// Largest manifest: some certificates of some kilobytes each.
const LARGEST: u64 = 16 << 20;

/// Most certificates that are read.
const MOST_CERTIFICATES: usize = 100;

impl Parser for BackupManifest {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = read_all(&*input.data, input.limits.whole_file.min(LARGEST))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        if lines.next() != Some("1") {
            sink.problem(Locator::Line(1), "expected version 1 of the format");
        }
        let Some(package) = lines.next().filter(|line| !line.trim().is_empty()) else {
            sink.problem(Locator::Line(2), "expected the name of a package");
            return Ok(());
        };
        let mut number = || lines.next().and_then(|line| line.trim().parse().ok());
        let (version_code, platform) = (number(), number());
        let installer = lines.next().filter(|line| !line.is_empty()).map(str::to_owned);
        let has_apk = lines.next().map(|line| line.trim() == "1");
        let promised: usize = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or(0);
        let certificates = certificates(lines, promised, sink);
        let package = package.trim().to_owned();
        let app = App { package, version_code, platform, installer, has_apk, certificates };
        sink.emit(Locator::Whole, &app)
    }
}

fn certificates(lines: std::str::Lines<'_>, promised: usize, sink: &mut Sink<'_>) -> Vec<Certificate> {
    let mut found = Vec::new();
    for (line, number) in lines.take(promised.min(MOST_CERTIFICATES)).zip(8..) {
        match unhexadecimal(line.trim()) {
            Some(bytes) => found.push(Certificate::of(&bytes)),
            None => sink.problem(Locator::Line(number), "expected a certificate in hexadecimal"),
        }
    }
    if found.len() < promised.min(MOST_CERTIFICATES) {
        let message = format!("expected {promised} certificates, found {}", found.len());
        sink.problem(Locator::Line(7), message);
    }
    found
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
        if let Some(installer) = &self.installer {
            see("installer", Observable::AppId(installer));
        }
        self.certificates.iter().for_each(|one| one.observables("certificates", see));
    }
}
