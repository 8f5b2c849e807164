//! Locks of the system that are open: boot, build, SELinux, root, writable partitions, old patches.

mod locks;
mod root;

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen,
    Severity, Text, Time, Watch, wording,
};

use self::locks::Lock;
use super::places::is_of_system;
use crate::parsers::{
    Acquisition, AqfPackage, ListedFile, Mount, Package, Property, RootBinary, Selinux, StoredPackage,
    User,
};

pub(crate) static ITEM: SystemIntegrity = SystemIntegrity;

pub(crate) struct SystemIntegrity;

static META: DetectorMeta = DetectorMeta {
    id: "system_integrity",
    version: 1,
    title: Text {
        en: "System that was changed, or left unprotected",
        fr: "Système modifié, ou laissé sans protection",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.aqf_acquisition.acquisition",
        "android.aqf_packages.package",
        "android.aqf_root_binaries.binary",
        "android.aqf_selinux.state",
        "android.mounts.mount",
        "android.packages.package",
        "android.packages_xml.package",
        "android.system_properties.property",
        "android.users.user",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://source.android.com/docs/security/features/verifiedboot/boot-flow",
        "https://source.android.com/docs/security/features/selinux",
        "https://source.android.com/docs/security/bulletin",
    ],
};

impl Detector for SystemIntegrity {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(System::default())
    }
}

/// Most records that are cited for one lock.
const MOST_CITED: usize = 100;

#[derive(Default)]
struct System {
    open: BTreeMap<Lock, Vec<Evidence>>,
    patch: Option<(Time, String, Evidence)>,
    /// The newest date in the evidence: the phone was in use then, and the acquisition is not older.
    newest: Option<Time>,
    asked: usize,
}

impl Watch for System {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let record = seen.record;
        if let Some(property) = record.as_a::<Property>() {
            if property.name == "ro.build.version.security_patch" {
                self.patched(&property.value, seen);
            } else if let Some(lock) = locks::of_property(&property.name, &property.value) {
                self.opened(lock, seen.evidence(&property.name, &property.value));
            }
        } else if let Some(state) = record.as_a::<Selinux>() {
            if matches!(&*state.mode.to_lowercase(), "permissive" | "disabled") {
                self.opened(Lock::Selinux, seen.evidence("mode", &state.mode));
            }
        } else if let Some(mount) = record.as_a::<Mount>() {
            self.mounted(mount, seen);
        } else if let Some(binary) = record.as_a::<RootBinary>() {
            let name = crate::names::file_name(&binary.path);
            let lock = if name == "busybox" { Lock::Busybox } else { Lock::Root };
            self.opened(lock, seen.evidence("path", &binary.path));
        } else if let Some(file) = record.as_a::<ListedFile>() {
            if root::is_file(&file.path) {
                self.opened(Lock::Root, seen.evidence("path", &file.path));
            }
        } else {
            self.app(seen);
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        // Among hundreds of thousands of files, those that are called as root needs them.
        let text = root::QUESTIONS.get(self.asked)?;
        self.asked += 1;
        Some(RecordQuery {
            kinds: vec!["android.aqf_files.file".to_owned()],
            text: Some((*text).to_owned()),
            ..RecordQuery::default()
        })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (lock, evidence) in std::mem::take(&mut self.open) {
            let words: Vec<String> = evidence.iter().take(5).map(worded).collect();
            let (count, words) = (evidence.len().to_string(), words.join(", "));
            out.push(Found {
                severity: lock.severity(),
                confidence: Confidence::Low,
                claim: Claim::new(lock.key(), [("count", &count), ("words", &words)]),
                evidence,
            });
        }
        out.extend(self.outdated());
    }
}

impl System {
    fn opened(&mut self, lock: Lock, evidence: Evidence) {
        let cited = self.open.entry(lock).or_default();
        if cited.len() < MOST_CITED {
            cited.push(evidence);
        }
    }

    /// A date on which the phone was in use, and apps that come with root.
    fn app(&mut self, seen: &Seen<'_>) {
        let mut package = None;
        let mut dates = [None, None, None];
        if let Some(app) = seen.record.as_a::<Package>() {
            dates = [app.updated, app.changed, None];
            package = Some(&app.package);
        } else if let Some(app) = seen.record.as_a::<StoredPackage>() {
            dates = [app.updated, app.files_changed, None];
            package = Some(&app.package);
        } else if let Some(app) = seen.record.as_a::<AqfPackage>() {
            package = Some(&app.name);
        } else if let Some(user) = seen.record.as_a::<User>() {
            dates = [user.last_opened, None, None];
        } else if let Some(acquisition) = seen.record.as_a::<Acquisition>() {
            dates = [acquisition.started, None, None];
        }
        self.newest = self.newest.max(dates.into_iter().flatten().max());
        if let Some(package) = package.filter(|package| root::is_app(package)) {
            self.opened(Lock::Root, seen.evidence("package", package));
        }
    }

    fn mounted(&mut self, mount: &Mount, seen: &Seen<'_>) {
        if root::is_mount(mount) {
            self.opened(Lock::Root, seen.evidence("point", &mount.point));
        } else if mount.writable && is_of_system(&mount.point) {
            self.opened(Lock::Partition, seen.evidence("point", &mount.point));
        }
    }

    fn patched(&mut self, level: &str, seen: &Seen<'_>) {
        if self.patch.is_none()
            && let Some(date) = Time::parse(level)
        {
            let evidence = seen.evidence("ro.build.version.security_patch", level);
            self.patch = Some((date, level.to_owned(), evidence));
        }
    }

    /// What is said of patches that were old when the evidence was taken.
    fn outdated(&mut self) -> Option<Found> {
        const DAY: i64 = 86_400;
        let (date, level, evidence) = self.patch.take()?;
        let newest = self.newest?;
        let days = newest.unix_seconds().saturating_sub(date.unix_seconds()) / DAY;
        let severity = match days {
            ..186 => return None,
            186..1096 => Severity::Info,
            _ => Severity::Low,
        };
        let (year, month, day) = newest.date();
        let seen = format!("{year:04}-{month:02}-{day:02}");
        let args = [("level", &*level), ("seen", &*seen), ("days", &*days.to_string())];
        let claim = Claim::new("system-integrity-patch", args);
        Some(Found { severity, confidence: Confidence::High, claim, evidence: vec![evidence] })
    }
}

/// The words of a record in a sentence: a property goes by its name.
fn worded(evidence: &Evidence) -> String {
    match evidence.kind.as_str() {
        "android.system_properties.property" => format!("{}={}", evidence.field, evidence.quote),
        _ => evidence.quote.clone(),
    }
}
