//! Crash reports switched off by preferences of root.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Found, Order, Seen, Severity, Text, Watch,
};

use super::wording::wording;
use crate::parsers::CrashSettings;

pub(crate) static ITEM: CrashReportsOff = CrashReportsOff;

pub(crate) struct CrashReportsOff;

static META: DetectorMeta = DetectorMeta {
    id: "crash_reports_off",
    version: 1,
    title: Text {
        en: "Crash reports switched off by root",
        fr: "Rapports de plantage désactivés par root",
    },
    severity: Severity::Medium,
    order: Order::File,
    reads: &["ios.crash_reporting.settings"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    ],
};

impl Detector for CrashReportsOff {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Settings)
    }
}

struct Settings;

impl Watch for Settings {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some(settings) = seen.record.as_a::<CrashSettings>() else { return };
        let (severity, key) = match settings.reports_off {
            true => (Severity::Medium, "crash-reports-off-set"),
            false => (Severity::Info, "crash-reports-off-file"),
        };
        out.push(Found {
            severity,
            confidence: Confidence::Medium,
            claim: Claim::new(key, []),
            evidence: vec![seen.evidence("reports_off", &settings.reports_off.to_string())],
        });
    }
}
