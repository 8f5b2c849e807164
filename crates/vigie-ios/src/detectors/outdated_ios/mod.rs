//! Versions of iOS with known holes.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Device;

pub(crate) static ITEM: OutdatedIos = OutdatedIos;

pub(crate) struct OutdatedIos;

static META: DetectorMeta = DetectorMeta {
    id: "outdated_ios",
    version: 1,
    title: Text { en: "Old version of iOS", fr: "Version d’iOS ancienne" },
    severity: Severity::Info,
    order: Order::File,
    reads: &["ios.backup_info.device"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &["https://support.apple.com/en-us/100100"],
};

/// When [`LATEST`] was drawn up.
const TABLE_DATE: &str = "2026-11-22";

/// The latest release of each major version of iOS.
const LATEST: &[[u32; 3]] = &[
    [9, 3, 6],
    [10, 3, 4],
    [11, 4, 1],
    [12, 5, 8],
    [13, 7, 0],
    [14, 8, 1],
    [15, 8, 8],
    [16, 7, 16],
    [17, 7, 7],
    [18, 7, 10],
    [26, 6, 2],
    [27, 0, 1],
];

impl Detector for OutdatedIos {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(OutdatedIos)
    }
}

impl Watch for OutdatedIos {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(device) = seen.record.as_a::<Device>() else { return };
        let Some(text) = device.product_version.as_deref() else { return };
        let Some(version) = parse(text) else { return };
        let Some(latest) = newer_than(version) else { return };
        let latest = write(latest);
        let args = [("version", text), ("latest", latest.as_str()), ("date", TABLE_DATE)];
        out.push(Found {
            severity: Severity::Info,
            confidence: Confidence::High,
            claim: Claim::new("outdated-ios-version", args),
            evidence: vec![seen.evidence("product_version", text)],
        });
    }
}

/// The latest release of the major version of `version`, when it is newer; for a major version that
/// gets no releases any more, or is not in the table, the latest of all.
fn newer_than(version: [u32; 3]) -> Option<[u32; 3]> {
    let newest = LATEST.last().copied()?;
    let same = LATEST.iter().copied().find(|latest| latest.first() == version.first());
    match same {
        Some(latest) if latest > version => Some(latest),
        Some(_) => None,
        None => (newest > version).then_some(newest),
    }
}

fn parse(text: &str) -> Option<[u32; 3]> {
    let mut version = [0; 3];
    let mut parts = text.trim().split('.');
    for place in &mut version {
        match parts.next() {
            Some(part) => *place = part.parse().ok()?,
            None => break,
        }
    }
    Some(version)
}

fn write([major, minor, patch]: [u32; 3]) -> String {
    if patch == 0 { format!("{major}.{minor}") } else { format!("{major}.{minor}.{patch}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_older_versions_have_newer_ones() {
        assert_eq!(newer_than([16, 1, 0]), Some([16, 7, 16]));
        assert_eq!(newer_than([16, 7, 16]), None);
        assert_eq!(newer_than([99, 0, 0]), None);
        assert_eq!(newer_than([8, 4, 1]), Some([27, 0, 1]));
        assert_eq!(parse("14.3"), Some([14, 3, 0]));
        assert_eq!((parse("x"), parse("")), (None, None));
        assert!(LATEST.is_sorted());
    }
}
