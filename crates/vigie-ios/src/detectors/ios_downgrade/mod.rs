//! An older version of iOS after a newer one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Record, Seen, Severity,
    Text, Time, Watch,
};

use super::wording::wording;
use crate::builds::Build;
use crate::parsers::{AnalyticsEvent, RanVersion};

pub(crate) static ITEM: IosDowngrade = IosDowngrade;

pub(crate) struct IosDowngrade;

static META: DetectorMeta = DetectorMeta {
    id: "ios_downgrade",
    version: 1,
    title: Text {
        en: "An older version of iOS after a newer one",
        fr: "Une version d’iOS plus ancienne après une plus récente",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &["ios.analytics.event", "ios.ios_version_history.version"],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#ios_version_history",
        "https://support.apple.com/guide/security/sec783a4c5f3/web",
    ],
};

impl Detector for IosDowngrade {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(History::default())
    }
}

/// Most pairs of builds that are told apart, per case.
const MOST_PAIRS: usize = 100;

/// What each phone last ran.
#[derive(Default)]
struct History {
    last: BTreeMap<u32, Ran>,
    told: BTreeSet<(u32, String, String)>,
}

/// A build that was running.
struct Ran {
    build: Build,
    name: String,
    evidence: Evidence,
}

impl Watch for History {
    fn see(&mut self, seen: &Seen<'_>, out: &mut Vec<Found>) {
        let Some((field, name, at)) = build_of(seen.record) else { return };
        let Some(build) = Build::parse(name) else { return };
        // Before its first contact with a clock, a phone thinks it is 1970.
        if at.date().0 < 2007 {
            return;
        }
        let ran = Ran { build, name: name.to_owned(), evidence: seen.evidence(field, name) };
        let Some(before) = self.last.insert(seen.source, ran) else { return };
        if before.build.compare(build) != Some(Ordering::Greater) {
            return;
        }
        let pair = (seen.source, before.name.clone(), name.to_owned());
        if self.told.len() < MOST_PAIRS && self.told.insert(pair) {
            let args = [("newer", before.name.as_str()), ("older", name)];
            out.push(Found {
                severity: Severity::Low,
                confidence: Confidence::Medium,
                claim: Claim::new("ios-downgrade-build", args),
                evidence: vec![before.evidence, seen.evidence(field, name)],
            });
        }
    }
}

/// The build that a record says was running, and when.
fn build_of(record: &dyn Record) -> Option<(&'static str, &str, Time)> {
    if let Some(event) = record.as_a::<AnalyticsEvent>() {
        return Some(("build", event.build.as_deref()?, event.at?));
    }
    let version = record.as_a::<RanVersion>()?;
    Some(("build", version.build.as_deref()?, version.at?))
}
