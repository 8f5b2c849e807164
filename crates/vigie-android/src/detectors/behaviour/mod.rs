//! Microphone and camera used while the screen was off, and apps that keep the phone awake.

mod screen;

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen,
    Severity, Text, Time, Watch, wording,
};

use self::screen::Screen;
use super::apps::{Apps, SHELL, Way};
use crate::parsers::{Drain, PackageOps, Usage};

pub(crate) static ITEM: Behaviour = Behaviour;

pub(crate) struct Behaviour;

static META: DetectorMeta = DetectorMeta {
    id: "behaviour",
    version: 1,
    title: Text {
        en: "App at work while nobody uses the phone",
        fr: "App au travail quand personne n’utilise le téléphone",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &[
        "android.appops.package",
        "android.aqf_packages.package",
        "android.battery_checkin.app",
        "android.install_sessions.session",
        "android.packages.package",
        "android.packages_xml.package",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/topic/performance/vitals/wakelock",
        "https://developer.android.com/reference/android/app/usage/UsageEvents.Event",
    ],
};

impl Detector for Behaviour {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Doings::default())
    }
}

/// Most uses of microphone and camera that are remembered.
const MOST: usize = 20_000;
/// Least time for which an app keeps the phone awake, in minutes, to be told.
const AWAKE_MINUTES: u64 = 60;
/// Fewest times that it wakes the phone.
const WAKEUPS: u64 = 1_000;
/// Least time for which it has its position, in minutes.
const POSITION_MINUTES: u64 = 120;

/// A use of the microphone or of the camera.
struct Used {
    package: String,
    camera: bool,
    at: Time,
    evidence: Evidence,
}

#[derive(Default)]
struct Doings {
    apps: Apps,
    used: Vec<Used>,
    drains: Vec<(Vec<String>, [u64; 3], Evidence)>,
    screen: Screen,
    asked: bool,
}

impl Watch for Doings {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if self.apps.note(seen) {
            return;
        }
        if let Some(app) = seen.record.as_a::<PackageOps>() {
            self.ops(app, seen);
        } else if let Some(drain) = seen.record.as_a::<Drain>() {
            let minutes = |ms: u64| ms / 60_000;
            let did = [minutes(drain.awake_ms), drain.wakeups, minutes(drain.gps_ms)];
            let much = did.iter().zip([AWAKE_MINUTES, WAKEUPS, POSITION_MINUTES]);
            if drain.uid >= 10_000 && much.into_iter().any(|(did, least)| *did >= least) {
                let evidence = seen.evidence("packages", &drain.packages.join(", "));
                if self.drains.len() < MOST {
                    self.drains.push((drain.packages.clone(), did, evidence));
                }
            }
        } else if let Some(usage) = seen.record.as_a::<Usage>() {
            self.screen.note(usage);
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        if self.used.is_empty() || std::mem::replace(&mut self.asked, true) {
            return None;
        }
        Some(RecordQuery {
            kinds: vec!["android.usage_stats.event".to_owned()],
            text: Some("SCREEN_".to_owned()),
            by_time: true,
            ..RecordQuery::default()
        })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let mut dark: BTreeMap<String, Vec<Used>> = BTreeMap::new();
        for used in std::mem::take(&mut self.used) {
            if self.screen.is_off(used.at) {
                dark.entry(used.package.clone()).or_default().push(used);
            }
        }
        out.extend(dark.into_iter().filter_map(|(package, used)| self.in_the_dark(&package, used)));
        for (packages, did, evidence) in std::mem::take(&mut self.drains) {
            out.extend(self.awake(&packages, did, evidence));
        }
    }
}

impl Doings {
    fn ops(&mut self, app: &PackageOps, seen: &Seen<'_>) {
        if app.package == SHELL || app.uid.is_some_and(|uid| uid.rem_euclid(100_000) < 10_000) {
            return;
        }
        for op in &app.ops {
            let camera = match op.op.as_str() {
                "CAMERA" => true,
                "RECORD_AUDIO" | "PHONE_CALL_MICROPHONE" => false,
                _ => continue,
            };
            for at in op.entries.iter().filter(|it| it.event == "access").filter_map(|it| it.at) {
                if self.used.len() < MOST {
                    let evidence = Evidence { when: Some(at), ..seen.evidence("ops", &op.op) };
                    self.used.push(Used { package: app.package.clone(), camera, at, evidence });
                }
            }
        }
    }

    /// What is said of an app that used microphone or camera while the screen was off.
    fn in_the_dark(&self, package: &str, used: Vec<Used>) -> Option<Found> {
        let severity = severity(&self.apps.way(package))?;
        let what = match (used.iter().any(|one| one.camera), used.iter().all(|one| one.camera)) {
            (true, true) => "camera",
            (true, false) => "both",
            _ => "microphone",
        };
        let (year, month, day) = used.iter().map(|one| one.at).max()?.date();
        let (last, count) = (format!("{year:04}-{month:02}-{day:02}"), used.len().to_string());
        let args = [("app", package), ("what", what), ("count", &*count), ("last", &*last)];
        Some(Found {
            severity,
            confidence: Confidence::Low,
            claim: Claim::new("behaviour-screen-off", args),
            evidence: used.into_iter().take(100).map(|one| one.evidence).collect(),
        })
    }

    /// What is said of an app that keeps the phone awake.
    fn awake(&self, packages: &[String], did: [u64; 3], evidence: Evidence) -> Option<Found> {
        let first = packages.first()?;
        let severity = severity(&self.apps.way(first))?;
        let [minutes, wakeups, position] = did.map(|number| number.to_string());
        let args = [
            ("app", &**first),
            ("minutes", &*minutes),
            ("wakeups", &*wakeups),
            ("position", &*position),
        ];
        let claim = Claim::new("behaviour-awake", args);
        Some(Found { severity, confidence: Confidence::Low, claim, evidence: vec![evidence] })
    }
}

/// How much it matters what an app does that came onto the phone in such a way.
fn severity(way: &Way) -> Option<Severity> {
    match way {
        Way::System => None,
        way if way.is_unchecked() => Some(Severity::Low),
        _ => Some(Severity::Info),
    }
}
