//! Apps from outside the stores that hold powers over the phone: one finding for each.

mod disguise;
mod power;

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, RecordQuery, Seen, Severity,
    Text, Watch, wording,
};

use self::power::Power;
use super::apps::{Apps, SHELL, Way};
use crate::parsers::Resolved;

pub(crate) static ITEM: AppWithPowers = AppWithPowers;

pub(crate) struct AppWithPowers;

static META: DetectorMeta = DetectorMeta {
    id: "app_with_powers",
    version: 1,
    title: Text {
        en: "App with powers over the phone",
        fr: "App qui a des pouvoirs sur le téléphone",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.accessibility.service",
        "android.apk.app",
        "android.appops.package",
        "android.appops_xml.use",
        "android.aqf_packages.package",
        "android.device_idle.exemption",
        "android.device_policies.administrator",
        "android.device_policy.admin",
        "android.input_methods.keyboard",
        "android.install_sessions.session",
        "android.notification_listeners.listener",
        "android.packages.package",
        "android.packages_xml.package",
        "android.roles.holder",
        "android.roles_xml.holder",
        "android.settings.setting",
        "android.settings_xml.setting",
        "android.telecom.holder",
        "android.vpn.holder",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.ftc.gov/business-guidance/blog/2021/09/ftc-bans-spyfone-and-ceo-surveillance-business",
        "https://developer.android.com/guide/topics/ui/accessibility/service",
        "https://stopstalkerware.org/information-for-survivors/",
    ],
};

impl Detector for AppWithPowers {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Holders::default())
    }
}

/// Most apps whose powers are remembered.
const MOST_HOLDERS: usize = 5_000;
/// Most records that are cited for one power of an app.
const MOST_CITED: usize = 3;

#[derive(Default)]
struct Holders {
    apps: Apps,
    powers: BTreeMap<String, BTreeMap<Power, Vec<Evidence>>>,
    asked: bool,
    /// Apps with something to start, where the evidence has the table of it.
    startable: BTreeSet<String>,
}

impl Watch for Holders {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        if let Some(entry) = seen.record.as_a::<Resolved>() {
            if entry.key == MAIN && self.startable.len() < MOST_HOLDERS {
                self.startable.insert(entry.package.clone());
            }
            return;
        }
        if self.apps.note(seen) {
            return;
        }
        power::each(seen.record, &mut |power, package, (field, quote)| {
            let room = self.powers.len() < MOST_HOLDERS || self.powers.contains_key(package);
            if package.is_empty() || package == SHELL || !room {
                return;
            }
            let cited = self.powers.entry(package.to_owned()).or_default().entry(power).or_default();
            if cited.len() < MOST_CITED {
                cited.push(seen.evidence(field, quote));
            }
        });
    }

    fn asks(&mut self) -> Option<RecordQuery> {
        let unchecked = |package: &String| self.apps.way(package).is_unchecked();
        if self.asked || !self.powers.keys().any(unchecked) {
            return None;
        }
        self.asked = true;
        Some(RecordQuery {
            kinds: vec!["android.resolver_tables.activity".to_owned()],
            text: Some(MAIN.to_owned()),
            ..RecordQuery::default()
        })
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        for (package, powers) in std::mem::take(&mut self.powers) {
            out.extend(self.found(&package, powers));
        }
    }
}

/// What every app that can be started from among the icons answers to.
const MAIN: &str = "android.intent.action.MAIN";

impl Holders {
    /// What is said of `package`.
    fn found(&self, package: &str, powers: BTreeMap<Power, Vec<Evidence>>) -> Option<Found> {
        let way = self.apps.way(package);
        let facts = self.apps.facts(package);
        let label = facts.and_then(|facts| facts.label.as_deref());
        let hidden = self.is_hidden(package);
        let disguised = way.is_unchecked() && disguise::is_worn(package, label);
        let held: u32 = powers.keys().map(|power| power.weight()).sum();
        let score = held
            + if way.is_unchecked() { 2 } else { 0 }
            + if hidden && way.is_unchecked() { 2 } else { 0 }
            + if disguised { 3 } else { 0 };
        let severity = severity(&way, powers.len(), held, score)?;
        let yes = |is: bool| if is { "yes" } else { "no" };
        let mut claim = Claim::new(
            &format!("app-with-powers-{}", way.key()),
            [("app", package), ("by", way.by()), ("score", &score.to_string())],
        );
        for power in Power::ALL {
            let holds = yes(powers.contains_key(&power)).to_owned();
            claim.args.insert(power.name().to_owned(), holds);
        }
        claim.args.insert("hidden".to_owned(), yes(hidden).to_owned());
        claim.args.insert("disguised".to_owned(), yes(disguised).to_owned());
        let mut evidence: Vec<Evidence> = powers.into_values().flatten().collect();
        evidence.extend(facts.and_then(|facts| facts.evidence.clone()));
        let confidence = match severity {
            Severity::Medium if score >= 11 => Confidence::Medium,
            _ => Confidence::Low,
        };
        Some(Found { severity, confidence, claim, evidence })
    }

    /// Whether the app has no icon, as its manifest or the table of what can be started says.
    fn is_hidden(&self, package: &str) -> bool {
        match self.apps.facts(package).and_then(|facts| facts.icon) {
            Some(icon) => !icon,
            None => !self.startable.is_empty() && !self.startable.contains(package),
        }
    }
}

/// How much an app matters that has `powers` powers of weight `held`, and `score` points in all.
fn severity(way: &Way, powers: usize, held: u32, score: u32) -> Option<Severity> {
    match way {
        Way::System => None,
        Way::Store | Way::Unknown => (held >= 4).then_some(Severity::Info),
        Way::Catalogue(_) if score >= 8 => Some(Severity::Low),
        Way::Catalogue(_) => (held >= 3).then_some(Severity::Info),
        _ if score >= 8 && powers >= 2 => Some(Severity::Medium),
        _ if score >= 6 => Some(Severity::Low),
        _ => (held >= 2).then_some(Severity::Info),
    }
}
