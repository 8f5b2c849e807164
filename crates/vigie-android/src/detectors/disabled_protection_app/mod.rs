//! Apps that protect or update a phone and are switched off.

use std::collections::BTreeMap;

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use crate::parsers::{AqfPackage, Package};

pub(crate) static ITEM: DisabledProtectionApp = DisabledProtectionApp;

pub(crate) struct DisabledProtectionApp;

static META: DetectorMeta = DetectorMeta {
    id: "disabled_protection_app",
    version: 1,
    title: Text {
        en: "Protection or update app that is switched off",
        fr: "App de protection ou de mise à jour désactivée",
    },
    severity: Severity::Low,
    order: Order::Time,
    reads: &[
        "android.aqf_packages.package",
        "android.packages.package",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://developer.android.com/reference/android/content/pm/PackageManager#COMPONENT_ENABLED_STATE_DISABLED_USER",
    ],
};

impl Detector for DisabledProtectionApp {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Disabled::default())
    }
}

#[derive(Default)]
struct Disabled(BTreeMap<String, Vec<Evidence>>);

impl Watch for Disabled {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let (package, field, quote) = if let Some(app) = seen.record.as_a::<Package>() {
            let off = app.users.iter().find(|user| {
                user.user == 0 && matches!(user.enabled, Some(2 | 3)) && user.installed != Some(false)
            });
            let Some(off) = off.filter(|_| !app.hidden) else { return };
            (&app.package, "users", off.last_disabled_by.as_deref().unwrap_or(&app.package))
        } else if let Some(app) = seen.record.as_a::<AqfPackage>()
            && app.disabled == Some(true)
        {
            (&app.name, "disabled", "true")
        } else {
            return;
        };
        if PROTECTION.contains(&package.as_str()) {
            let cited = self.0.entry(package.clone()).or_default();
            if cited.len() < 5 {
                cited.push(seen.evidence(field, quote));
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        if self.0.is_empty() {
            return;
        }
        let names: Vec<&str> = self.0.keys().map(String::as_str).collect();
        let (count, names) = (names.len().to_string(), names.join(", "));
        out.push(Found {
            severity: Severity::Low,
            confidence: Confidence::Low,
            claim: Claim::new("disabled-protection-app-off", [("count", &count), ("apps", &names)]),
            evidence: std::mem::take(&mut self.0).into_values().flatten().collect(),
        });
    }
}

/// Apps of makers that check the phone, report on it or bring its updates, and Google's store, which
/// holds Play Protect.
const PROTECTION: &[&str] = &[
    "com.android.updater",
    "com.android.vending",
    "com.coloros.sau",
    "com.google.android.gms",
    "com.hihonor.ouc",
    "com.huawei.android.hwouc",
    "com.huawei.systemmanager",
    "com.lge.lgdmsclient",
    "com.miui.guardprovider",
    "com.miui.securitycenter",
    "com.motorola.ccc.ota",
    "com.oneplus.opota",
    "com.oppo.ota",
    "com.policydm",
    "com.samsung.android.app.omcagent",
    "com.samsung.android.securitylogagent",
    "com.samsung.android.sm.devicesecurity",
    "com.samsung.sdm",
    "com.sec.android.soagent",
    "com.wssyncmldm",
];
