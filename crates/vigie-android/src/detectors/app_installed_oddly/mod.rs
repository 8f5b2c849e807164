//! How apps came onto the phone, what happened right before and after, and apps that are gone.

mod sequence;

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen,
    Severity, Text, Watch, wording,
};

use super::apps::{Apps, SHELL, Way};
use crate::parsers::{BatteryEvent, BatteryWhat, DailyAction, DailyChange, DropBoxEntry, Override, PackageOps, SecurityEvent, Setting, StoredUse, Usage};

pub(crate) static ITEM: AppInstalledOddly = AppInstalledOddly;

pub(crate) struct AppInstalledOddly;

static META: DetectorMeta = DetectorMeta {
    id: "app_installed_oddly",
    version: 1,
    title: Text {
        en: "App that came onto the phone in an odd way",
        fr: "App arrivée sur le téléphone de façon étrange",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.appops.package",
        "android.appops_xml.use",
        "android.aqf_packages.package",
        "android.battery_daily.change",
        "android.battery_history.change",
        "android.drop_box.entry",
        "android.install_sessions.session",
        "android.packages.package",
        "android.packages_xml.package",
        "android.platform_compat.override",
        "android.settings.setting",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/reference/android/content/pm/InstallSourceInfo",
        "https://developers.google.com/android/play-protect/client-protections",
    ],
};

impl Detector for AppInstalledOddly {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Arrivals::default())
    }
}

/// Most apps that are remembered, and most records that are cited.
const MOST_APPS: usize = 5_000;
const MOST_CITED: usize = 50;
/// A list of installed apps with fewer than these is not taken for whole.
const WHOLE_LIST: usize = 10;

#[derive(Default)]
struct Arrivals {
    apps: Apps,
    steps: sequence::Steps,
    /// Apps of which something else than the list of apps tells, with the first record.
    traces: BTreeMap<String, Evidence>,
    removed: BTreeMap<String, Evidence>,
    downgraded: BTreeMap<String, Evidence>,
    asked: usize,
}

impl Watch for Arrivals {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if self.apps.note(seen) {
            return;
        }
        let record = seen.record;
        if let Some(setting) = record.as_a::<Setting>() {
            self.steps.note(setting, seen);
        } else if let Some(change) = record.as_a::<DailyChange>() {
            let list = match change.action {
                DailyAction::Removed => &mut self.removed,
                DailyAction::Downgraded => &mut self.downgraded,
                DailyAction::Updated => &mut self.traces,
            };
            keep(list, &change.package, || seen.evidence("package", &change.package));
        } else if let Some(ops) = record.as_a::<PackageOps>() {
            self.trace(&ops.package, "package", seen);
        } else if let Some(used) = record.as_a::<StoredUse>() {
            self.trace(&used.package, "package", seen);
        } else if let Some(set) = record.as_a::<Override>() {
            if set.raw {
                self.trace(&set.package, "package", seen);
            }
        } else if let Some(event) = record.as_a::<SecurityEvent>() {
            self.logged(event, seen);
        } else if let Some(event) = record.as_a::<BatteryEvent>() {
            match event.what {
                BatteryWhat::Remove => {
                    let cite = || seen.evidence("package", &event.package);
                    keep(&mut self.removed, &event.package, cite);
                }
                _ => self.trace(&event.package, "package", seen),
            }
        } else if let Some(usage) = record.as_a::<Usage>() {
            self.trace(&usage.package, "package", seen);
        } else if let Some(package) = record.as_a::<DropBoxEntry>().and_then(|one| one.package.as_ref()) {
            self.trace(package, "package", seen);
        }
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        if !self.has_list() {
            return None;
        }
        let (kind, text) = MORE_TRACES.get(self.asked)?;
        self.asked += 1;
        Some(RecordQuery {
            kinds: vec![(*kind).to_owned()],
            text: text.map(ToOwned::to_owned),
            ..RecordQuery::default()
        })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        out.extend(self.steps.found(&self.apps));
        self.ways(out);
        let removed = std::mem::take(&mut self.removed);
        out.extend(all("app-installed-oddly-removed", Severity::Info, removed));
        let (theirs, systems): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.downgraded).into_iter().partition(|(package, _)| {
                self.apps.facts(package).is_some_and(|facts| facts.listed && !facts.system)
            });
        out.extend(all("app-installed-oddly-older", Severity::Low, theirs));
        out.extend(all("app-installed-oddly-older-other", Severity::Info, systems));
        if self.has_list() {
            let traces = std::mem::take(&mut self.traces).into_iter();
            let listed = |package: &str| self.apps.facts(package).is_some_and(|facts| facts.listed);
            let gone = traces.filter(|(package, _)| !listed(package)).collect();
            out.extend(all("app-installed-oddly-gone", Severity::Info, gone));
        }
    }
}

