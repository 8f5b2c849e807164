//! Keys of computers that the phone lets command it over adb, and debugging without a cable.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Time, Watch,
    wording,
};

use crate::parsers::{
    Acquisition, AdbKey, AdbState, HostKey, Setting, StoredAdbKey, StoredSetting,
};

pub(crate) static ITEM: DebuggingKey = DebuggingKey;

pub(crate) struct DebuggingKey;

static META: DetectorMeta = DetectorMeta {
    id: "debugging_key",
    version: 1,
    title: Text {
        en: "Computers that may command the phone (adb)",
        fr: "Ordinateurs qui peuvent commander le téléphone (adb)",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.adb_keys.key",
        "android.adb_state.key",
        "android.adb_state.state",
        "android.aqf_acquisition.acquisition",
        "android.aqf_acquisition.host_key",
        "android.settings.setting",
        "android.settings_xml.setting",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/tools/adb",
        "https://securitylab.amnesty.org/latest/2024/12/a-digital-prison-surveillance-and-the-suppression-of-civil-society-in-serbia/",
    ],
};

impl Detector for DebuggingKey {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Keys::default())
    }
}

/// Most keys that are remembered.
const MOST_KEYS: usize = 1_000;

/// A key that the phone knows.
#[derive(Default)]
struct Known {
    owner: String,
    used: Option<Time>,
    evidence: Vec<Evidence>,
}

#[derive(Default)]
struct Keys {
    /// Keys, by their fingerprint, else by their owner.
    keys: BTreeMap<String, Known>,
    /// Fingerprints of the keys of the acquisition.
    hosts: BTreeSet<String>,
    /// When the acquisition began.
    begun: Option<Time>,
    wireless: Vec<Evidence>,
}

impl Watch for Keys {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let record = seen.record;
        if let Some(key) = record.as_a::<AdbKey>() {
            let id = key.fingerprint.as_deref().unwrap_or(&key.user);
            self.key(id, &key.user, key.last_connection, seen.evidence("user", &key.user));
        } else if let Some(key) = record.as_a::<StoredAdbKey>() {
            let owner = key.owner.as_deref().unwrap_or("");
            self.key(&key.fingerprint, owner, key.last_connected, seen.evidence("owner", owner));
        } else if let Some(host) = record.as_a::<HostKey>() {
            self.hosts.insert(host.fingerprint.clone());
        } else if let Some(acquisition) = record.as_a::<Acquisition>() {
            self.begun = self.begun.max(acquisition.started);
        } else if let Some(state) = record.as_a::<AdbState>() {
            if state.wifi_enabled == Some(true) {
                self.without_cable(seen.evidence("wifi_enabled", "true"));
            }
        } else if let Some(setting) = record.as_a::<Setting>() {
            self.setting(&setting.name, setting.value.as_deref(), seen);
        } else if let Some(setting) = record.as_a::<StoredSetting>() {
            self.setting(&setting.name, setting.value.as_deref(), seen);
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let keys = std::mem::take(&mut self.keys);
        let (hosts, others): (Vec<_>, Vec<_>) =
            keys.into_iter().partition(|(fingerprint, _)| self.hosts.contains(fingerprint));
        out.extend(self.early(hosts));
        let (odd, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, key)| is_odd(&key.owner));
        let (own, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, key)| is_own(&key.owner));
        let key = if self.hosts.is_empty() { "debugging-key-any" } else { "debugging-key-other" };
        let others_matter = if self.hosts.is_empty() { Severity::Info } else { Severity::Low };
        out.extend(of_keys("debugging-key-odd", Severity::Medium, odd));
        out.extend(of_keys("debugging-key-own", Severity::Low, own));
        out.extend(of_keys(key, others_matter, others));
        let wireless = std::mem::take(&mut self.wireless);
        if !wireless.is_empty() {
            out.push(Found {
                severity: Severity::Low,
                confidence: Confidence::Low,
                claim: Claim::new("debugging-key-wireless", []),
                evidence: wireless,
            });
        }
    }
}

impl Keys {
    fn key(&mut self, id: &str, owner: &str, used: Option<Time>, evidence: Evidence) {
        if self.keys.len() >= MOST_KEYS && !self.keys.contains_key(id) {
            return;
        }
        let known = self.keys.entry(id.to_owned()).or_default();
        if known.owner.is_empty() {
            owner.clone_into(&mut known.owner);
        }
        known.used = known.used.max(used);
        if known.evidence.len() < 3 {
            known.evidence.push(evidence);
        }
    }

    fn setting(&mut self, name: &str, value: Option<&str>, seen: &Seen<'_>) {
        if name == "adb_wifi_enabled" && value == Some("1") {
            self.without_cable(seen.evidence(name, "1"));
        }
    }

    fn without_cable(&mut self, evidence: Evidence) {
        if self.wireless.len() < 10 {
            self.wireless.push(evidence);
        }
    }

    /// What is said where the key of the acquisition was last used long before it.
    fn early(&self, hosts: Vec<(String, Known)>) -> Option<Found> {
        const DAY: i64 = 86_400 * 1_000_000;
        let begun = self.begun?.unix_micros();
        let early: Vec<_> = hosts
            .into_iter()
            .filter(|(_, key)| {
                key.used.is_some_and(|used| begun.saturating_sub(used.unix_micros()) >= DAY)
            })
            .collect();
        of_keys("debugging-key-early", Severity::Info, early)
    }
}

/// One finding for all of `keys`.
fn of_keys(claim: &str, severity: Severity, keys: Vec<(String, Known)>) -> Option<Found> {
    if keys.is_empty() {
        return None;
    }
    let named = |(id, key): &(String, Known)| {
        [&key.owner, id].into_iter().find(|name| !name.is_empty()).map_or("?", String::as_str).to_owned()
    };
    let names: Vec<String> = keys.iter().take(5).map(named).collect();
    let (count, names) = (keys.len().to_string(), names.join(", "));
    Some(Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(claim, [("count", &count), ("owners", &names)]),
        evidence: keys.into_iter().flat_map(|(_, key)| key.evidence).collect(),
    })
}

/// Whether the name of a computer is one of a kiosk or of a tool that copies or unlocks phones.
fn is_odd(owner: &str) -> bool {
    const WORDS: [&str; 14] = [
        "kiosk", "ufed", "cellebrite", "graykey", "grayshift", "forensic", "oxygenforensic", "msab",
        "xry", "magnet", "axiom", "meiya", "massistant", "mfsocket",
    ];
    let owner = owner.to_lowercase();
    let mut words = owner.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| WORDS.iter().any(|odd| word.starts_with(odd)))
}

/// Whether the name is one that programs on the phone itself give, to command it.
fn is_own(owner: &str) -> bool {
    let owner = owner.to_lowercase();
    let host = owner.rsplit('@').next().unwrap_or("");
    matches!(host, "localhost" | "127.0.0.1" | "android" | "shizuku" | "ladb")
        || owner.starts_with("shizuku")
        || owner.starts_with("ladb")
}
