//! Modules that were loaded into a process from a folder that programs can write to.

use std::collections::HashSet;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Image;
use crate::paths;

pub(crate) static ITEM: OddImage = OddImage;

pub(crate) struct OddImage;

static META: DetectorMeta = DetectorMeta {
    id: "odd_image",
    version: 1,
    title: Text {
        en: "Module loaded from a folder that programs can write to",
        fr: "Module chargé depuis un dossier modifiable",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &["ios.crash_reports.image"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://developer.apple.com/documentation/xcode/interpreting-the-json-format-of-a-crash-report",
    ],
};

impl Detector for OddImage {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Once::default())
    }
}

/// Most modules that are told.
const MOST: usize = 10_000;

/// Folders below `/private/var` that the system itself loads modules from: apps, what it installs
/// beside them, and images of disks that it mounts.
const ORDINARY: &[&str] = &[
    "/private/var/containers/Bundle/",
    "/private/var/mobile/Applications/",
    "/private/var/mobile/Containers/Bundle/",
    "/private/var/MobileAsset/",
    "/private/var/run/com.apple.security.cryptexd/",
    "/private/var/staged_system_apps/",
    "/private/var/personalized_",
];

/// A module stands in each report of its process; one finding for it is enough.
#[derive(Default)]
struct Once(HashSet<(u32, String)>);

impl Watch for Once {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(image) = seen.record.as_a::<Image>() else { return };
        let Some(path) = paths::absolute(&image.path) else { return };
        let (severity, confidence, key) = if paths::is_staging(&path) {
            (Severity::Medium, Confidence::Medium, "odd-image-staging")
        } else if path.starts_with("/private/var/")
            && !ORDINARY.iter().any(|folder| path.starts_with(folder))
        {
            (Severity::Low, Confidence::Low, "odd-image-writable")
        } else {
            return;
        };
        if self.0.len() >= MOST || !self.0.insert((seen.source, path.clone().into_owned())) {
            return;
        }
        let process = image.process.as_deref().unwrap_or("?");
        out.push(Found {
            severity,
            confidence,
            claim: Claim::new(key, [("module", &path), ("process", process)]),
            evidence: vec![seen.evidence("path", &path)],
        });
    }
}
