//! Processes that used the network or asked for the location from folders no app should use, or
//! whose program is gone.

use std::collections::HashSet;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::{Baseline, LocationClient, Usage};
use crate::paths;

pub(crate) static ITEM: ProcessInOddFolder = ProcessInOddFolder;

pub(crate) struct ProcessInOddFolder;

static META: DetectorMeta = DetectorMeta {
    id: "process_in_odd_folder",
    version: 2,
    title: Text {
        en: "Process in an unusual folder",
        fr: "Processus d’un dossier inhabituel",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &[
        "ios.datausage.usage",
        "ios.locationd_clients.client",
        "ios.netusage.usage",
        "ios.os_analytics_ad_daily.baseline",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://securelist.com/shutdown-log-lightweight-ios-malware-detection-method/111734/",
        "https://docs.mvt.re/en/latest/ios/records/#datausage",
        "https://docs.mvt.re/en/latest/ios/records/#locationd_clients",
    ],
};

impl Detector for ProcessInOddFolder {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Once::default())
    }
}

/// Paths that are remembered.
const MOST_PATHS: usize = 100_000;

/// A process has a record for every count of its bytes; one finding for it is enough.
#[derive(Default)]
struct Once(HashSet<String>);

/// What a record says of a process.
struct Named<'a> {
    /// Field that names it.
    field: &'static str,
    /// Name or path.
    name: &'a str,
    /// Whether a copy of the file system lacks its program.
    missing: bool,
    /// Claim where it lies in a folder that no app should use.
    staging: &'static str,
}

const NETWORK: &str = "process-in-odd-folder-staging";
const LOCATION: &str = "process-in-odd-folder-located";

impl Once {
    /// Looks at one process; true when it was found.
    fn look(&mut self, named: &Named<'_>, seen: &Seen<'_>, out: &mut Vec<Found>) -> bool {
        let Some(path) = paths::absolute(named.name) else { return false };
        let (severity, confidence, key) = if paths::is_staging(&path) {
            (Severity::Medium, Confidence::Medium, named.staging)
        } else if named.missing {
            (Severity::Low, Confidence::Low, "process-in-odd-folder-gone")
        } else {
            return false;
        };
        if self.0.len() < MOST_PATHS && self.0.insert(path.clone().into_owned()) {
            out.push(Found {
                severity,
                confidence,
                claim: Claim::new(key, [("process", &path)]),
                evidence: vec![seen.evidence(named.field, &path)],
            });
        }
        true
    }
}

impl Watch for Once {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let network = |field, name, missing| Named { field, name, missing, staging: NETWORK };
        if let Some(usage) = Usage::of(seen.record) {
            let name = usage.proc_name.as_deref().unwrap_or_default();
            self.look(&network("proc_name", name, usage.executable_missing), seen, out);
        } else if let Some(total) = seen.record.as_a::<Baseline>() {
            self.look(&network("package", &total.package, false), seen, out);
        } else if let Some(client) = seen.record.as_a::<LocationClient>() {
            for (field, name) in client.programs() {
                let named = Named { field, name, missing: false, staging: LOCATION };
                if self.look(&named, seen, out) {
                    break;
                }
            }
        }
    }
}