/// Kinds of record that name apps by the thousands, and a text in those that matter.
const MORE_TRACES: &[(&str, Option<&str>)] = &[
    ("android.usage_stats.sum", None),
    ("android.intrusion_logs.security", Some("package_installed")),
    ("android.intrusion_logs.security", Some("app_process_start")),
];

impl Arrivals {
    /// Notes the app that an event of the security log names.
    fn logged(&mut self, event: &SecurityEvent, seen: &Seen<'_>) {
        let text = |name: &str| event.details.get(name).and_then(|value| value.as_str());
        if let Some(package) = text("package_name") {
            self.trace(package, "details", seen);
        } else if let Some(process) = text("process") {
            // Some processes of the system go by a name of their own.
            let package = process.split(':').next().unwrap_or(process);
            if !package.contains(".process.") {
                self.trace(package, "details", seen);
            }
        }
    }

    fn trace(&mut self, package: &str, field: &str, seen: &Seen<'_>) {
        if crate::names::is_package(package) {
            keep(&mut self.traces, package, || seen.evidence(field, package));
        }
    }

    /// Whether the evidence has a list of apps that can be taken for whole.
    fn has_list(&self) -> bool {
        self.apps.each().filter(|(_, facts)| facts.listed).nth(WHOLE_LIST - 1).is_some()
    }

    /// One finding for each way in which apps came that is not through a store.
    fn ways(&self, out: &mut Vec<Found>) {
        let mut ways: BTreeMap<&str, BTreeMap<String, Evidence>> = BTreeMap::new();
        for (package, facts) in self.apps.each().filter(|(_, facts)| facts.listed) {
            let ending = match self.apps.way(package) {
                Way::System | Way::Store | Way::Unknown => continue,
                Way::Adb if facts.named().is_some_and(|by| by != SHELL) => "forged",
                way => way.key(),
            };
            let apps = ways.entry(ending).or_default();
            if let Some(evidence) = &facts.evidence {
                keep(apps, package, || evidence.clone());
            }
        }
        for (ending, apps) in ways {
            let severity = match ending {
                "forged" => Severity::Medium,
                "adb" | "app" => Severity::Low,
                _ => Severity::Info,
            };
            out.extend(all(&format!("app-installed-oddly-{ending}"), severity, apps));
        }
    }
}

/// Notes the first record of an app.
fn keep(list: &mut BTreeMap<String, Evidence>, package: &str, evidence: impl FnOnce() -> Evidence) {
    if !package.is_empty() && list.len() < MOST_APPS && !list.contains_key(package) {
        list.insert(package.to_owned(), evidence());
    }
}

/// One finding for all of `apps`.
fn all(key: &str, severity: Severity, apps: BTreeMap<String, Evidence>) -> Option<Found> {
    if apps.is_empty() {
        return None;
    }
    let names: Vec<&str> = apps.keys().take(5).map(String::as_str).collect();
    let (count, names) = (apps.len().to_string(), names.join(", "));
    Some(Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(key, [("count", &count), ("apps", &names)]),
        evidence: apps.into_values().take(MOST_CITED).collect(),
    })
}
