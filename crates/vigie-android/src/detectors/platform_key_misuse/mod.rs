//! Apps that are called as the system without its signature, or signed with keys that others have.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::parsers::{Apk, AqfPackage, Package, StoredPackage};

pub(crate) static ITEM: PlatformKeyMisuse = PlatformKeyMisuse;

pub(crate) struct PlatformKeyMisuse;

static META: DetectorMeta = DetectorMeta {
    id: "platform_key_misuse",
    version: 1,
    title: Text {
        en: "App that borrows the identity of the system",
        fr: "App qui emprunte l’identité du système",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.apk.app",
        "android.aqf_packages.package",
        "android.packages.package",
        "android.packages_xml.package",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://source.android.com/docs/core/ota/sign_builds",
        "https://bugs.chromium.org/p/apvi/issues/detail?id=100",
    ],
};

impl Detector for PlatformKeyMisuse {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Signers::default())
    }
}

/// Most apps that are remembered.
const MOST: usize = 20_000;

#[derive(Default)]
struct Signers {
    /// Apps of the system, and whether the evidence has them.
    system: BTreeSet<String>,
    /// Signers of the system itself, of the package `android`: hashes.
    platform: BTreeSet<String>,
    apps: BTreeMap<String, Signed>,
}

/// Most apps besides those of the system that its key has signed on an honest phone, or another.
const MOST_BY_PLATFORM: usize = 10;

/// What is known of the signature of an app.
#[derive(Default)]
struct Signed {
    hashes: BTreeSet<String>,
    public_key: Option<String>,
    shared_user: Option<String>,
    evidence: Vec<Evidence>,
}

impl Watch for Signers {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let record = seen.record;
        if let Some(app) = record.as_a::<Apk>() {
            let Some(package) = app.package.as_deref().filter(|_| app.split.is_none()) else { return };
            let now = || app.signatures.iter().filter(|one| !one.earlier);
            let hashes = now().filter_map(|one| one.certificate.digests.sha256.clone()).collect();
            let public = now().find_map(|one| one.public_key.clone());
            let quote = public.as_deref().unwrap_or(package);
            let evidence = seen.evidence("signatures", quote);
            self.signed(package, hashes, public, app.shared_user_id.clone(), evidence);
        } else if let Some(app) = record.as_a::<AqfPackage>() {
            let certificates = app.files.iter().filter_map(|file| file.certificate.as_ref());
            let hashes = certificates.filter_map(|one| one.digests.sha256.clone()).collect();
            self.note(&app.name, app.system == Some(true));
            self.signed(&app.name, hashes, None, None, seen.evidence("name", &app.name));
        } else if let Some(app) = record.as_a::<StoredPackage>() {
            let hashes =
                app.certificates.iter().filter_map(|one| one.digests.sha256.clone()).collect();
            self.note(&app.package, app.system || app.below_update);
            self.signed(&app.package, hashes, None, None, seen.evidence("package", &app.package));
        } else if let Some(app) = record.as_a::<Package>() {
            self.note(&app.package, app.system || app.hidden);
            let hashes = app.signatures.iter().map(|short| format!("short {short}")).collect();
            let shared = app.shared_user.clone();
            self.signed(&app.package, hashes, None, shared, seen.evidence("package", &app.package));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        if let Some(platform) = self.apps.get("android") {
            self.platform.extend(platform.hashes.iter().cloned());
        }
        let mut apps = std::mem::take(&mut self.apps);
        apps.retain(|package, _| package != "android" && !self.system.contains(package));
        let by_platform = |signed: &Signed| signed.hashes.iter().any(|it| self.platform.contains(it));
        // Where most apps seem to be signed as the system is, the hash is no hash.
        if apps.values().filter(|signed| by_platform(signed)).count() > MOST_BY_PLATFORM {
            self.platform.clear();
        }
        out.extend(apps.into_iter().filter_map(|(package, signed)| self.found(&package, signed)));
    }
}

impl Signers {
    fn note(&mut self, package: &str, system: bool) {
        if system && self.system.len() < MOST {
            self.system.insert(package.to_owned());
        }
    }

    fn signed(
        &mut self,
        package: &str,
        hashes: BTreeSet<String>,
        public_key: Option<String>,
        shared_user: Option<String>,
        evidence: Evidence,
    ) {
        if self.apps.len() >= MOST && !self.apps.contains_key(package) {
            return;
        }
        let signed = self.apps.entry(package.to_owned()).or_default();
        signed.hashes.extend(hashes);
        signed.public_key = signed.public_key.take().or(public_key);
        signed.shared_user = signed.shared_user.take().or(shared_user);
        if signed.evidence.len() < 5 {
            signed.evidence.push(evidence);
        }
    }

    /// What is said of an app that is no part of the system.
    fn found(&self, package: &str, signed: Signed) -> Option<Found> {
        let by_platform = signed.hashes.iter().any(|hash| self.platform.contains(hash));
        let comparable = |hash: &String| {
            // A short hash compares with short ones only.
            self.platform.iter().any(|known| known.starts_with("short ") == hash.starts_with("short "))
        };
        let known = signed.hashes.iter().any(comparable);
        let shares = signed.shared_user.as_deref().is_some_and(|user| user.starts_with("android.uid."));
        let (severity, key) = match signed.public_key.as_deref() {
            None if by_platform => (Severity::Info, "platform-key-misuse-platform"),
            Some("debug") => (Severity::Info, "platform-key-misuse-debug"),
            Some(_) if shares => (Severity::Medium, "platform-key-misuse-public-shared"),
            Some(_) => (Severity::Low, "platform-key-misuse-public"),
            None if looks_like_system(package) && known => {
                (Severity::Medium, "platform-key-misuse-name")
            }
            None => return None,
        };
        let public = signed.public_key.as_deref().unwrap_or("");
        Some(Found {
            severity,
            confidence: Confidence::Low,
            claim: Claim::new(key, [("app", package), ("key", public)]),
            evidence: signed.evidence,
        })
    }
}

/// Whether only parts of the system itself are called so. Google and makers give out apps below their
/// own names, with keys of their own, in stores.
fn looks_like_system(package: &str) -> bool {
    const BEGINNINGS: [&str; 6] = [
        "android.",
        "com.android.internal.",
        "com.android.providers.",
        "com.android.server.",
        "com.android.settings",
        "com.android.system",
    ];
    BEGINNINGS.iter().any(|beginning| package.starts_with(beginning))
}
