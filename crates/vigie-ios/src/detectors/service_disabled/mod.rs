//! Services that update the system, report crashes or keep diagnostics, switched off.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, MAX_EVIDENCE, Order, Seen,
    Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::Service;

pub(crate) static ITEM: ServiceDisabled = ServiceDisabled;

pub(crate) struct ServiceDisabled;

static META: DetectorMeta = DetectorMeta {
    id: "service_disabled",
    version: 1,
    title: Text {
        en: "Update or crash reporting services switched off",
        fr: "Services de mise à jour ou de rapport de plantage désactivés",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.launchd_disabled.service"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://info.lookout.com/rs/051-ESQ-475/images/lookout-pegasus-technical-analysis.pdf",
        "https://securelist.com/operation-triangulation/109842/",
    ],
};

impl Detector for ServiceDisabled {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Disabled::default())
    }
}

/// Services that fetch and install updates.
const UPDATES: &[&str] = &[
    "com.apple.mobile.softwareupdated",
    "com.apple.softwareupdated",
    "com.apple.softwareupdateservicesd",
    "com.apple.OTATaskingAgent",
];

/// Services that note crashes and hand them on.
const CRASHES: &[&str] = &[
    "com.apple.ReportCrash",
    "com.apple.ReportCrash.Root",
    "com.apple.ReportCrash.Self",
    "com.apple.ReportCrash.SafetyNet",
    "com.apple.OTACrashCopier",
    "com.apple.crashreportcopymobile",
    "com.apple.DumpPanic",
    "com.apple.osanalytics.osanalyticshelper",
];

/// Services that keep logs and diagnostic data.
const DIAGNOSTICS: &[&str] =
    &["com.apple.logd", "com.apple.analyticsd", "com.apple.tailspind", "com.apple.sysdiagnose"];

/// What was switched off, by claim.
#[derive(Default)]
struct Disabled(BTreeMap<&'static str, Vec<Evidence>>);

impl Watch for Disabled {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(service) = seen.record.as_a::<Service>() else { return };
        let label = service.label.as_str();
        let key = match label {
            _ if !service.disabled => return,
            _ if UPDATES.contains(&label) => "service-disabled-updates",
            _ if CRASHES.contains(&label) => "service-disabled-crashes",
            _ if DIAGNOSTICS.contains(&label) => "service-disabled-diagnostics",
            _ => return,
        };
        let evidence = self.0.entry(key).or_default();
        if evidence.len() < MAX_EVIDENCE {
            evidence.push(seen.evidence("label", label));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (key, evidence) in std::mem::take(&mut self.0) {
            let names: Vec<&str> = evidence.iter().map(|one| one.quote.as_str()).collect();
            let claim = Claim::new(key, [("services", &names.join(", "))]);
            let (severity, confidence) = (Severity::Medium, Confidence::Low);
            out.push(Found { severity, confidence, claim, evidence });
        }
    }
}
