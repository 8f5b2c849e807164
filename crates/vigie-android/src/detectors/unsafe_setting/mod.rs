//! Settings that switch off checks of apps, or lead traffic elsewhere.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::parsers::{Setting, StoredSetting};

pub(crate) static ITEM: UnsafeSetting = UnsafeSetting;

pub(crate) struct UnsafeSetting;

static META: DetectorMeta = DetectorMeta {
    id: "unsafe_setting",
    version: 1,
    title: Text {
        en: "Settings that leave the phone unprotected",
        fr: "Réglages qui laissent le téléphone sans protection",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &[
        "android.settings.setting",
        "android.settings_xml.setting",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/reference/android/provider/Settings.Global",
        "https://developers.google.com/android/play-protect/client-protections",
    ],
};

impl Detector for UnsafeSetting {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Unsafe::default())
    }
}

/// Most settings that are remembered: a phone has few users.
const MOST: usize = 200;

#[derive(Default)]
struct Unsafe(Vec<(&'static str, Matter, Evidence)>);

/// How much a setting matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    /// A check of apps is off.
    Check,
    /// Traffic goes another way.
    Way,
    /// A report to the maker is off.
    Report,
}

impl Watch for Unsafe {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let (name, value) = if let Some(setting) = seen.record.as_a::<Setting>() {
            (setting.name.as_str(), setting.value.as_deref())
        } else if let Some(setting) = seen.record.as_a::<StoredSetting>() {
            (setting.name.as_str(), setting.value.as_deref())
        } else {
            return;
        };
        let Some(value) = value else { return };
        let Some(&(name, matter, _)) = SETTINGS.iter().find(|(known, _, unsafe_at)| {
            *known == name && (unsafe_at.contains(&value) || unsafe_at.is_empty() && is_proxy(value))
        }) else {
            return;
        };
        if self.0.len() < MOST {
            self.0.push((name, matter, seen.evidence(name, value)));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let mut names: Vec<&str> = self.0.iter().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return;
        }
        let is = |name: &str, wanted: Matter| {
            self.0.iter().any(|(known, matter, _)| *known == name && *matter == wanted)
        };
        let checks = names.iter().filter(|name| is(name, Matter::Check)).count();
        let led = names.iter().any(|name| is(name, Matter::Way));
        let severity = if checks >= 2 || led { Severity::Low } else { Severity::Info };
        let (count, names) = (names.len().to_string(), names.join(", "));
        out.push(Found {
            severity,
            confidence: Confidence::High,
            claim: Claim::new("unsafe-setting-some", [("count", &count), ("settings", &names)]),
            evidence: std::mem::take(&mut self.0).into_iter().map(|(.., evidence)| evidence).collect(),
        });
    }
}

/// Settings, how much each matters, and the values at which it does; none for a proxy.
const SETTINGS: &[(&str, Matter, &[&str])] = &[
    ("adb_install_need_confirm", Matter::Check, &["0"]),
    ("global_http_proxy_host", Matter::Way, &[]),
    ("http_proxy", Matter::Way, &[]),
    ("install_non_market_apps", Matter::Check, &["1"]),
    ("package_verifier_enable", Matter::Check, &["0"]),
    ("package_verifier_state", Matter::Check, &["0", "-1"]),
    ("package_verifier_user_consent", Matter::Check, &["0", "-1"]),
    ("samsung_errorlog_agree", Matter::Report, &["0"]),
    ("send_action_app_error", Matter::Report, &["0"]),
    ("send_security_reports", Matter::Report, &["0"]),
    ("upload_apk_enable", Matter::Check, &["0", "-1"]),
    ("verifier_verify_adb_installs", Matter::Check, &["0"]),
];

/// Whether the value of a proxy names one: Android writes `:0` where there is none.
fn is_proxy(value: &str) -> bool {
    !matches!(value, "" | ":0" | "null" | "0" | ":")
}
